// Everything works without this file. It makes a few things quicker.

// People: the list follows what is typed. The same page is fetched, and its parts put in place of these.
const search = document.querySelector("form[data-instant]");
if (search) {
  const field = search.elements.q;
  let latest = 0;
  let waiting;
  const unanswered = () => {
    const said = document.createElement("p");
    said.className = "wrong";
    said.textContent = "No answer came; below is what was found before. Try again in a moment.";
    document.getElementById("q-wrong").replaceChildren(said);
  };
  const look = async () => {
    const turn = ++latest;
    const address = `${search.action}?${new URLSearchParams({ q: field.value })}`;
    const answer = await fetch(address).catch(() => null);
    const text = await answer?.text().catch(() => null);
    if (turn !== latest) return;
    if (text == null || (!answer.ok && answer.status !== 400)) return unanswered();
    const page = new DOMParser().parseFromString(text, "text/html");
    for (const part of ["count", "q-wrong", "filter", "saved", "found"]) {
      const found = page.getElementById(part);
      if (found) document.getElementById(part).replaceChildren(...found.childNodes);
    }
    field.setAttribute("aria-invalid", String(!answer.ok));
    history.replaceState(null, "", address);
  };
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, 100);
  });
}

// Import: files that are too large are refused before they are sent.
const files = document.querySelector("input[data-most-bytes]");
if (files) {
  files.addEventListener("change", () => {
    const bytes = Array.from(files.files).reduce((sum, file) => sum + file.size, 0);
    files.setCustomValidity(bytes > Number(files.dataset.mostBytes) ? files.dataset.tooMuch : "");
    files.reportValidity();
  });
}

// Where something is being made, look again in a moment.
const follow = document.querySelector("[data-follow]");
if (follow) setTimeout(() => location.replace(follow.dataset.follow), 1000);

// Logging: a tap on the button is a tap into the field; the slider says something once it was moved.
document.querySelector("#log-talk > summary")?.addEventListener("click", (event) => {
  if (event.detail) setTimeout(() => document.querySelector("#log-talk[open] textarea")?.focus());
});
for (const slider of document.querySelectorAll('input[type="range"]')) {
  slider.addEventListener("input", () => (slider.form.elements[`${slider.name}_said`].value = "1"));
}

// Writing: Ctrl and Enter send what was written, as a tap on the first button would.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
  const form = event.target.closest("textarea")?.form;
  const button = form?.querySelector("button:not([type='button'])");
  if (!button) return;
  event.preventDefault();
  form.requestSubmit(button);
});

// Keys: each opens what carries it in data-key. They wait while somebody writes, and can be turned off.
const OFF = "keepwarm-keys-off";
const stops = () =>
  Array.from(document.querySelectorAll("main .rows > li, main .people > li"), (item) =>
    item.querySelector("a, button, summary"),
  ).filter((stop) => stop && stop.checkVisibility());

const step = (by) => {
  const all = stops();
  const here = all.findIndex((stop) => stop.closest("li").contains(document.activeElement));
  const next = here < 0 ? (by > 0 ? 0 : all.length - 1) : here + by;
  all[Math.min(Math.max(next, 0), all.length - 1)]?.focus();
};

const arm = (box) => {
  const button = box.querySelector("[data-keys-switch] .text");
  const say = () => (button.textContent = localStorage.getItem(OFF) ? "Turn the keys on" : "Turn the keys off");
  box.querySelector("[data-keys-switch]").hidden = false;
  button.addEventListener("click", () => {
    if (localStorage.getItem(OFF)) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
    say();
  });
  say();
};

let dialog;
const showKeys = async () => {
  const link = document.querySelector("[data-keys]");
  if (!link) return;
  if (!dialog) {
    const answer = await fetch(link.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const head = document.createElement("h2");
    head.textContent = "Keys";
    head.id = "keys-head";
    const close = document.createElement("button");
    close.className = "button plain";
    close.textContent = "Close";
    close.autofocus = true;
    close.addEventListener("click", () => dialog.close());
    dialog = document.createElement("dialog");
    dialog.setAttribute("aria-labelledby", head.id);
    const list = page.getElementById("keys");
    list.querySelector("[data-keys-switch]").prepend(close);
    dialog.append(head, ...list.childNodes);
    document.body.append(dialog);
    arm(dialog);
  }
  if (!dialog.open) dialog.showModal();
};

const open = (target) => {
  if (target.matches("input")) target.focus();
  else target.click();
  if (target.matches("summary")) target.parentElement.querySelector("input:checked:not([name=next_soon])")?.focus();
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]") || dialog?.open) return;
  if (localStorage.getItem(OFF)) return;
  const target = /^[a-z/]$/.test(event.key) && document.querySelector(`[data-key="${event.key}"]`);
  if (event.key === "?") showKeys();
  else if (event.key === "n") step(1);
  else if (event.key === "b") step(-1);
  else if (target) open(target);
  else if (event.key === "/") location.assign(document.querySelector('[data-key="p"]').href + "#q");
  else return;
  event.preventDefault();
});

const here = document.getElementById("keys");
if (here) arm(here);
if (location.hash === "#q") document.getElementById("q")?.focus();
document.querySelector("[data-keys]")?.addEventListener("click", (event) => {
  if (here || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  showKeys();
});
