// The words of wagtail-localize's editor that are English, or stuck together, in every language of the screen.
const language = document.documentElement.lang;
const MONTHS = Array.from({ length: 12 }, (_, month) =>
  new Date(2000, month).toLocaleString("en", { month: "long" }));
const DATE = new RegExp(`(\\d{1,2}) (${MONTHS.join("|")}) (\\d{4})`);

function written(text, day, month, year) {
  const date = new Date(Number(year), MONTHS.indexOf(month), Number(day));
  return date.toLocaleDateString(language, { day: "numeric", month: "long", year: "numeric" });
}

function inOurWords(text) {
  return text
    .replace(/^(.+) to (.+) translation$/, "$1 → $2")
    .replace(/^(Publiceer in|Publier dans)(?=\S)/, "$1 ")
    .replace(DATE, written);
}

function mend(root) {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode;
    const mended = inOurWords(node.data);
    if (mended !== node.data) node.data = mended;
  }
}

const editor = document.querySelector(".js-translation-editor");
if (editor) {
  mend(editor);
  new MutationObserver(() => mend(editor)).observe(editor, { characterData: true, childList: true, subtree: true });
}
