// wagtail-localize heads its editor with “Nederlands to Français translation”, in English in every language.
const ENGLISH = /^(.+) to (.+) translation$/;

function mend(root) {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    texts.currentNode.data = texts.currentNode.data.replace(ENGLISH, "$1 → $2");
  }
}

const editor = document.querySelector(".js-translation-editor");
if (editor) {
  mend(editor);
  new MutationObserver(() => mend(editor)).observe(editor, { childList: true, subtree: true });
}
