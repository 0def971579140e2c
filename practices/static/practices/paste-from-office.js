// What Word, Outlook, LibreOffice, Google Docs and any page with tables or headings put on the clipboard, as the HTML
// that the editor understands: their lists are paragraphs with a dot in front, their bold is a style, and a bold of
// normal weight is around everything.
const OFFICE = "urn:schemas-microsoft-com|class=\"?Mso|docs-internal-guid|LibreOffice";
const TO_CLEAN = new RegExp(`${OFFICE}|<(style|table|h[1-6]|w:)|\\sstyle=`, "i");
const OF_OUR_EDITOR = /data-draftjs|data-editor/; // which finds its own way back
const NORMAL = /^(normal|[1-4]00)$/;
const NUMBER = /^\s*\(?([0-9]{1,3}|[a-z]|[ivxlc]+)[.)]/i;

function unwrap(element) {
  element.replaceWith(...element.childNodes);
}

function wrapInside(element, name) {
  const inside = element.ownerDocument.createElement(name);
  inside.append(...element.childNodes);
  element.append(inside);
}

function renamed(element, name) {
  const other = element.ownerDocument.createElement(name);
  other.append(...element.childNodes);
  element.replaceWith(other);
  return other;
}

// The policy of our pages lets no text have a style, not even one that is only read: it is data until it has been read.
function stylesAsData(html) {
  const asData = (tag) => (OF_OUR_EDITOR.test(tag) ? tag : tag.replace(/\sstyle\s*=/i, " data-style="));
  return html.replace(/<style\b[^]*?<\/style\s*>/gi, "").replace(/<[a-z][^<>]*>/gi, asData);
}

function styled(element, name) {
  return new RegExp(`(?:^|;)\\s*${name}\\s*:\\s*([\\w-]+)`, "i").exec(element.dataset.style ?? "")?.[1].toLowerCase();
}

// A style says what a tag should: which weight a `b` has, and that a `span` is bold or italic.
function readStyles(body) {
  for (const bold of body.querySelectorAll("b, strong")) {
    if (NORMAL.test(styled(bold, "font-weight"))) unwrap(bold);
  }
  for (const span of body.querySelectorAll("span")) {
    const weight = styled(span, "font-weight");
    if (weight === "bold" || Number(weight) >= 600) wrapInside(span, "b");
    if (styled(span, "font-style") === "italic") wrapInside(span, "i");
  }
  for (const each of body.querySelectorAll("[data-style]")) delete each.dataset.style;
}

// A paragraph of Word that is an item of a list: its sign goes, and with its neighbours it is a list.
function readLists(body) {
  for (const item of [...body.querySelectorAll("p[data-style*='mso-list'], p[class^='MsoListParagraph']")]) {
    const sign = item.querySelector("[data-style*='mso-list:Ignore'], [data-style*='mso-list: Ignore']");
    if (!sign) continue;
    const kind = NUMBER.test(sign.textContent) ? "ol" : "ul";
    sign.remove();
    const before = item.previousElementSibling;
    const line = renamed(item, "li");
    if (before?.tagName === kind.toUpperCase() && before.dataset.office) {
      before.append(line);
    } else {
      const list = body.ownerDocument.createElement(kind);
      list.dataset.office = "list";
      line.replaceWith(list);
      list.append(line);
    }
  }
}

// What stands in a cell, on one line: its blocks are parts of it, and its links and bold stay.
function inOneLine(cell) {
  for (const end of cell.querySelectorAll("br")) end.replaceWith(" ");
  for (const block of cell.querySelectorAll("p, div, li, h3, ul, ol")) {
    block.before(" ");
    block.after(" ");
    unwrap(block);
  }
  return [...cell.childNodes];
}

// A table of one column only lays out. Of any other a row is an item: what stands first names it, as in “Stap 1: …”.
function readTables(body) {
  for (const table of [...body.querySelectorAll("table")].reverse()) {
    const rows = [...table.rows];
    if (rows.every((row) => row.cells.length < 2)) {
      table.replaceWith(...rows.flatMap((row) => [...row.cells].flatMap((cell) => [...cell.childNodes])));
      continue;
    }
    const list = body.ownerDocument.createElement("ul");
    for (const row of rows) {
      const item = body.ownerDocument.createElement("li");
      const cells = [...row.cells].filter((cell) => cell.textContent.trim());
      cells.forEach((cell, place) => {
        if (place) item.append(place === 1 ? (/[:.]\s*$/.test(item.textContent) ? " " : ": ") : " – ");
        item.append(...inOneLine(cell));
        item.normalize();
        if (place === 0) item.lastChild.textContent = item.lastChild.textContent.trimEnd();
      });
      item.innerHTML = item.innerHTML.replace(/\s+/g, " ");
      if (cells.length) list.append(item);
    }
    table.replaceWith(list);
  }
}

function isEmpty(element) {
  return !element.textContent.replace(/[\s\u00a0\u200b\ufeff]/g, "") && !element.querySelector("img");
}

function clean(html) {
  const { body } = new DOMParser().parseFromString(stylesAsData(html), "text/html");
  for (const other of body.querySelectorAll("style, script, meta, title, link, xml")) other.remove();
  const comments = document.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
  const found = [];
  while (comments.nextNode()) found.push(comments.currentNode);
  for (const comment of found) comment.remove();
  readLists(body);
  readTables(body);
  readStyles(body);
  for (const heading of body.querySelectorAll("h1, h2, h4, h5, h6")) renamed(heading, "h3");
  for (const block of body.querySelectorAll("p, h3, li, div")) {
    if (isEmpty(block)) block.remove();
  }
  return body.innerHTML.replace(/\u00a0/g, " ").trim();
}

document.addEventListener("paste", (event) => {
  const editor = event.target.closest?.(".Draftail-Editor");
  const html = event.clipboardData?.getData("text/html");
  if (!editor || !html || event.cleaned || !TO_CLEAN.test(html)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const data = new DataTransfer();
  data.setData("text/html", OF_OUR_EDITOR.test(html) ? stylesAsData(html) : clean(html));
  data.setData("text/plain", event.clipboardData.getData("text/plain"));
  const again = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
  again.cleaned = true;
  event.target.dispatchEvent(again);
}, true);
