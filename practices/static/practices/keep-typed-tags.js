// Wagtail's tag field drops what was typed but not chosen while its suggestions are open: make it a tag when the
// field is left and when the form is sent.
const FIELD = ".tagit-new input";

function keep(input) {
  if (!input.isConnected || !input.value.trim()) return;
  const field = window.jQuery(input);
  field.autocomplete("close");
  field.data("autocomplete-open", false).trigger("blur");
}

document.addEventListener("focusout", ({ target }) => {
  // A click on a suggestion comes after the field was left.
  if (target.matches(FIELD)) setTimeout(() => document.activeElement !== target && keep(target), 300);
});
document.addEventListener("submit", () => document.querySelectorAll(FIELD).forEach(keep), true);
