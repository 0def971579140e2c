// “Bewaar”: the selection that this browser keeps, as the query of its address. Without this file the links lead there.
const KEY = "selection";
const corner = document.querySelector("[data-selection]");
const page = document.querySelector("[data-selection-page]");
const OWN = ["s", "in", "our"];

function read() {
  try {
    return new URLSearchParams(localStorage.getItem(KEY) ?? "");
  } catch {
    return null; // the browser keeps nothing for us
  }
}

function keep(selection) {
  localStorage.setItem(KEY, String(selection));
  paint();
}

// What an address or a form says of a selection, and nothing else of it.
function selectionOf(pairs) {
  return new URLSearchParams([...pairs].filter(([name, value]) => OWN.includes(name) && value !== ""));
}

function toggled(selection, slug) {
  if (!selection.getAll("s").includes(slug)) return new URLSearchParams([...selection, ["s", slug]]);
  const others = [...selection].filter(([, value]) => value !== slug && !value.startsWith(`${slug}/`));
  return new URLSearchParams(others);
}

// The sheet that a link saves; null for any other link.
function slugOf(link) {
  return link?.matches(".save:not([data-there])") ? new URL(link.href).searchParams.get("s") : null;
}

function paint() {
  const kept = read();
  if (!kept) return;
  const slugs = kept.getAll("s");
  corner.hidden = slugs.length === 0;
  corner.href = `${corner.pathname}?${kept}`;
  corner.querySelector("b").textContent = slugs.length;
  for (const link of document.querySelectorAll(".save:not([data-there])")) {
    const isKept = slugs.includes(slugOf(link));
    link.setAttribute("role", "button");
    link.setAttribute("aria-pressed", String(isKept));
    link.firstChild.data = isKept ? corner.dataset.saved : corner.dataset.word;
  }
}

function save(event) {
  const slug = slugOf(event.target.closest?.("a"));
  const kept = read();
  if (!slug || !kept || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  keep(toggled(kept, slug));
}

document.addEventListener("click", save);
document.addEventListener("keydown", (event) => {
  if (event.key === " " && event.target.matches?.("[aria-pressed]")) save(event); // it says that it is a button
});
document.addEventListener("swapped", paint);
addEventListener("storage", paint);
addEventListener("pageshow", paint);

// On the page of a selection: what is changed there is changed in what the browser keeps, when that is the one shown.
function watch() {
  const here = selectionOf(new URLSearchParams(location.search));
  const isOwn = String(here) === String(read());
  const offer = page.querySelector("[data-offer]");
  if (offer && here.has("s") && !isOwn) {
    offer.hidden = false;
    offer.querySelector("button").addEventListener("click", () => {
      keep(here);
      location.reload();
    });
  }
  if (!isOwn) return;
  page.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (link && link.pathname === location.pathname) keep(selectionOf(new URLSearchParams(link.search)));
  });
  page.addEventListener("submit", (event) => {
    if (event.target.matches("[data-keeps]")) keep(selectionOf(new FormData(event.target)));
  });
}

function offerToCopy() {
  const button = page.querySelector("[data-copy]");
  if (!button || !navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(location.href);
    page.querySelector("[data-copied]").textContent = button.dataset.copied;
  });
}

paint();
if (page && read()) watch();
if (page) offerToCopy();
