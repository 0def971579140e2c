// The rich text editor, tooltips and the translation editor make styles in the browser: they get the nonce of the page
// (config/browser_policies.py). A style that stands in the text of a page has none, and is refused.
{
  const { nonce } = document.currentScript.dataset;
  const createElement = document.createElement.bind(document);

  document.createElement = (name, options) => {
    const element = createElement(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  };
}
