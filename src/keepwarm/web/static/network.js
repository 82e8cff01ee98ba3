// The picture of the network: drawn from the lists that stand below it. Nothing moves but after a finger or a key.

import { follow } from "./network_touch.js";

const box = document.querySelector(".network");
const canvas = box?.querySelector("canvas");
const chosen = box?.querySelector(".chosen");
const pen = canvas?.getContext("2d");
const links = [...document.querySelectorAll("a[data-at]")];
const TAP_PX = 24, MOST_LABELS = 90, MOST_TIES = 150, CROWD = 400, NEAREST = 80, CELL_PX = 24;
const numbers = (text) => text.trim().split(/\s+/).filter(Boolean).map(Number);

const dots = links.map((link) => {
  const [x, y] = numbers(link.dataset.at);
  const { in: group, drifting, bridge } = link.dataset;
  const layer = link.closest("[data-ring]");
  return {
    x, y, link, layer, name: link.textContent, ring: Number(layer.dataset.ring),
    group: group === undefined ? -1 : Number(group), drifting: drifting !== undefined, bridge: bridge !== undefined,
    near: [],
  };
});
const titles = [...document.querySelectorAll("tr[data-group] th")].map((head) => head.textContent);

function pairs(values) {
  return values.flatMap((value, at) => (at % 2 ? [] : [[value, values[at + 1]]]));
}

const rings = pairs(numbers(box?.dataset.rings ?? ""));
const ties = pairs(numbers(box?.dataset.ties ?? "")).map(([one, other]) => [dots[one], dots[other]]);
for (const [one, other] of ties) { one.near.push(other); other.near.push(one); }
// Where many know each other, all lines at once say nothing: those of whoever is chosen are drawn, and the bridges'.
const calm = ties.length > MOST_TIES ? ties.filter(([one, other]) => one.bridge && other.bridge) : ties;
const radius = Math.max(2, ...rings.map(([, far]) => far));
const lastNear = Number(box?.dataset.lastNear ?? -1);

// A title stands outside, at the middle of its sector; angles run clockwise from the top.
const sectors = [...document.querySelectorAll("tr[data-sector]")].map((row, group) => {
  const [begins, ends] = numbers(row.dataset.sector), middle = (begins + ends) / 2;
  const size = dots.filter((dot) => dot.group === group).length;
  return { title: titles[group], group, size, begins, ends, x: Math.sin(middle), y: -Math.cos(middle) };
}).sort((one, other) => other.size - one.size);

// Whose name is written first where there is room for a few.
const inTurn = [...dots].sort((one, other) => weight(other) - weight(one));
function weight(dot) {
  return (dot.ring <= lastNear ? 8 - 2 * dot.ring : 0) + (dot.bridge ? 5 : 0) + (dot.drifting ? 2 : 0) - dot.ring;
}

const view = { width: 0, height: 0, x: 0, y: 0, scale: 1, fit: 1 };
let picked = null, colours = {}, waiting = 0;
const widths = new Map();

function theme() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["paper", "ink", "quiet", "line", "edge", "accent", "glow"]) {
    colours[name] = style.getPropertyValue(`--${name}`).trim();
  }
  colours.font = getComputedStyle(document.body).fontFamily;
}

function measure() {
  const room = canvas.getBoundingClientRect(), sharp = window.devicePixelRatio || 1;
  const whole = view.scale === view.fit;
  if (room.width === view.width && room.height === view.height && sharp === view.sharp) return false;
  view.width = room.width;
  view.height = room.height;
  canvas.width = Math.round(room.width * sharp);
  canvas.height = Math.round(room.height * sharp);
  view.sharp = sharp;
  view.fit = Math.min(view.width, view.height - 24) / 2 / (radius + 1);
  if (whole) showAll();
  return true;
}

function showAll() {
  view.x = view.y = 0;
  view.scale = view.fit;
}

function at(dot) {
  return [view.width / 2 + (dot.x - view.x) * view.scale, view.height / 2 + (dot.y - view.y) * view.scale];
}

