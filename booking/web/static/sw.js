/* The interpreter's phone without a network: the day sheet as it was last fetched, and nothing else of anybody's.
   It is kept while its owner is logged in; the login page and logging out take it away. */
"use strict";
const SHEET = "/tolk/dagsseddel", KEPT = "dagsseddel", STYLE = "/static/dagsseddel.css";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => { if (event.data === "hent") event.waitUntil(fetched(new Request(SHEET)).catch(() => {})); });

self.addEventListener("fetch", (event) => {
  const asked = event.request, to = new URL(asked.url);
  if (to.origin !== self.location.origin) return;
  if (to.pathname === "/log-ud" || (asked.mode === "navigate" && to.pathname === "/log-ind")) event.waitUntil(caches.delete(KEPT));
  else if (to.pathname === SHEET) event.respondWith(fetched(asked).catch(() => kept("fra")));
  else if (to.pathname === STYLE) event.respondWith(caches.match(asked).then((found) => found || fetch(asked)));
  else if (asked.mode === "navigate" && /^\/(tolk(\/.*)?)?$/.test(to.pathname)) event.respondWith(fetch(asked).catch(() => kept(asked.method === "POST" ? "usendt" : "fra")));
});

/* From the network, and kept; a session that has ended keeps nothing. */
async function fetched(asked) {
  const answer = await fetch(asked);
  if (answer.ok && !answer.redirected) await keep(answer.clone());
  else if (answer.status < 500) await caches.delete(KEPT);
  return answer;
}

async function keep(answer) {
  const page = await answer.clone().text(), style = /href="(\/static\/dagsseddel\.css[^"]*)"/.exec(page);
  const store = await caches.open(KEPT);
  if (style && !(await store.match(style[1]))) {
    await Promise.all((await store.keys()).map((old) => store.delete(old)));
    await store.add(style[1]);
  }
  await store.put(SHEET, answer);
}

/* The sheet as it is kept, saying that it comes from here; the browser's own page where there is none. */
async function kept(net) {
  const found = await caches.match(SHEET);
  if (!found) return Response.error();
  const page = (await found.text()).replace('data-net="til"', `data-net="${net}"`);
  const headers = { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": found.headers.get("Content-Security-Policy") || "default-src 'none'" };
  return new Response(page, { headers });
}
