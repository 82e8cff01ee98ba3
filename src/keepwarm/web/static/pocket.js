// The pocket page: the app without a network. Its screen is made here, of what this phone may show.

import { changes, listed } from "./outbox.js";
import { count, make, section, tell, told } from "./pocket_drawing.js";
import { drawLocked, handOverForm } from "./pocket_hand_over.js";
import { handedOver } from "./pocket_lock.js";
import { captureForm, logForm } from "./pocket_forms.js";
import { bookKept, bookNow, phoneSection } from "./pocket_phone.js";
import { cardsSection, eventSection, todaySection } from "./pocket_plan.js";
import { waitingPart } from "./pocket_waiting.js";

const OLD = 60_000;
const page = document.getElementById("pocket");
const book = { asking: "", today: [], event: null, cards: [] };

// Whoever wanted another page has this one until the book answers.
const away = make("div");
const drawAway = (answers) => {
  if (location.pathname === "/pocket") return;
  const said = answers ? "Your book answers again." : "Your book does not answer. Write down here what cannot wait.";
  const on = make("a", { href: location.href, className: "button plain" }, answers ? "Go on" : "Try again");
  away.replaceChildren(make("div", { className: "notice" }, make("span", {}, said), on));
};

const seen = () =>
  Date.now() - Date.parse(book.seen_at) > OLD
    ? [make("p", { className: "quiet" }, `As it was ${new Date(book.seen_at).toLocaleString()}.`)]
    : [];

let form;
const around = make("div");
// What somebody is typing is not drawn anew, nor what they began while the parts were gathered.
const isInUse = () =>
  (around.contains(document.activeElement) && !document.activeElement.matches("[type=checkbox]")) ||
  [...around.querySelectorAll("textarea, [type=password]")].some((one) => one.value);

const drawAround = async () => {
  const parts = [
    book.event ? eventSection(book.event) : "",
    section("A talk", logForm()),
    book.today.length ? todaySection(book) : "",
    book.cards.length ? cardsSection(book.cards) : "",
    await phoneSection(book, await handOverForm(book.cards)),
    ...seen(),
  ];
  if (!isInUse()) around.replaceChildren(...parts.filter(Boolean));
};

const draw = async () => {
  const held = await handedOver();
  if (held) return drawLocked(page, held);
  Object.assign(book, await bookKept());
  form = captureForm(book);
  drawAway(false);
  await drawAround();
  page.replaceChildren(away, make("h1", {}, "Somebody you met"), told, form, waitingPart(book), around);
  follow();
  await refresh();
};

// Whether the book answers; what it says is known from then on, and drawn by `refresh` alone.
const ask = async () => {
  const now = await bookNow();
  if (now?.stranger) tell("You are not logged in on this phone. What you write is kept, and sent when you are.");
  if (!now?.book) return false;
  Object.assign(book, now);
  form.learn();
  return true;
};

const refresh = async () => {
  if (!(await ask())) return;
  drawAway(true);
  await drawAround();
};

let waited = 0;
const follow = async () => {
  const left = await listed();
  const waiting = left.filter((one) => one.state === "waiting").length;
  const sent = waiting ? 0 : waited;
  waited = waiting && Math.max(waited, waiting);
  if (!sent) return;
  tell(left.length ? "Something needs another look: see below." : count(sent, "It is in your book.", "were sent."));
  if (away.children.length) await refresh();
  else if (left.length) await ask();
};

changes.addEventListener("change", () => form && follow());
addEventListener("online", () => form && refresh());
// From then on the phone can be handed over.
navigator.serviceWorker?.addEventListener("controllerchange", () => form && drawAround());

draw();
