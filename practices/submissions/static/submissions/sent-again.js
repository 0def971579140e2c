// A page with errors is the answer to what was sent: whoever comes back to it later would be asked to send that again.
// Once what it holds is on its way, the browser takes it for the empty form of the same address.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", () => history.replaceState(null, "", location.href));
}
