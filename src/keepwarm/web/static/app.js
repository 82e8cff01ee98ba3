// On every page of the owner's: what waits is sent, the worker is there, and logging out leaves nothing.

import { counted, follow, send } from "./outbox.js";
import { drop, forget } from "./outbox_store.js";
import { LOCKED } from "./pocket_lock.js";

const ENOUGH = 8_000;

const leave = async (form) => {
  await Promise.race([send(), new Promise((resolve) => setTimeout(resolve, ENOUGH))]);
  const left = await counted();
  const what = left === 1 ? "One thing has not reached your book yet. It stays" : `${left} things have not reached your book yet. They stay`;
  const warning = `${what} on this phone until you log in here again. Log out all the same?`;
  if (left && !confirm(warning)) return;
  await forget();
  await drop("settings", "keep");
  if (!left) await drop("settings", "book");
  if (left) form.elements.waits.value = "yes";
  form.submit();
};

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-logout]") || event.defaultPrevented) return;
  event.preventDefault();
  leave(event.target).catch(() => event.target.submit());
});

// A phone that was handed over shows one page alone.
const stayLocked = async () => {
  if (location.pathname !== "/pocket" && (await caches.has(LOCKED))) location.replace("/pocket");
};

if (window.caches) {
  stayLocked();
  addEventListener("pageshow", (event) => event.persisted && stayLocked());
  new BroadcastChannel(LOCKED).addEventListener("message", stayLocked);
}

if (navigator.serviceWorker) {
  addEventListener("load", () => navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" }).catch(() => {}));
}
// Whoever is led to the door is not logged in any more.
if (location.pathname === "/login") forget();
follow();