function draw() {
  waiting = 0;
  pen.setTransform(view.sharp, 0, 0, view.sharp, 0, 0);
  pen.fillStyle = colours.paper;
  pen.fillRect(0, 0, view.width, view.height);
  const shown = dots.filter((dot) => {
    [dot.px, dot.py] = at(dot);
    return dot.px > -20 && dot.py > -20 && dot.px < view.width + 20 && dot.py < view.height + 20;
  });
  drawRings();
  drawTies();
  drawDots(shown);
  drawWords(shown);
  // Where all is shown there is nowhere to drag it to, and a thumb scrolls the page.
  canvas.style.touchAction = view.scale > view.fit * 1.01 ? "none" : "pan-y";
}

function drawRings() {
  const [x, y] = at({ x: 0, y: 0 });
  pen.fillStyle = colours.glow;
  for (const { group, begins, ends } of sectors) {
    if (group % 2) continue;
    pen.beginPath();
    pen.moveTo(x, y);
    pen.arc(x, y, radius * view.scale, begins - Math.PI / 2, ends - Math.PI / 2);
    pen.fill();
  }
  pen.strokeStyle = colours.line;
  pen.lineWidth = 1;
  for (const [, far] of rings) circle(x, y, far * view.scale, "stroke");
}

function circle(x, y, size, how) {
  pen.beginPath();
  pen.arc(x, y, size, 0, 2 * Math.PI);
  pen[how]();
}

function drawTies() {
  line(calm.filter(([one, other]) => one !== picked && other !== picked), colours.edge, 0.5);
  if (picked) line(picked.near.map((other) => [picked, other]), colours.accent, 1.5);
}

function line(those, colour, thick) {
  pen.strokeStyle = colour;
  pen.lineWidth = thick;
  pen.beginPath();
  for (const [one, other] of those) {
    pen.moveTo(...at(one));
    pen.lineTo(...at(other));
  }
  pen.stroke();
}

function sizeOf(dot) {
  const size = dot.ring <= lastNear ? 0.3 - 0.03 * dot.ring : lastNear < 0 ? 0.28 : 0.2;
  return Math.min(Math.max(size * view.scale, 1.5), 11);
}

function drawDots(shown) {
  const round = (those, more = 0) => {
    pen.beginPath();
    for (const dot of those) {
      const size = sizeOf(dot) + more;
      pen.moveTo(dot.px + size, dot.py);
      pen.arc(dot.px, dot.py, size, 0, 2 * Math.PI);
    }
  };
  const full = (dot) => dot.ring <= lastNear || lastNear < 0;
  pen.lineWidth = 1;
  pen.fillStyle = colours.paper;
  pen.strokeStyle = colours.edge;
  round(shown.filter((dot) => !full(dot)));
  pen.fill();
  pen.stroke();
  pen.fillStyle = colours.ink;
  round(shown.filter((dot) => full(dot) && !dot.drifting));
  pen.fill();
  pen.fillStyle = pen.strokeStyle = colours.accent;
  const away = shown.filter((dot) => dot.drifting);
  round(away);
  pen.fill();
  pen.lineWidth = Math.max(1.2, 0.09 * view.scale);
  pen.beginPath();
  for (const dot of away) {
    const far = Math.hypot(dot.x, dot.y) || 1, begins = sizeOf(dot) + 1, ends = begins + 0.3 * view.scale;
    pen.moveTo(dot.px + (dot.x / far) * begins, dot.py + (dot.y / far) * begins);
    pen.lineTo(dot.px + (dot.x / far) * ends, dot.py + (dot.y / far) * ends);
  }
  pen.stroke();
  pen.lineWidth = 1.2;
  pen.strokeStyle = colours.ink;
  round(shown.filter((dot) => dot.bridge), Math.max(2, 0.1 * view.scale));
  pen.stroke();
  if (picked) {
    pen.strokeStyle = colours.accent;
    pen.lineWidth = 3;
    circle(picked.px, picked.py, sizeOf(picked) + 5, "stroke");
  }
}

