// A passkey that was made leads on: the script of django-otp-webauthn only says that there is one.
document.addEventListener("otp_webauthn.register_complete", (event) => {
  window.location.assign(event.target.closest("[data-after]").dataset.after);
});
