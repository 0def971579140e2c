// What is chosen is sent at once, with all that was typed; the page comes back with a field for each photo.
// Without this file the button at the end of the step does the same.
const field = document.querySelector("#photos");

field?.addEventListener("change", () => {
  if (field.files.length) field.form.requestSubmit();
});
