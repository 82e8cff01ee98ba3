// The pocket page: the app without a network. Its screen is made here, of what this phone may show.

import { changes, listed } from "./outbox.js";
import { make, section, tell, told } from "./pocket_drawing.js";
import { drawLocked, handOverForm } from "./pocket_hand_over.js";
import { handedOver } from "./pocket_lock.js";
import { captureForm, logForm } from "./pocket_forms.js";
import { bookKept, bookNow, phoneSection } from "./pocket_phone.js";
import { cardsSection, eventSection, todaySection } from "./pocket_plan.js";
import { waitingPart } from "./pocket_waiting.js";

const OLD = 60_000;
const page = document.getElementById("pocket");
const book = { asking: "", today: [], event: null, cards: [] };

const away = () => {
  if (location.pathname === "/pocket") return [];
  const again = make("a", { href: location.href, className: "button plain" }, "Try again");
  return [make("div", { className: "notice" }, make("span", {}, "Your book does not answer. Write down here what cannot wait."), again)];
};

const seen = () =>
  Date.now() - Date.parse(book.seen_at) > OLD
    ? [make("p", { className: "quiet" }, `As it was ${new Date(book.seen_at).toLocaleString()}.`)]
    : [];

const around = make("div");
const drawAround = async () => {
  const parts = [
    book.event ? eventSection(book.event) : "",
    section("A talk", logForm()),
    book.today.length ? todaySection(book) : "",
    book.cards.length ? cardsSection(book.cards) : "",
    await phoneSection(book, await handOverForm(book.cards)),
    ...seen(),
  ];
  around.replaceChildren(...parts.filter(Boolean));
};

const draw = async () => {
  const held = await handedOver();
  if (held) return drawLocked(page, held);
  Object.assign(book, await bookKept());
  const form = captureForm(book);
  await drawAround();
  page.replaceChildren(...away(), make("h1", {}, "Somebody you met"), told, form, waitingPart(), around);
  const now = await bookNow();
  if (now?.stranger) tell("You are not logged in on this phone. What you write is kept, and sent when you are.");
  if (!now?.book || around.contains(document.activeElement)) return;
  Object.assign(book, now);
  form.learn();
  await drawAround();
};

const KEPT = "kept on this phone.";
changes.addEventListener("change", async () => {
  const left = await listed();
  if (!told.textContent.endsWith(KEPT) || left.some((one) => one.state === "waiting")) return;
  tell(left.length ? "Something needs another look: see below." : "It is in your book.");
});

draw();
