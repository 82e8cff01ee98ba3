// What stays on this phone: nothing of the book, until its owner says so here.

import { isAt } from "./outbox.js";
import { drop, find, forget, put } from "./outbox_store.js";
import { make, section, tell } from "./pocket_drawing.js";

const PATIENCE = 8_000;

export const isKept = async () => Boolean(await find("settings", "keep"));

// The book's part of the page, as it was kept.
export const bookKept = () => find("kept", "book");

// The same as it is now; nothing where there is no network.
export const bookNow = async () => {
  try {
    const answer = await fetch("/pocket.json", {
      headers: { Accept: "application/json" },
      cache: "no-store",
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.status === 401 || answer.type === "opaqueredirect") {
      await forget();
      return { stranger: true };
    }
    if (!answer.ok) return undefined;
    const book = { ...(await answer.json()), seen_at: new Date().toISOString() };
    await isAt(book.book);
    if (await isKept()) await put("kept", "book", book);
    return book;
  } catch {
    return undefined;
  }
};

const choose = async (on, book) => {
  if (on) {
    await put("settings", "keep", true);
    if (!(await bookNow()) && book.book) await put("kept", "book", book);
    navigator.storage?.persist?.();
    const is = Boolean(await bookKept());
    tell(is ? "What you need is kept on this phone." : "It is kept here as soon as your book answers.");
  } else {
    await drop("settings", "keep");
    await forget();
    tell("Nothing of your book is on this phone any more, but what was not sent yet.");
  }
};

export const phoneSection = async (book, ...more) => {
  const box = make("input", { type: "checkbox", id: "keep", checked: await isKept() });
  box.addEventListener("change", () => choose(box.checked, book));
  return section(
    "This phone",
    make("div", { className: "tick" }, box, make("label", { htmlFor: "keep" }, "Keep what I need on this phone")),
    make(
      "p",
      { className: "hint" },
      "Today, your next event with the people you want to meet, and your cards. It goes when you switch it off or log out. New notes can be written without a network either way.",
    ),
    ...more,
  );
};
