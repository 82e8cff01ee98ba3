// Handing the phone over: how its owner does it, and what the other then has before their eyes, and nothing more.

import { keep } from "./outbox.js";
import { button, chips, field, fieldsOf, folded, make, tell, told } from "./pocket_drawing.js";
import { once } from "./pocket_forms.js";
import { canLock, handOver, takeBack } from "./pocket_lock.js";

const words = async () => (await fetch("/pocket_words.json")).json();

const choice = (id, label, options) =>
  make(
    "div",
    { className: "field" },
    make("label", { htmlFor: id }, label),
    make("select", { id, name: id }, options.map(([value, said]) => make("option", { value }, said))),
  );

export const handOverForm = async (cards) => {
  if (!cards.length) return "";
  if (!canLock()) return make("p", { className: "hint" }, "Handing this phone over takes a page that was opened securely (https) and once more since.");
  const all = await words();
  const languages = Object.entries(all).map(([code, said]) => [code, said.language]);
  const form = make(
    "form",
    { id: "hand-over" },
    choice("card", "With which card", cards.map((one) => [one.id, one.label || one.name])),
    choice("language", "In which language", languages),
    field("code", "A code to take it back", {
      type: "password",
      inputMode: "numeric",
      minLength: 4,
      maxLength: 64,
      required: true,
      autocomplete: "new-password",
      hint: "Four digits or more; this phone asks for it before it shows anything of yours again.",
    }),
    make("div", { className: "actions" }, make("button", { className: "button plain" }, "Hand it over")),
  );
  const card = () => cards.find((one) => one.id === form.elements.card.value) ?? cards[0];
  const suit = () => (form.elements.language.value = card().language);
  form.elements.card.addEventListener("change", suit);
  suit();
  once(form, async () => {
    const { id, name } = card();
    await handOver(form.elements.code.value, { card: id, name, language: form.elements.language.value });
    location.replace("/pocket");
  });
  return folded("Hand the phone over: they type it themselves", form);
};

const guestForm = (held, said, after) => {
  const name = (text) => text.replaceAll("{name}", held.name);
  const agreed = make("input", { type: "checkbox", id: "agreed", name: "agreed", value: "yes", required: true });
  const form = make(
    "form",
    { lang: held.language },
    make("h1", {}, said.leave),
    told,
    field("name", said.your_name, { required: true, maxLength: 200 }),
    field("phone", said.phone, { type: "tel", maxLength: 200, hint: said.one_is_enough }),
    field("email", said.email, { type: "email", maxLength: 200 }),
    field("other", said.other, { maxLength: 200 }),
    chips("prefers", said.prefer, said.channels),
    field("about", said.about, { rows: 2, maxLength: 600 }),
    make("div", { className: "tick" }, agreed, make("label", { htmlFor: "agreed" }, name(said.consent))),
    make("div", { className: "actions" }, make("button", { className: "button" }, name(said.send))),
  );
  const leave = async () => {
    const fields = fieldsOf(form);
    if (!fields.phone && !fields.email && !fields.other) return tell(said.no_way);
    const token = await keep("hand-over", { ...fields, card: held.card, language: held.language });
    tell();
    after(token);
  };
  return once(form, leave, said.not_kept);
};

const thanks = (held, said, token, again) =>
  make(
    "div",
    { lang: held.language },
    make("h1", {}, said.thanks),
    make("p", { className: "lead" }, said.receipt),
    make("p", { dir: "ltr" }, `${location.origin}/r/${token}`),
    make("div", { className: "actions" }, button(said.another, again)),
  );

const backForm = (held, said) => {
  const form = make(
    "form",
    { id: "take-back" },
    field("code", "Code", { type: "password", inputMode: "numeric", required: true, autocomplete: "off" }),
    make("p", { className: "wrong", role: "alert" }),
    make("div", { className: "actions" }, make("button", { className: "button plain" }, "Take it back")),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const found = await takeBack(form.elements.code.value);
    if (found === "yes") return location.replace("/pocket");
    form.reset();
    const wait = found === "no" ? "" : ` Wait until ${new Date(found).toLocaleTimeString()}.`;
    form.querySelector(".wrong").textContent = `That is not the code.${wait}`;
  });
  return folded(said.give_back.replaceAll("{name}", held.name), form);
};

// The one screen of a phone that was handed over.
export const drawLocked = async (page, held) => {
  for (const one of document.querySelectorAll(".skip, header.top, body > footer")) one.remove();
  const said = (await words())[held.language];
  const draw = (screen) => page.replaceChildren(screen, make("hr"), backForm(held, said));
  const begin = () => draw(guestForm(held, said, (token) => draw(thanks(held, said, token, begin))));
  begin();
};
