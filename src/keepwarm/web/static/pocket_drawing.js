// Drawing without markup: what somebody wrote is always text, never anything else.

export const make = (tag, properties = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in made && name !== "list") made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children.flat().filter((one) => one !== "" && one !== null && one !== undefined));
  return made;
};

export const written = (words) => make("bdi", {}, words);

export const button = (words, act, className = "button plain") =>
  make("button", { type: "button", className, onclick: act }, words);

export const field = (name, label, more = {}) => {
  const { hint, rows, ...properties } = more;
  const id = `${more.before ?? ""}${name}`;
  delete properties.before;
  const tag = rows ? "textarea" : "input";
  const input = make(tag, { id, name, dir: "auto", autocomplete: "off", ...(rows ? { rows } : {}), ...properties });
  if (hint) input.setAttribute("aria-describedby", `${id}-hint`);
  return make(
    "div",
    { className: "field" },
    make("label", { htmlFor: id }, label),
    input,
    hint ? make("p", { className: "hint", id: `${id}-hint`, dir: "auto" }, hint) : "",
  );
};

export const chips = (name, label, options, before = "") =>
  make(
    "fieldset",
    { className: "chips" },
    make("legend", {}, label),
    make(
      "div",
      { className: "choices" },
      Object.entries(options).map(([value, words]) => {
        const id = `${before}${name}-${value}`;
        const input = make("input", { type: "radio", id, name, value });
        return make("span", {}, input, make("label", { htmlFor: id }, words));
      }),
    ),
  );

export const section = (title, ...children) =>
  make("section", {}, make("h2", {}, title), make("div", {}, ...children));

export const folded = (words, ...children) =>
  make("details", { className: "more" }, make("summary", {}, words), ...children);

export const fieldsOf = (form) => {
  const fields = {};
  for (const [name, value] of new FormData(form)) if (value.trim()) fields[name] = value.trim();
  return fields;
};

export const count = (number, one, many) => (number === 1 ? one : `${number} ${many}`);

// What is read aloud and seen: the last thing that happened.
const status = make("p", { className: "lead", role: "status" });
export const told = status;
export const tell = (...words) => status.replaceChildren(...words);
