/* A pressed time, or a known case, fills in the whole form. What was asked before is late by then: it must not be shown
   over the answer, or the price would be that of another time than the one that is sent. */
"use strict";
(() => {
  const WHOLE = ["/bestil/tid", "/bestil/udfyld"], PART = ["/bestil/pris", "/bestil/ledige"];
  const asked = (event, paths) => paths.includes(new URL(event.detail.ctx.request.action, location.href).pathname);
  const before = new WeakMap();
  let filled = 0, filling = 0;
  document.addEventListener("htmx:before:request", (event) => {
    if (asked(event, WHOLE)) { filled += 1; filling += 1; }
    else if (asked(event, PART)) {
      if (filling > 0) event.preventDefault();
      before.set(event.detail.ctx, filled);
    }
  });
  document.addEventListener("htmx:after:request", (event) => {
    if (asked(event, PART) && before.get(event.detail.ctx) !== filled) event.preventDefault();
  });
  document.addEventListener("htmx:finally:request", (event) => {
    if (asked(event, WHOLE)) filling -= 1;
  });
})();
