// “Select all” ticks every language of the form by which a page is sent to be translated.
const all = document.querySelector("[name=select_all]");
all?.addEventListener("change", () => {
  document.querySelectorAll("[name=locales]").forEach((each) => {
    each.checked = all.checked;
  });
});
