// Narrows the list of municipalities while typing. Without it the form asks the server, which knows other names too.
const form = document.querySelector("[data-place-filter]");
const field = form?.elements.q;
const state = form?.querySelector("[data-typed]");
const plain = (text) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();

function narrow() {
  const wanted = plain(field.value);
  for (const item of document.querySelectorAll(".place-list [data-place]")) {
    item.hidden = wanted !== "" && !` ${plain(item.firstElementChild.textContent)}`.includes(` ${wanted}`);
  }
  for (const province of document.querySelectorAll(".province")) {
    province.hidden = !province.querySelector("li:not([hidden])");
  }
  for (const label of document.querySelectorAll(".place-list__none")) {
    label.hidden = !label.nextElementSibling.querySelector("li:not([hidden])");
  }
  state.textContent = document.querySelector(".province:not([hidden])") ? "" : form.dataset.otherNames;
  for (const shape of document.querySelectorAll(".map [data-place]")) {
    const item = document.querySelector(`.place-list [data-place="${shape.dataset.place}"]`);
    shape.classList.toggle("found", wanted !== "" && item !== null && !item.hidden);
  }
}

field?.addEventListener("input", narrow);
