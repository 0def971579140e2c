// While the first step is typed: the card beside it follows, and practices that are like it show under the title.
// Without this file the form works; similar practices are asked about after this step, with it too.
const form = document.querySelector(".form");
const card = document.querySelector("[data-card]");
const similar = document.querySelector("[data-similar]");
const shown = [...card.querySelectorAll("[data-shows]")];
const empty = Object.fromEntries(shown.map((each) => [each.dataset.shows, each.textContent]));
let timer = 0;
let running = null;

function show(name, text) {
  card.querySelector(`[data-shows=${name}]`).textContent = text.trim() || empty[name];
}

async function lookFor() {
  running?.abort();
  running = new AbortController();
  try {
    const said = { title: form.elements.title.value, introduction: form.elements.introduction.value.slice(0, 400) };
    const address = `${similar.dataset.address}?${new URLSearchParams(said)}`;
    const answer = await fetch(address, { signal: running.signal });
    if (answer.ok) similar.innerHTML = await answer.text();
  } catch (error) {
    if (error.name !== "AbortError") similar.replaceChildren();
  }
}

form.addEventListener("input", ({ target }) => {
  if (target.name === "category") show("category", target.value ? target.selectedOptions[0].textContent : "");
  else if (target.name in empty) show(target.name, target.value);
  if (target.name !== "title" && target.name !== "introduction") return;
  clearTimeout(timer);
  timer = setTimeout(lookFor, 400);
});
