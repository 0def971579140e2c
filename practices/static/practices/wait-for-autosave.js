// Wagtail saves a form by itself while somebody writes. With a button pressed at the same moment it would make a
// new sheet twice, and the second one is an error for its address: let the one that came first end, and begin no
// other.
const PATIENCE = 15_000; // milliseconds, then go on anyway
let saving = null;
let sent = false;

document.addEventListener("w-autosave:save", (event) => {
  if (sent) {
    event.preventDefault();
    return;
  }
  const ended = new Promise((resolve) => {
    for (const name of ["w-autosave:success", "w-autosave:error"]) {
      document.addEventListener(name, resolve, { once: true });
    }
    setTimeout(resolve, PATIENCE);
  });
  saving = ended.then(() => { saving = null; });
});

document.addEventListener("submit", (event) => {
  const { target, submitter } = event;
  if (!target.matches("[data-edit-form]")) return;
  sent = true;
  setTimeout(() => { sent = false; }, PATIENCE);
  if (!saving) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  saving.then(() => {
    // Wagtail switches it off when it is pressed; then its action would not be sent.
    if (submitter) submitter.disabled = false;
    target.requestSubmit(submitter);
  });
}, true);
