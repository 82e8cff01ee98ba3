// What is written down here: somebody just met, a talk, a word about the event. One form for many, one after
// the other: it is emptied only once the device has written the entry down.

import { keep } from "./outbox.js";
import { button, chips, field, fieldsOf, folded, make, tell, written } from "./pocket_drawing.js";

export const WISHES = { yes: "Yes", unclear: "Unclear", no: "No" };
const REACHED = {
  call: "Call",
  text: "Text",
  chat: "Chat",
  email: "E-mail",
  social: "Social network",
  video: "Video",
  post: "Post",
};
const CHANNELS = { ...REACHED, "in-person": "In person" };
export const SOON = { tomorrow: "Tomorrow", "this-week": "This week", "next-week": "Next week", leave: "Leave it" };
const ASKING = "How do you like to be reached?";

const NOT_KEPT = "This phone could not write it down, so it stands below as it was. Free some space, and try again.";

// However often it is tapped, it is done once; what this phone cannot write down stays in its form, and it says so.
export const once = (form, act, sentence = NOT_KEPT) => {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("button:not([type])");
    button.disabled = true;
    try {
      await act();
    } catch {
      tell(sentence);
    } finally {
      button.disabled = false;
    }
  });
  return form;
};

// What was typed meanwhile stays, with what it was added to.
const keeping = (form, kind, said, fields, after) =>
  once(form, async () => {
    const made = fields();
    const typed = JSON.stringify(fieldsOf(form));
    await keep(kind, made);
    tell(...said(made));
    if (JSON.stringify(fieldsOf(form)) !== typed) return;
    form.reset();
    after(made);
  });

const lasts = (words) => make("div", { className: "actions stays" }, make("button", { className: "button" }, words));

const guestsOf = (book) => book.event?.people ?? [];

// Whom of the plan this name means, if anybody.
export const planned = (book, name) => guestsOf(book).find((one) => one.name === name && one.person)?.person;

// `book` may come to know more later; `learn` is called then. The place is filled in once for each event.
export const captureForm = (book) => {
  let filled = "";
  const form = make(
    "form",
    { id: "capture", className: "capture" },
    field("name", "Name", { required: true, maxLength: 200, list: "guests", autocapitalize: "words" }),
    make("datalist", { id: "guests" }),
    field("place", "Where", { maxLength: 500 }),
    chips("wanted", "Do they want to stay in touch, too?", WISHES),
    chips("prefers", "How do they like to be reached?", REACHED),
    field("reach", "Their number or address", { hint: ASKING }),
    field("learned", "One thing you learned"),
    chips("next", "Your next step", SOON),
    folded(
      "Their words, their work, what the next step is",
      field("wanted_words", "Their words on staying in touch"),
      field("prefers_words", "Their words on being reached"),
      field("organization", "Where they work or belong", { maxLength: 200 }),
      field("next_text", "What you will do"),
    ),
    lasts("Keep"),
  );
  const input = form.elements;
  form.learn = () => {
    form.querySelector("datalist").replaceChildren(...guestsOf(book).map((one) => make("option", { value: one.name })));
    form.querySelector("#reach-hint").textContent = `Ask: “${book.asking || ASKING}” Let them type it.`;
    const place = book.event?.name ?? "";
    if (place !== filled) input.place.value ||= place;
    filled = place;
  };
  form.learn();
  const fields = () => {
    const made = fieldsOf(form);
    const person = planned(book, made.name);
    if (person) made.person = person;
    if (book.event && made.place === book.event.name) made.event = book.event.id;
    return made;
  };
  const said = (made) => [written(made.name), " is kept on this phone."];
  return keeping(form, "capture", said, fields, (made) => {
    input.place.value = made.place ?? "";
    input.name.focus();
  });
};

export const logForm = () => {
  const form = make(
    "form",
    { id: "log" },
    field("words", "What happened", {
      rows: 3,
      required: true,
      maxLength: 8000,
      hint: "As you would tell a friend: called Ada 20 min, promised her the mechanic by friday.",
    }),
    chips("channel", "How, where the words do not say", CHANNELS, "log-"),
    make("div", { className: "actions" }, make("button", { className: "button plain" }, "Log it")),
  );
  const nothing = () => {};
  return keeping(form, "log", () => ["The talk is kept on this phone."], () => fieldsOf(form), nothing);
};

export const noteForm = (event) => {
  const form = make(
    "form",
    {},
    field("words", "What you learned here", { rows: 3, required: true, maxLength: 8000, before: "note-" }),
    make("div", { className: "actions" }, make("button", { className: "button plain" }, "Keep the note")),
  );
  const fields = () => ({ event: event.id, ...fieldsOf(form) });
  return keeping(form, "event-note", () => ["The note is kept on this phone."], fields, () => {});
};

// From a line of the plan into the form: the name is there, the rest is to be asked.
export const metButton = (guest) =>
  button("Met them", () => {
    const form = document.getElementById("capture");
    form.elements.name.value = guest.name;
    form.scrollIntoView({ block: "start" });
    form.elements.learned.focus({ preventScroll: true });
  });
