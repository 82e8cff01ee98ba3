// Passkeys: a form with `data-passkey` holds what the device is asked, and is sent with what it answers; one with
// `data-proof` is asked for a passkey that is there first.

const bytes = (text) => {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
};

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const named = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

const makeOne = (asked) =>
  navigator.credentials.create({
    publicKey: {
      ...asked,
      challenge: bytes(asked.challenge),
      user: { ...asked.user, id: bytes(asked.user.id) },
      excludeCredentials: named(asked.excludeCredentials),
    },
  });

const useOne = (asked) =>
  navigator.credentials.get({
    publicKey: { ...asked, challenge: bytes(asked.challenge), allowCredentials: named(asked.allowCredentials) },
  });

const answered = (made) => {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (made.response[name]) response[name] = text(made.response[name]);
  }
  return JSON.stringify({ id: made.id, rawId: text(made.rawId), type: made.type, clientExtensionResults: {}, response });
};

const WHY = {
  InvalidStateError: "This device has a passkey for your book already.",
  NotAllowedError: "Nothing came of it: it was cancelled, or this device has no passkey for your book.",
  NotSupportedError: "This device cannot keep passkeys; use the password.",
  SecurityError: "Passkeys need a name in the address, and a certificate that is valid.",
};

const run = async (form) => {
  const asked = JSON.parse(form.dataset.passkey);
  const line = form.querySelector("[role=alert]");
  line.hidden = true;
  try {
    if (form.dataset.proof) form.elements.proof.value = answered(await useOne(JSON.parse(form.dataset.proof)));
    form.elements.answer.value = answered(await (asked.user ? makeOne(asked) : useOne(asked)));
    form.submit();
  } catch (error) {
    line.textContent = WHY[error.name] ?? "Nothing came of it; use the password.";
    line.hidden = false;
    line.focus();
  }
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.closest("[hidden]")?.removeAttribute("hidden");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run(form);
  });
}
