// Completions under the search field, by the combobox pattern of WAI-ARIA. Without this file, or when the server
// does not answer, the field is a plain one.
const field = document.querySelector("#q");
const list = Object.assign(document.createElement("div"), { id: "q-list", className: "suggest", hidden: true });
let options = [];
let active = -1;
let timer = 0;
let asked = 0;

list.tabIndex = -1; // Chromium makes a box that scrolls a stop for Tab, and it closes before one gets there
list.setAttribute("role", "listbox");
list.setAttribute("aria-label", field.labels[0].textContent);
field.after(list);
const combobox = {
  role: "combobox",
  "aria-autocomplete": "list",
  "aria-controls": "q-list",
  "aria-expanded": "false",
};
for (const [name, value] of Object.entries(combobox)) field.setAttribute(name, value);

function close() {
  asked += 1; // an answer that is still under way comes too late
  list.hidden = true;
  active = -1;
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

function draw(groups) {
  list.replaceChildren(
    ...groups.map((group, index) => {
      const box = document.createElement("div");
      const head = Object.assign(document.createElement("p"), { id: `q-group-${index}`, textContent: group.label });
      box.setAttribute("role", "group");
      box.setAttribute("aria-labelledby", head.id);
      head.setAttribute("role", "presentation");
      box.append(head, ...group.items.map((item) => option(item)));
      return box;
    }),
  );
  options = [...list.querySelectorAll("[role=option]")];
  options.forEach((each, index) => (each.id = `q-option-${index}`));
  if (!options.length) return close();
  active = -1;
  list.hidden = false;
  field.setAttribute("aria-expanded", "true");
}

function option({ label, url }) {
  const each = Object.assign(document.createElement("div"), { textContent: label });
  each.dataset.url = url;
  each.setAttribute("role", "option");
  each.setAttribute("aria-selected", "false");
  return each;
}

function choose(index) {
  options[active]?.setAttribute("aria-selected", "false");
  active = (index + options.length + 1) % (options.length + 1);
  if (active === options.length) active = -1; // back in the field
  const each = options[active];
  each?.setAttribute("aria-selected", "true");
  each?.scrollIntoView({ block: "nearest" });
  if (each) field.setAttribute("aria-activedescendant", each.id);
  else field.removeAttribute("aria-activedescendant");
}

async function ask() {
  const typed = field.value.trim();
  if (typed.length < 2) return close();
  const number = (asked += 1);
  const answer = await fetch(`${field.dataset.suggest}?${new URLSearchParams({ q: typed })}`).catch(() => null);
  const groups = answer?.ok ? await answer.json() : [];
  if (number === asked && document.activeElement === field) draw(groups);
}

field.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(ask, 150);
});
field.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !list.hidden) {
    event.preventDefault();
    close();
  } else if (["ArrowDown", "ArrowUp"].includes(event.key) && !list.hidden) {
    event.preventDefault();
    choose(event.key === "ArrowDown" ? active + 1 : active === -1 ? options.length - 1 : active - 1);
  } else if (event.key === "Enter") {
    clearTimeout(timer);
    if (active > -1) {
      event.preventDefault();
      location.assign(options[active].dataset.url);
    }
    close();
  }
});
field.addEventListener("blur", close);
list.addEventListener("mousedown", (event) => {
  event.preventDefault(); // the field keeps the focus
  const url = event.target.closest("[data-url]")?.dataset.url;
  if (url) location.assign(url);
});
