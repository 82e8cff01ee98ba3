// What waits to be sent. An entry is written down before anything is said, and sent until an answer comes:
// the server takes in each token once, so that a lost answer is simply sent again.

import { change, drop, entries, find, forget, put } from "./outbox_store.js";

const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 300_000;
const PATIENCE = 20_000;
const MOST_FAILURES = 3;

export const changes = new EventTarget();
const say = () => changes.dispatchEvent(new Event("change"));

const token = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (one) => one.toString(16).padStart(2, "0")).join("");

export const keep = async (kind, fields) => {
  const entry = {
    token: token(),
    kind,
    fields,
    made_at: new Date().toISOString(),
    book: (await find("settings", "book")) ?? "",
    state: "waiting",
    sentence: "",
    failures: 0,
  };
  await change("outbox", (held) => held.add(entry));
  say();
  send();
  return entry.token;
};

export const listed = entries;

// All that is on this phone alone, whether it waits, was refused or was written for another book.
export const counted = async () => (await entries()).length;

// The phone is at this book: what was held back elsewhere, and was written for this one, waits to be sent again.
export const isAt = async (book) => {
  await put("settings", "book", book);
  const back = (await entries()).filter((one) => one.state === "elsewhere" && one.book === book);
  for (const one of back) await change("outbox", (held) => held.put({ ...one, state: "waiting", sentence: "" }));
  if (!back.length) return;
  say();
  send();
};

// What the server refused, sent again with other words under the token that it never took.
export const sendAgain = async (entry, fields) => {
  await change("outbox", (held) => held.put({ ...entry, fields, state: "waiting", sentence: "", failures: 0 }));
  say();
  send();
};

export const throwAway = async (entry) => {
  await drop("outbox", entry.sequence);
  say();
};

const post = async (entry) => {
  const { token, kind, fields, made_at, book } = entry;
  try {
    const answer = await fetch("/outbox", {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify({ token, kind, fields, made_at, book }),
      cache: "no-store",
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.status === 401 || answer.type === "opaqueredirect") return { state: "stranger" };
    if (answer.status === 500) return { state: "failed" };
    return await answer.json();
  } catch {
    return { state: "later" };
  }
};

// One entry: true where the next may follow.
const sendOne = async (entry) => {
  const said = await post(entry);
  if (said.state === "kept" || said.state === "there") {
    await drop("outbox", entry.sequence);
    if (said.book) await isAt(said.book);
  } else if (said.state === "refused" || said.state === "elsewhere") {
    await change("outbox", (held) => held.put({ ...entry, state: said.state, sentence: said.sentence }));
  } else if (said.state === "failed") {
    const failures = entry.failures + 1;
    const state = failures < MOST_FAILURES ? "waiting" : "refused";
    const sentence = "Your book failed on this three times; change it, or send it again later.";
    await change("outbox", (held) => held.put({ ...entry, failures, state, sentence }));
    if (state === "waiting") return false;
  } else {
    if (said.state === "stranger") await forget();
    return false;
  }
  say();
  return true;
};

let wait = FIRST_WAIT;
let timer;

const sendAll = async () => {
  clearTimeout(timer);
  for (;;) {
    const entry = (await entries()).find((one) => one.state === "waiting");
    if (!entry) {
      wait = FIRST_WAIT;
      return;
    }
    if (!(await sendOne(entry))) {
      timer = setTimeout(send, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
      return;
    }
  }
};

// One tab at a time; without locks (a page that is not served securely) the token alone guards.
const alone = (act) => (navigator.locks ? navigator.locks.request("keepwarm-outbox", act) : act());

let sending;
let again = false;

export const send = () => {
  again = true;
  sending ??= (async () => {
    try {
      while (again) {
        again = false;
        await alone(sendAll);
      }
    } finally {
      sending = undefined;
    }
  })();
  return sending;
};

export const follow = () => {
  const soon = () => {
    wait = FIRST_WAIT;
    send();
  };
  addEventListener("online", soon);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && soon());
  send();
};
