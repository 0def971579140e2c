// From a sheet back to the results that it was among, and on to the one before and after it. The list is kept in this
// tab only, so an address is the same for everybody; without it, or without this file, the browser's button leads back.
const KEPT = "results";
const finder = document.querySelector("[data-finder]");
const trail = document.querySelector("[data-trail]");

function keep() {
  const links = [...finder.querySelectorAll(".result__title a")];
  const sheets = links.map((link) => ({ url: link.getAttribute("href"), title: link.textContent }));
  const heading = finder.querySelector("h1").textContent.trim();
  try {
    sessionStorage.setItem(KEPT, JSON.stringify({ url: location.href, heading, sheets }));
  } catch {
    // a browser that keeps nothing has its own button
  }
}

function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  } catch {
    return null;
  }
}

function lead(name, to) {
  const link = trail.querySelector(`[data-${name}]`);
  link.hidden = !to;
  if (!to) return;
  link.href = to.url;
  link.querySelector("[data-title]").textContent = to.title;
}

if (finder) {
  keep();
  document.addEventListener("swapped", keep);
}
if (trail) {
  const results = kept();
  const paths = results?.sheets.map((sheet) => new URL(sheet.url, location.origin).pathname) ?? [];
  const here = paths.indexOf(location.pathname);
  const from = document.referrer.startsWith(`${location.origin}/`) ? new URL(document.referrer).pathname : "";
  if (here >= 0 && [new URL(results.url).pathname, ...paths].includes(from)) {
    lead("back", { url: results.url, title: results.heading });
    lead("previous", results.sheets[here - 1]);
    lead("next", results.sheets[here + 1]);
    trail.hidden = false;
  }
}
