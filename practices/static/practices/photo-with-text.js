// A photo whose alternative text lacks is refused by the server, and then its file has to be chosen again: a browser
// does not give it back. So the form in which one is chosen says it before it is sent.
document.addEventListener("submit", (event) => {
  const form = event.target;
  const description = form.querySelector?.("[data-says-when-empty]");
  const file = form.querySelector?.("input[type=file]");
  if (!description || !file?.files.length) return;
  const alternative = form.querySelector("[name$=alternative]");
  const chosen = [...new FormData(form)].find(([name, value]) => name.endsWith("alternative") && value)?.[1];
  const lacking = chosen ? (chosen === "described" && !description.value.trim() && description) : alternative;
  if (!lacking) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  lacking.setCustomValidity(description.dataset.saysWhenEmpty);
  lacking.reportValidity();
  form.addEventListener("input", () => lacking.setCustomValidity(""), { once: true });
}, true);
