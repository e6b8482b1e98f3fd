/* The board's number keys: 1–3 assign the suggestion with that number, once somebody has switched them on here.
   Off to begin with, and remembered by this browser alone: a single key must never surprise anybody (WCAG 2.1.4). */
"use strict";
(() => {
  const root = document.documentElement, kept = "board-keys";
  const show = (on) => { root.dataset.keys = on ? "on" : "off"; };
  const isTyping = (where) => where.closest("input, select, textarea, [contenteditable]") !== null;
  show(localStorage.getItem(kept) === "on");

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-switch-keys]") === null) return;
    const on = root.dataset.keys !== "on";
    localStorage.setItem(kept, on ? "on" : "off");
    show(on);
  });

  document.addEventListener("keydown", (event) => {
    const plain = !(event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.repeat);
    if (root.dataset.keys !== "on" || !plain || !/^[1-3]$/.test(event.key) || isTyping(event.target)) return;
    const button = document.querySelector(`.sug button[accesskey="${event.key}"]`);
    if (button === null) return;
    event.preventDefault();
    button.click();
  });
})();
