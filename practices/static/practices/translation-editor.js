// The addresses that wagtail-localize's editor asks for, which its own template writes in a script.
const addresses = document.getElementById("chooser-urls");
if (addresses) window.chooserUrls = { ...addresses.dataset };

// The words of wagtail-localize's editor that are English, or stuck together, in every language of the screen.
const language = document.documentElement.lang;
const MONTHS = Array.from({ length: 12 }, (_, month) =>
  new Date(2000, month).toLocaleString("en", { month: "long" }));
const DATE = new RegExp(`(\\d{1,2}) (${MONTHS.join("|")}) (\\d{4})`);

const MORE = { nl: "Meer acties", fr: "Plus d’actions" };

function written(text, day, month, year) {
  const date = new Date(Number(year), MONTHS.indexOf(month), Number(day));
  return date.toLocaleDateString(language, { day: "numeric", month: "long", year: "numeric" });
}

// What somebody wrote stands in a block inside a list item; of those nothing is touched.
function inOurWords(text, parent) {
  if (text === "More actions") return MORE[language] ?? text;
  if (parent.closest("button")) return text.replace(/^(Publiceer in|Publier dans)(?=\S)/, "$1 ");
  if (parent.tagName === "LI") return text.replace(DATE, written);
  if (parent.closest("li")) return text;
  return text.replace(/^(.+) to (.+) translation$/, "$1 → $2");
}

function mend(root) {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode;
    const mended = inOurWords(node.data, node.parentElement);
    if (mended !== node.data) node.data = mended;
  }
}

const editor = document.querySelector(".js-translation-editor");
if (editor) {
  mend(editor);
  new MutationObserver(() => mend(editor)).observe(editor, { characterData: true, childList: true, subtree: true });
}
