// In the form of a sheet each implementation carries the name of its municipality, and from the third one they are
// folded: nine of them would be fifteen screens high.
const UNFOLDED = 2;
const list = document.getElementById("id_implementations-FORMS");

function nameOf(child) {
  const own = child.querySelector("input[name$='-label']").value.trim();
  return own || child.querySelector("input[name$='-municipalities']").value.replaceAll('"', "").split(",").join(" & ");
}

function show(child) {
  const count = child.querySelector("[data-inline-panel-child-count]");
  const name = nameOf(child);
  const heading = count.parentElement;
  const shown = heading.querySelector(".implementation-name") ?? heading.appendChild(document.createElement("span"));
  shown.className = "implementation-name";
  const text = name ? `: ${name}` : "";
  if (shown.textContent !== text) shown.textContent = text;
}

function children() {
  return [...list.children].filter((child) => child.matches("[data-inline-panel-child]"));
}

function fold() {
  const shown = children().filter((child) => !child.hidden);
  if (shown.length <= UNFOLDED) return;
  for (const child of shown.slice(UNFOLDED)) {
    if (child.querySelector(".error-message, [aria-invalid='true']")) continue;
    child.querySelector("[data-panel-toggle][aria-expanded='true']")?.click();
  }
}

if (list) {
  const showAll = () => children().forEach(show);
  // The tags of municipalities change their hidden field without an event; so does the button that adds a block.
  new MutationObserver(showAll).observe(list, { childList: true, subtree: true });
  list.addEventListener("input", showAll);
  showAll();
  window.addEventListener("load", () => setTimeout(() => { showAll(); fold(); }));
}
