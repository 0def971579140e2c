// A photo whose alternative text lacks is refused by the server, and then its file has to be chosen again: a browser
// does not give it back. So the form in which one is chosen says it before it is sent.
function lacking(form) {
  const description = form?.querySelector("[data-says-when-empty]");
  if (!description || !form.querySelector("input[type=file]")?.files.length) return null;
  const chosen = [...new FormData(form)].find(([name, value]) => name.endsWith("alternative") && value)?.[1];
  if (!chosen) return form.querySelector("[name$=alternative]");
  return chosen === "described" && !description.value.trim() ? description : null;
}

function say(event, form) {
  const field = lacking(form);
  if (!field) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  field.setCustomValidity(form.querySelector("[data-says-when-empty]").dataset.saysWhenEmpty);
  field.reportValidity();
  form.addEventListener("input", () => field.setCustomValidity(""), { once: true });
}

// The button first: pressed, Wagtail switches it off for half a minute.
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[type=submit]");
  if (button) say(event, button.form);
}, true);
document.addEventListener("submit", (event) => say(event, event.target), true);
