// While a name is typed on /capture: who in the book it may be. Without this, the page asks after sending.

const form = document.querySelector("form.capture[data-fits]");
const field = form?.elements.namedItem("name");
const box = document.getElementById("fits");
const WAIT_MS = 250;
const SHORTEST = 3;
let timer = 0;
let asked = "";
let latest = 0;
let taken = null;

function line(words, ...parts) {
  const one = document.createElement(words);
  one.append(...parts);
  return one;
}

function button(words, act) {
  const one = line("button", words);
  one.type = "button";
  one.className = "button plain";
  one.addEventListener("click", act);
  return one;
}

function isolated(text) {
  const one = line("bdi");
  one.textContent = text;
  return one;
}

function nobody() {
  taken = null;
  form.querySelector('input[type="hidden"][name="person"]')?.remove();
  box.replaceChildren();
}

function choose(person) {
  nobody();
  clearTimeout(timer);
  latest++;
  const id = document.createElement("input");
  Object.assign(id, { type: "hidden", name: "person", value: person.id });
  form.append(id);
  field.value = person.name;
  asked = taken = person.name.trim();
  const said = line("p", isolated(person.name), " is in your book. ");
  said.className = "hint";
  box.replaceChildren(said, button("Somebody else", () => { nobody(); field.focus(); }));
}

function show(people) {
  nobody();
  if (!people.length) return;
  const said = line("p", "In your book already?");
  said.className = "hint";
  const list = line("div");
  list.className = "choices";
  for (const person of people) {
    const named = line("span", isolated(person.name));
    if (person.organization) named.append(", ", isolated(person.organization));
    list.append(button(named, () => choose(person)));
  }
  box.replaceChildren(said, list);
}

async function look() {
  const name = field.value.trim();
  if (name === asked) return;
  asked = name;
  const turn = ++latest;
  if (name.length < SHORTEST) return nobody();
  try {
    const answer = await fetch(`${form.dataset.fits}?name=${encodeURIComponent(name)}`);
    const found = answer.ok ? await answer.json() : [];
    if (turn === latest && field.value.trim() === name) show(found);
  } catch { /* without a network the page asks after sending */ }
}

if (field && box) {
  field.addEventListener("input", () => {
    clearTimeout(timer);
    if (taken !== null && field.value.trim() !== taken) {
      nobody();
      asked = "";
    }
    timer = setTimeout(look, WAIT_MS);
  });
}
