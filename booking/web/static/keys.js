/* Shortcuts: `/` to the search, `?` to the list of them, `n` to a new booking, `g` and a letter to a page of the menu.
   Off wherever the account has switched them off, and never while somebody types or holds another key (WCAG 2.1.4). */
"use strict";
(() => {
  const typing = (where) => where.closest("input, select, textarea, [contenteditable], dialog") !== null;
  let led = "";
  let since = 0;

  /* One menu at a time; Escape and a click elsewhere close it, and the focus goes back to where it was opened. */
  const menus = () => document.querySelectorAll("details.drop[open]");
  document.addEventListener("click", (event) => {
    for (const one of menus()) if (!one.contains(event.target)) one.open = false;
  });

  const arrows = (event) => {
    const hits = [...document.querySelectorAll("[data-hit]")];
    const at = hits.indexOf(document.activeElement);
    const next = hits[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (hits.length === 0 || (at < 0 && event.target.id !== "soeg-igen") || next === undefined) return false;
    event.preventDefault();
    next.focus();
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      for (const one of menus()) { one.open = false; one.querySelector("summary").focus(); }
      return;
    }
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && arrows(event)) return;
    if (document.body.dataset.shortcuts !== "on" || typing(event.target)) return;
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.defaultPrevented) return;
    if (event.key === "/") {
      event.preventDefault();
      document.getElementById("soeg")?.focus();
    } else if (event.key === "?") {
      document.querySelector("[data-help]")?.click();
    } else if (event.key === "g") {
      led = "g ";
      since = event.timeStamp;
    } else if (/^[a-z]$/.test(event.key)) {
      const wanted = (event.timeStamp - since < 1500 ? led : "") + event.key;
      led = "";
      document.querySelector(`a[data-key="${wanted}"]`)?.click();
    }
  });
})();
