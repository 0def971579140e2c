// The map: names and numbers on hover, focus and touch, and one tab stop, from which the arrows lead on.
// Without this file each municipality with practices is a link; the list beside it has the same information.
const SVG = "http://www.w3.org/2000/svg";
const GAP = 14; // map units between a place and its label
const AHEAD = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
let touched = null;

function drawn(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

function middle(shape) {
  const box = shape.getBBox();
  return [box.x + box.width / 2, box.y + box.height / 2];
}

// What is drawn last: the outline of a place, and its label.
function overlay(map) {
  let over = map.querySelector(".map__over");
  if (!over) {
    over = drawn("g", { class: "map__over", "aria-hidden": "true" });
    over.append(drawn("path", {}), drawn("rect", { rx: 4 }), drawn("text", {}));
    map.append(over);
  }
  return over;
}

function show(shape) {
  const map = shape.closest("svg");
  const [outline, box, text] = overlay(map).children;
  const unit = map.viewBox.baseVal.width / map.getBoundingClientRect().width; // map units in a pixel of the screen
  const [x, y] = middle(shape);
  outline.setAttribute("d", shape.getAttribute("d"));
  const place = shape.closest("[data-place]");
  text.textContent = place.dataset.name ?? place.getAttribute("aria-label");
  text.setAttribute("font-size", 15 * unit);
  const width = text.getComputedTextLength() + 20 * unit;
  const left = Math.min(Math.max(x - width / 2, 2), map.viewBox.baseVal.width - width - 2);
  const top = y - 44 * unit - GAP < map.viewBox.baseVal.y ? y + GAP : y - 30 * unit - GAP;
  const frame = { x: left, y: top, width, height: 30 * unit };
  for (const [key, value] of Object.entries(frame)) box.setAttribute(key, value);
  text.setAttribute("x", left + 10 * unit);
  text.setAttribute("y", top + 20 * unit);
  map.classList.add("map--over");
}

function hide(map) {
  map.classList.remove("map--over");
}

function shapeAt(target) {
  return target.closest?.(".map svg [data-place]") ?? null;
}

function pathOf(place) {
  return place.matches("path") ? place : place.querySelector("path");
}

// One stop for the keyboard: the first link, and then whichever was the last one.
function oneStop() {
  for (const map of document.querySelectorAll(".map svg")) {
    const links = [...map.querySelectorAll("a")];
    if (links.some((link) => link.hasAttribute("tabindex"))) continue;
    links.forEach((link, index) => link.setAttribute("tabindex", index ? -1 : 0));
  }
}

function next(from, [stepX, stepY]) {
  const [x, y] = middle(pathOf(from));
  let best = null;
  let nearest = Infinity;
  for (const link of from.closest("svg").querySelectorAll("a")) {
    const [otherX, otherY] = middle(pathOf(link));
    const along = (otherX - x) * stepX + (otherY - y) * stepY;
    const aside = Math.abs((otherX - x) * stepY) + Math.abs((otherY - y) * stepX);
    const far = along + 2 * aside;
    if (along > 1 && far < nearest) [best, nearest] = [link, far];
  }
  return best;
}

document.addEventListener("pointerover", (event) => {
  const place = shapeAt(event.target);
  if (place) show(pathOf(place));
});
document.addEventListener("pointerout", (event) => {
  const map = event.target.closest?.(".map svg");
  if (map && !map.contains(event.relatedTarget)) hide(map);
});
document.addEventListener("focusin", (event) => {
  const place = shapeAt(event.target);
  if (!place) return;
  place.closest("svg").querySelector("a[tabindex='0']")?.setAttribute("tabindex", -1);
  place.setAttribute("tabindex", 0);
  show(pathOf(place));
});
document.addEventListener("focusout", (event) => {
  const map = event.target.closest?.(".map svg");
  if (map) hide(map);
});
document.addEventListener("keydown", (event) => {
  const place = AHEAD[event.key] && event.target.closest?.(".map a");
  if (!place) return;
  event.preventDefault();
  next(place, AHEAD[event.key])?.focus();
});
// A finger first reads what it touched; a second touch goes there.
document.addEventListener("click", (event) => {
  const place = event.pointerType === "touch" ? shapeAt(event.target) : null;
  if (!place || place === touched) return;
  touched = place;
  event.preventDefault();
  show(pathOf(place));
}, true);
document.addEventListener("swapped", oneStop);
oneStop();
