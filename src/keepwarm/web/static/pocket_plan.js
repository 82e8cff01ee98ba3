// What is at hand: the next event with whom to meet there, and today.

import { metButton, noteForm } from "./pocket_forms.js";
import { folded, make, section, written } from "./pocket_drawing.js";

const line = (label, words) => (words ? make("p", { dir: "auto" }, `${label}: `, written(words)) : "");

const guestItem = (guest) =>
  make(
    "li",
    {},
    make("h3", {}, make("span", { className: "name" }, written(guest.name)), guest.work ? make("span", { className: "quiet" }, " ", written(guest.work)) : ""),
    line("Why", guest.reason),
    line("Ask", guest.question),
    line("Offer", guest.offer),
    guest.met ? make("p", { className: "quiet" }, "You met.") : make("div", { className: "actions" }, metButton(guest)),
    guest.last || guest.brief.length
      ? folded(
          "What you know",
          guest.last ? make("p", { dir: "auto" }, guest.last) : "",
          make("ul", { className: "items" }, guest.brief.map((one) => make("li", { dir: "auto" }, `${one.label}: `, written(one.text)))),
        )
      : "",
  );

export const eventSection = (event) =>
  section(
    "The event",
    make("p", { className: "name" }, written(event.name)),
    make("p", { className: "quiet" }, [event.day, event.place].filter(Boolean).join(", ")),
    line("What you are going for", event.goal),
    line("How you introduce yourself", event.introduction),
    event.people.length ? make("ul", { className: "people" }, event.people.map(guestItem)) : "",
    noteForm(event),
  );

const pictured = (card) => {
  const source = URL.createObjectURL(new Blob([card.code], { type: "image/svg+xml" }));
  return make("img", { src: source, alt: `QR code: ${card.label || card.name}`, className: "code" });
};

// A card in a code that needs no network on either side.
export const cardsSection = (cards) =>
  section(
    "Your cards",
    cards.map((card) => folded(card.label || card.name, pictured(card), make("p", { className: "hint" }, "Their camera reads it and keeps you as a contact."))),
  );

const SAFE = /^(?:tel|sms|mailto|https):/;

const todayItem = (one) =>
  make(
    "li",
    {},
    make("h3", {}, make("span", { className: "name" }, written(one.name)), one.organization ? make("span", { className: "quiet" }, " ", written(one.organization)) : ""),
    one.why.map((words) => make("p", { dir: "auto" }, words)),
    SAFE.test(one.opens)
      ? make("div", { className: "actions" }, make("a", { className: "button plain", href: one.opens, rel: "noreferrer" }, one.channel))
      : "",
  );

export const todaySection = (book) =>
  section(book.day ?? "Today", make("ol", { className: "people" }, book.today.map(todayItem)));
