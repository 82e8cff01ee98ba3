// The phone in somebody else's hands: whether it is, and the code that its owner chose to take it back.

import { drop, find, put } from "./outbox_store.js";

export const LOCKED = "keepwarm-locked";
const ROUNDS = 600_000;
const MOST_TRIES = 5;
const FIRST_WAIT = 60_000;

export const canLock = () => Boolean(window.caches && crypto.subtle && navigator.serviceWorker?.controller);

export const handedOver = () => find("settings", "handed-over");

const derived = async (code, salt) => {
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(code), "PBKDF2", false, ["deriveBits"]);
  const bits = await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS }, key, 256);
  return new Uint8Array(bits);
};

// From here on the worker answers with one page alone; what is written down first is the code.
export const handOver = async (code, shown) => {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  await put("settings", "handed-over", { ...shown, salt, hash: await derived(code, salt), tries: 0, closed_until: 0 });
  await caches.open(LOCKED);
  new BroadcastChannel(LOCKED).postMessage("locked");
};

// "yes", "no", or until when no code is taken, in milliseconds.
export const takeBack = async (code) => {
  const held = await handedOver();
  if (!held) return "yes";
  if (Date.now() < held.closed_until) return held.closed_until;
  const found = await derived(code, held.salt);
  if (found.every((one, place) => one === held.hash[place])) {
    await drop("settings", "handed-over");
    await caches.delete(LOCKED);
    return "yes";
  }
  const tries = held.tries + 1;
  const closed_until = tries < MOST_TRIES ? 0 : Date.now() + FIRST_WAIT * 2 ** (tries - MOST_TRIES);
  await put("settings", "handed-over", { ...held, tries, closed_until });
  return closed_until || "no";
};
