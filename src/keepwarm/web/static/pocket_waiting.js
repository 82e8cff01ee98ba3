// What waits to be sent, and what the book refused: with its sentence, to be changed and sent again.

import { changes, listed, send, sendAgain, throwAway } from "./outbox.js";
import { button, count, field, fieldsOf, make, section, written } from "./pocket_drawing.js";
import { once, planned } from "./pocket_forms.js";

const KINDS = { capture: "Met", log: "A talk", "event-note": "A note on the event", "hand-over": "They left their details" };
const LABELS = {
  name: "Name",
  words: "What happened",
  place: "Where",
  reach: "Their number or address",
  learned: "One thing you learned",
  wanted_words: "Their words on staying in touch",
  prefers_words: "Their words on being reached",
  organization: "Where they work or belong",
  next_text: "What you will do",
};
const SHOWN = ["name", "words", "learned"];

const title = ({ kind, fields }) => {
  const words = SHOWN.map((name) => fields[name]).find(Boolean) ?? "";
  return make("span", { dir: "auto" }, `${KINDS[kind] ?? "Something"}: `, written(words.slice(0, 120)));
};

// Who it is, is told by the name as it stands now: whoever was meant may be one with somebody else since.
const changed = (entry, form, book) => {
  const { person: _, ...made } = entry.fields;
  for (const name of Object.keys(made)) if (name in LABELS) delete made[name];
  Object.assign(made, fieldsOf(form));
  const person = entry.kind === "capture" && planned(book, made.name);
  if (person) made.person = person;
  if (made.event && made.place !== entry.fields.place) delete made.event;
  return made;
};

const mending = (entry, book) => {
  const names = Object.keys(LABELS).filter((name) => name in entry.fields || (entry.kind === "log" && name === "name"));
  const before = `entry-${entry.sequence}-`;
  const label = (name) => (entry.kind === "log" && name === "name" ? "With whom" : LABELS[name]);
  const isNew = make("input", { type: "checkbox", id: `${before}new`, name: "person", value: "new", checked: entry.fields.person === "new" });
  const form = make(
    "form",
    {},
    names.map((name) => field(name, label(name), { before, value: entry.fields[name] ?? "", ...(name === "words" ? { rows: 3 } : {}) })),
    entry.kind === "log"
      ? make("div", { className: "tick" }, isNew, make("label", { htmlFor: isNew.id }, "They are new: put them into my book"))
      : "",
    make("div", { className: "actions" }, make("button", { className: "button" }, "Send again"), throwing(entry)),
  );
  return once(form, () => sendAgain(entry, changed(entry, form, book)));
};

const throwing = (entry) =>
  button("Throw it away", () => confirm("Throw it away? It is nowhere else.") && throwAway(entry));

const item = (entry, book) => {
  if (entry.state === "waiting") return make("li", {}, title(entry));
  const wrong = make("p", { className: "wrong", role: "alert" }, entry.sentence);
  const more = entry.state === "refused" ? mending(entry, book) : make("div", { className: "actions" }, throwing(entry));
  return make("li", {}, title(entry), wrong, more);
};

const summary = (waiting, stuck) =>
  [
    waiting ? count(waiting, "One waits for a network.", "wait for a network.") : "",
    stuck ? count(stuck, "One needs another look.", "need another look.") : "",
  ]
    .filter(Boolean)
    .join(" ");

// The part of the page that follows the outbox; an entry that is as it was is not drawn anew, so that a correction
// which somebody began stays.
export const waitingPart = (book) => {
  const place = make("div", { id: "waiting" });
  let shown = "";
  let drawn = new Map();
  const kept = (entry) => {
    const now = JSON.stringify(entry);
    const before = drawn.get(entry.sequence);
    return before?.now === now ? before : { now, line: item(entry, book) };
  };
  const draw = async () => {
    const all = await listed();
    const now = JSON.stringify(all);
    if (now === shown || (place.contains(document.activeElement) && document.activeElement.matches("input, textarea"))) return;
    shown = now;
    const waiting = all.filter((one) => one.state === "waiting").length;
    drawn = new Map(all.map((entry) => [entry.sequence, kept(entry)]));
    const lines = [...drawn.values()].map((one) => one.line);
    const parts = [make("p", {}, summary(waiting, all.length - waiting)), make("ul", { className: "rows items" }, lines)];
    if (waiting) parts.push(make("div", { className: "actions" }, button("Send now", () => send())));
    place.replaceChildren(...(all.length ? [section("Not sent yet", ...parts)] : []));
  };
  changes.addEventListener("change", draw);
  document.addEventListener("visibilitychange", draw);
  place.addEventListener("focusout", () => setTimeout(draw));
  draw();
  return place;
};
