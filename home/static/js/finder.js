// The results page without reloads: a click or a tick fetches the same address and swaps the parts that changed.
// Without this file the page works by its links and its button.
const READ = 4000; // milliseconds that a page was looked at, before its search counts
const finder = document.querySelector("[data-finder]");
const dialog = finder.querySelector("dialog");
const opener = finder.querySelector("[data-open-filters]");
let running = null;
const told = new Set();
let reading;
let shown = location.href.split("#")[0];

async function show(address, { push = true } = {}) {
  clearTimeout(reading);
  running?.abort();
  running = new AbortController();
  try {
    const answer = await fetch(address, { signal: running.signal });
    if (!answer.ok) throw new Error(answer.status);
    swap(new DOMParser().parseFromString(await answer.text(), "text/html"));
    if (push && answer.url !== location.href) history.pushState(null, "", answer.url);
    shown = answer.url.split("#")[0];
    document.dispatchEvent(new Event("swapped")); // once the address is that of what is shown
    countOnceRead();
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address);
  }
}

// A long list of values is narrowed while typing.
function offerToNarrow() {
  for (const field of finder.querySelectorAll("[data-narrow]")) field.closest("label").hidden = false;
}

function narrow(field) {
  const wanted = field.value.trim().toLowerCase();
  for (const choice of field.closest("details").querySelectorAll("label:not([class])")) {
    choice.hidden = !choice.textContent.toLowerCase().includes(wanted) && !choice.querySelector("input").checked;
  }
}

finder.addEventListener("input", (event) => {
  if (event.target.matches("[data-narrow]")) narrow(event.target);
});

function swap(fresh) {
  const focused = mark(document.activeElement);
  const open = [...finder.querySelectorAll(".facet details")].map((each) => each.open);
  for (const part of finder.querySelectorAll("[data-part]")) {
    part.innerHTML = fresh.querySelector(`[data-part="${part.dataset.part}"]`).innerHTML;
  }
  for (const form of ["[data-search]", "[data-filters]"]) {
    syncHidden(finder.querySelector(form), fresh.querySelector(form));
  }
  finder.querySelectorAll(".facet details").forEach((each, index) => (each.open ||= open[index]));
  offerToNarrow();
  const typed = finder.querySelector("#q");
  if (document.activeElement !== typed) typed.value = fresh.querySelector("#q").value;
  opener.textContent = fresh.querySelector("[data-open-filters]").textContent;
  document.querySelector(".languages").innerHTML = fresh.querySelector(".languages").innerHTML; // they keep the filters
  document.title = fresh.title;
  if (focused) finder.querySelector(focused)?.focus();
}

// What was looked for is counted, without who did: each search once, when its results were read, or one was chosen.
function countOnceRead() {
  clearTimeout(reading);
  reading = setTimeout(() => (document.hidden ? countOnceRead() : tell("asked")), READ);
}

function tell(...deeds) {
  const q = new URL(shown).searchParams.get("q")?.trim();
  const fresh = deeds.filter((deed) => q && !told.has(`${deed} ${q}`));
  if (!fresh.length) return;
  fresh.forEach((deed) => told.add(`${deed} ${q}`));
  const counted = Object.fromEntries(fresh.map((deed) => [deed, "1"]));
  navigator.sendBeacon(finder.dataset.finder, new URLSearchParams({ q, ...counted }));
}

// The hidden fields of a form carry the rest of the address.
function syncHidden(form, fresh) {
  form.querySelectorAll(":scope > input[type=hidden]").forEach((field) => field.remove());
  form.prepend(...fresh.querySelectorAll(":scope > input[type=hidden]"));
}

function mark(element) {
  if (element?.matches("input[type=checkbox]")) {
    return `input[type=checkbox][name="${element.name}"][value="${CSS.escape(element.value)}"]`;
  }
  return element?.matches("[data-places]") ? `[data-places][name="${element.name}"]` : null;
}

function addressOf(form) {
  const pairs = [...new FormData(form)].filter(([name, value]) => value !== "" && name !== "q");
  const typed = finder.querySelector("#q").value.trim();
  if (typed) pairs.unshift(["q", typed]);
  return `${form.action}?${new URLSearchParams(pairs)}`;
}

finder.addEventListener("change", (event) => {
  if (event.target.matches("[data-narrow]")) return;
  if (event.target.closest("[data-filters]")) show(addressOf(event.target.form));
});
finder.addEventListener("submit", (event) => {
  event.preventDefault();
  if (event.target.matches("[data-filters]")) dialog.close();
  show(addressOf(event.target));
});
function tellChoice(event) {
  if (!event.target.closest(".result a, .map a, .place-list a")) return;
  clearTimeout(reading);
  tell("asked", "clicked");
}

finder.addEventListener("auxclick", tellChoice);
finder.addEventListener("click", tellChoice);
finder.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  const here = link && new URL(link.href).pathname === location.pathname && !link.hasAttribute("download");
  if (!here || event.ctrlKey || event.metaKey || event.shiftKey || link.href.includes("format=")) return;
  event.preventDefault();
  const pager = link.closest(".pager");
  show(link.href).then(() => {
    // The link that had the focus is gone; who reads on does so from the heading.
    finder.querySelector("h1").focus({ preventScroll: !pager });
    if (pager) finder.scrollIntoView();
  });
});
addEventListener("popstate", () => {
  if (location.href.split("#")[0] === shown) return; // only the place on the page changed
  dialog.close();
  show(location.href, { push: false });
});

offerToNarrow();
countOnceRead();
opener.hidden = false;
opener.addEventListener("click", () => dialog.showModal());
finder.querySelector("[data-close-filters]").addEventListener("click", () => dialog.close());
