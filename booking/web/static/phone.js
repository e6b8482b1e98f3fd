/* The interpreter's pages on a phone: keeps the day sheet for when there is no network, and sends nothing into the void. */
"use strict";
(() => {
  if ("serviceWorker" in navigator) {
    navigator.serviceWorker.register("/sw.js").then(() => navigator.serviceWorker.ready).then((ready) => ready.active.postMessage("hent"), () => {});
  }
  const note = () => document.getElementById("uden-net");
  const show = () => { if (note() !== null) note().hidden = navigator.onLine; };
  addEventListener("online", show);
  addEventListener("offline", show);
  addEventListener("DOMContentLoaded", show);
  addEventListener("submit", (event) => {
    if (navigator.onLine || note() === null) return;
    event.preventDefault();
    show();
    note().querySelector("strong").hidden = false;
    note().focus();
  }, true);
})();