// Words go where there is room, the most telling first.
function drawWords(shown) {
  const taken = [], cells = new Map();
  let left = MOST_LABELS;
  for (const dot of shown) {
    const cell = cellOf(dot.px, dot.py);
    if (cells.has(cell)) cells.get(cell).push(dot);
    else cells.set(cell, [dot]);
  }
  const hides = ([start, top, end, bottom]) => {
    for (let y = top - CELL_PX; y < bottom + CELL_PX; y += CELL_PX) {
      for (let x = start - CELL_PX; x < end + CELL_PX; x += CELL_PX) {
        for (const { px, py } of cells.get(cellOf(x, y)) ?? []) {
          if (px > start && px < end && py > top && py < bottom) return true;
        }
      }
    }
    return false;
  };
  const write = (text, x, y, { size = 12, bold = false, colour = colours.ink, align = "center", must = false, clear = false } = {}) => {
    if (!text || !left) return true;
    pen.font = `${bold ? "600 " : ""}${size}px ${colours.font}`;
    const key = pen.font + text;
    if (!widths.has(key)) widths.set(key, pen.measureText(text).width);
    const wide = widths.get(key);
    let begins = align === "center" ? x - wide / 2 : align === "end" ? x - wide : x;
    if (must) begins = Math.min(Math.max(begins, 3), view.width - wide - 3);
    const spot = [begins - 3, y - size * 0.75, begins + wide + 3, y + size * 0.6];
    const out = spot[0] < 0 || spot[1] < 0 || spot[2] > view.width || spot[3] > view.height;
    if (out || taken.some((one) => one[0] < spot[2] && spot[0] < one[2] && one[1] < spot[3] && spot[1] < one[3])) return false;
    if (clear && hides(spot)) return false;
    taken.push(spot);
    left -= 1;
    pen.lineWidth = 4;
    pen.lineJoin = "round";
    pen.strokeStyle = colours.paper;
    pen.strokeText(text, begins, y);
    pen.fillStyle = colour;
    pen.fillText(text, begins, y);
    return true;
  };
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  const [x, y] = at({ x: 0, y: 0 });
  const beside = (dot, how) => write(dot.name, dot.px, dot.py + sizeOf(dot) + 10, how);
  if (picked) beside(picked, { bold: true, size: 14, must: true });
  write(box.dataset.middle, x, y, { bold: true, size: 13 });
  const far = view.scale === view.fit;
  for (const { title, x: right, y: down } of sectors) {
    const out = (radius + 0.5) * view.scale;
    const place = [x + right * out, y + down * out];
    const away = down < 0 ? -1 : 1, how = { bold: true, align: right > 0.3 ? "start" : right < -0.3 ? "end" : "center", must: far };
    const words = short(title, view.width < 500 && far ? 15 : 24);
    for (const aside of far ? [0, 14, 28, -14] : [0]) {
      if (write(words, place[0], place[1] + away * aside, how)) break;
    }
  }
  for (const other of picked?.near ?? []) beside(other);
  for (const [ring, edge] of rings) {
    const title = document.querySelector(`[data-ring="${ring}"]`).dataset.title;
    write(title, x, y - edge * view.scale, { size: 11, colour: colours.quiet });
  }
  let tried = 0;
  const room = view.scale > 22 ? shown.length : NEAREST;
  const visible = new Set(shown);
  for (const dot of inTurn) {
    if (tried >= room || !left) break;
    if (!visible.has(dot)) continue;
    tried += 1;
    if (dot !== picked) beside(dot, { size: dot.ring <= 1 ? 12 : 11, clear: !dot.bridge || shown.length > CROWD });
  }
}

function cellOf(x, y) {
  return Math.floor(x / CELL_PX) * 4096 + Math.floor(y / CELL_PX);
}

function short(title, most) {
  return title.length > most ? `${title.slice(0, most - 1).trim()}…` : title;
}

