// The worker: without a network the app still opens. It keeps scripts, style and one page that says nothing
// of anybody; whatever a book says goes past it. The server writes VERSION, PAGE and SHELL above this line.

const CACHE = `keepwarm-shell-${VERSION}`;
const LOCKED = "keepwarm-locked";
const PATIENCE = 5_000;
const NOT_OURS = ["/demo", "/c/", "/r/", "/a/"];
const OUT_OF_REACH = [502, 504];

const fill = async () => {
  const cache = await caches.open(CACHE);
  const keep = async (path) => {
    const answer = await fetch(path, { cache: "no-cache", redirect: "error" });
    if (!answer.ok) throw new Error(path);
    await cache.put(path, answer);
  };
  await Promise.all([PAGE, ...SHELL].map(keep));
};

const clear = async () => {
  const old = (await caches.keys()).filter((name) => name.startsWith("keepwarm-shell-") && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
};

self.addEventListener("install", (event) => event.waitUntil(fill().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(clear().then(() => self.clients.claim())));

const kept = async (path) => (await caches.open(CACHE)).match(path);

const late = () => new Promise((_, reject) => setTimeout(reject, PATIENCE));

const visit = async (request) => {
  if (await caches.has(LOCKED)) return (await kept(PAGE)) ?? Response.error();
  const asked = fetch(request);
  try {
    const answer = await Promise.race([asked, late()]);
    if (!OUT_OF_REACH.includes(answer.status)) return answer;
  } catch {
    // No network, or none worth the name.
  }
  return (await kept(PAGE)) ?? asked;
};

const ask = async (request, path) => (await kept(path)) ?? fetch(request);

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (NOT_OURS.some((path) => pathname === path || pathname.startsWith(path === "/demo" ? "/demo/" : path))) return;
  if (request.mode === "navigate") event.respondWith(visit(request));
  else if (SHELL.includes(pathname)) event.respondWith(ask(request, pathname));
});
