// “Bewaar”: the selection that this browser keeps, as the query of its address. Without this file the links lead there.
const KEY = "selection";
const corner = document.querySelector("[data-selection]");
const page = document.querySelector("[data-selection-page]");
const OWN = ["s", "in", "our"];
const toldHere = new URLSearchParams(corner.search).get("our"); // one's own municipality, as this page knows it

const MOST = Number(corner.dataset.most);
const LONGEST = 400; // characters of one value

// What the browser keeps, as far as the page of the selection would take it; null when it keeps nothing for us.
function read() {
  try {
    const kept = selectionOf(new URLSearchParams(localStorage.getItem(KEY) ?? ""));
    const slugs = [...new Set(kept.getAll("s"))].slice(0, MOST);
    const places = kept.getAll("in").filter((place) => slugs.includes(place.split("/")[0]));
    const rest = kept.has("our") ? [["our", kept.get("our")]] : [];
    return new URLSearchParams([...slugs.map((slug) => ["s", slug]), ...places.map((place) => ["in", place]), ...rest]);
  } catch {
    return null;
  }
}

// Whether it could be kept.
function keep(selection) {
  try {
    localStorage.setItem(KEY, String(selection));
  } catch {
    return false;
  }
  paint();
  return true;
}

function sheetsIn(selection) {
  return JSON.stringify([...selection].filter(([name]) => name !== "our"));
}

// What an address or a form says of a selection, and nothing else of it.
function selectionOf(pairs) {
  const isOurs = ([name, value]) => OWN.includes(name) && value !== "" && value.length <= LONGEST;
  return new URLSearchParams([...pairs].filter(isOurs));
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
  // What is kept with the selection goes before what this page was told.
  const withOurs = kept.has("our") || !toldHere ? kept : new URLSearchParams([...kept, ["our", toldHere]]);
  corner.href = `${corner.pathname}?${withOurs}`;
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
  const isFull = kept.getAll("s").length >= MOST && !kept.getAll("s").includes(slug);
  if (!isFull && !keep(toggled(kept, slug))) return; // then the link leads to the page
  event.preventDefault();
  if (isFull) event.target.closest("a").firstChild.data = corner.dataset.full;
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
  if (!location.search && read().has("s")) {
    location.replace(`${location.pathname}?${read()}`);
    return;
  }
  const isOwn = sheetsIn(here) === sheetsIn(read());
  const offer = page.querySelector("[data-offer]");
  if (offer && here.has("s") && !isOwn) {
    offer.hidden = false;
    offer.querySelector("button").addEventListener("click", () => {
      if (keep(here)) location.reload();
    });
  }
  if (!isOwn) return;
  addEventListener("storage", () => location.replace(`${location.pathname}?${read()}`)); // changed in another tab
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
