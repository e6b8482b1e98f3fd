/* The board's keys: 1–3 assign the suggestion with that number, once somebody has switched them on here.
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

  /* A refresh that waited while something was opened asks for the board as it is by then, or it would close it again. */
  document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
    if (ctx.sourceElement.id === "indhold") ctx.request.action = ctx.sourceElement.getAttribute("hx-get");
  });

  /* In the queue the arrows go from one booking to the next. */
  const walk = (event) => {
    const links = [...document.querySelectorAll(".queue .l1 a")];
    const at = links.indexOf(event.target);
    const next = links[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (at < 0 || next === undefined) return;
    event.preventDefault();
    next.focus();
  };

  document.addEventListener("keydown", (event) => {
    const plain = !(event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.repeat);
    if (root.dataset.keys !== "on" || !plain || isTyping(event.target)) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") return walk(event);
    if (!/^[1-3]$/.test(event.key)) return;
    const button = document.querySelector(`.sug button[accesskey="${event.key}"]`);
    if (button === null) return;
    event.preventDefault();
    button.click();
  });

  /* Dragging, an extra: what is dropped on a row is posted as the button would post it, and the answer is a page.
     Nothing is moved here, so what is refused has never left its place. */
  let lifted = null;
  const rowAt = (event) => event.target.closest?.(".tl.r[data-tolk]");
  const unmark = () => document.querySelectorAll(".tl.r.over").forEach((row) => row.classList.remove("over"));

  document.addEventListener("dragstart", (event) => {
    lifted = event.target.closest?.("[data-booking]") ?? null;
    if (lifted === null) return;
    event.dataTransfer.setData("text/plain", lifted.dataset.booking);
    event.dataTransfer.effectAllowed = "move";
    lifted.classList.add("lifted");
    root.classList.add("dragging");
  });

  document.addEventListener("dragover", (event) => {
    const row = lifted && rowAt(event);
    if (!row) return unmark();
    event.preventDefault();
    if (!row.classList.contains("over")) { unmark(); row.classList.add("over"); }
  });

  document.addEventListener("dragend", () => {
    lifted?.classList.remove("lifted");
    lifted = null;
    root.classList.remove("dragging");
    unmark();
  });

  const post = (number, interpreter, stay) => {
    const form = document.getElementById("traek");
    form.action = form.dataset.give.replace("*", encodeURIComponent(number));
    form.elements.interpreter.value = interpreter;
    form.elements.bliv.disabled = !stay;
    form.submit();
  };

  document.addEventListener("drop", (event) => {
    const row = lifted && rowAt(event);
    if (!row) return;
    event.preventDefault();
    const number = lifted.dataset.booking, interpreter = row.dataset.tolk, asked = document.getElementById("flyt");
    if (row.contains(lifted)) return;
    if (!("taken" in lifted.dataset)) return post(number, interpreter, lifted.classList.contains("k"));
    asked.returnValue = "";
    asked.addEventListener("close", () => { if (asked.returnValue === "ja") post(number, interpreter, true); }, { once: true });
    asked.showModal();
  });
})();