function redraw() {
  waiting ||= requestAnimationFrame(draw);
}

function zoom(times, px = view.width / 2, py = view.height / 2) {
  const scale = Math.min(Math.max(view.scale * times, view.fit), 90);
  view.x += (px - view.width / 2) * (1 / view.scale - 1 / scale);
  view.y += (py - view.height / 2) * (1 / view.scale - 1 / scale);
  view.scale = scale;
  move(0, 0);
}

// The picture is never lost: its middle stays within reach, and where all fits it stands still.
function move(right, down) {
  if (view.scale <= view.fit) showAll();
  else {
    view.x = Math.min(Math.max(view.x - right / view.scale, -radius), radius);
    view.y = Math.min(Math.max(view.y - down / view.scale, -radius), radius);
  }
  redraw();
}

function choose(dot) {
  picked = dot;
  say(dot);
  if (dot) {
    const [px, py] = at(dot);
    if (px < 40 || py < 40 || px > view.width - 40 || py > view.height - 40) [view.x, view.y] = [dot.x, dot.y];
    if (view.scale === view.fit) showAll();
  }
  redraw();
}

function say(dot) {
  if (!dot) {
    chosen.replaceChildren(made("span", "Tap somebody.", "quiet"));
    return;
  }
  const open = made("a", dot.name, "name");
  open.href = dot.link.href;
  const why = dot.link.parentElement.querySelector(".why")?.textContent;
  const known = [dot.layer.dataset.title, titles[dot.group], dot.drifting && "drifting", dot.bridge && "links two groups"];
  const from = made("a", "See from here");
  from.href = box.dataset.from + dot.link.pathname.split("/").pop();
  chosen.replaceChildren(open, from, made("span", why || known.filter(Boolean).join(", "), "quiet"));
}

function made(tag, text, kind = "") {
  const one = document.createElement(tag);
  one.className = kind;
  one.dir = "auto";
  one.textContent = text;
  return one;
}

function nearest(px, py) {
  const reach = (dot) => Math.hypot(dot.px - px, dot.py - py);
  const found = dots.reduce((best, dot) => (!best || reach(dot) < reach(best) ? dot : best), null);
  return found && reach(found) <= TAP_PX ? found : null;
}

// The next one that way: straight ahead counts for more than near.
function towards(right, down) {
  if (!picked) return dots[0];
  let best = null, least = Infinity;
  for (const dot of dots) {
    const ahead = (dot.x - picked.x) * right + (dot.y - picked.y) * down;
    const aside = Math.abs((dot.x - picked.x) * down) + Math.abs((dot.y - picked.y) * right);
    if (dot !== picked && ahead > 0.05 && ahead + 2 * aside < least) [best, least] = [dot, ahead + 2 * aside];
  }
  return best ?? picked;
}

const KEYS = {
  ArrowLeft: () => choose(towards(-1, 0)),
  ArrowRight: () => choose(towards(1, 0)),
  ArrowUp: () => choose(towards(0, -1)),
  ArrowDown: () => choose(towards(0, 1)),
  "+": () => zoom(1.4),
  "=": () => zoom(1.4),
  "-": () => zoom(1 / 1.4),
  0: () => { showAll(); redraw(); },
  Escape: () => choose(null),
  Enter: () => picked?.link.click(),
};

if (pen && dots.length) {
  box.hidden = false;
  theme();
  measure();
  draw();
  performance.mark("network-drawn");
  follow(canvas, {
    move,
    zoom,
    tap: ({ x, y }) => choose(nearest(x, y)),
    isWhole: () => view.scale <= view.fit,
  });
  canvas.addEventListener("keydown", (event) => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? null : KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  });
  for (const [name, act] of [["in", KEYS["+"]], ["out", KEYS["-"]], ["all", KEYS[0]]]) {
    box.querySelector(`[data-zoom="${name}"]`).addEventListener("click", act);
  }
  new ResizeObserver(() => { if (measure()) draw(); }).observe(canvas);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { theme(); redraw(); });
}
