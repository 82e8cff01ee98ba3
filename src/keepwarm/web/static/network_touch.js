// What fingers, a mouse and a wheel do to the picture of the network. Where all of it is shown, they are the page's.

const STILL_PX = 6;

export function follow(canvas, { move, zoom, tap, isWhole }) {
  const fingers = new Map();
  let moved = 0;
  const spread = () => {
    const [one, other] = [...fingers.values()];
    return other && { far: Math.hypot(one.x - other.x, one.y - other.y), x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 };
  };
  const place = (event) => {
    const room = canvas.getBoundingClientRect();
    return { x: event.clientX - room.left, y: event.clientY - room.top };
  };
  canvas.addEventListener("pointerdown", (event) => {
    fingers.set(event.pointerId, place(event));
    if (fingers.size === 1) moved = 0;
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const apart = spread(), now = place(event);
    fingers.set(event.pointerId, now);
    moved += Math.hypot(now.x - before.x, now.y - before.y);
    if (!apart) return move(now.x - before.x, now.y - before.y);
    const wider = spread();
    zoom(wider.far / Math.max(apart.far, 1), wider.x, wider.y);
    move(wider.x - apart.x, wider.y - apart.y);
  });
  const lift = (event) => {
    const tapped = fingers.size === 1 && moved < STILL_PX && event.type === "pointerup";
    fingers.delete(event.pointerId);
    if (tapped) tap(place(event));
  };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  canvas.addEventListener("wheel", (event) => {
    if (event.deltaY > 0 && isWhole()) return;
    event.preventDefault();
    const { x, y } = place(event);
    zoom(Math.exp(-Math.max(-60, Math.min(60, event.deltaY)) / 200), x, y);
  }, { passive: false });
}
