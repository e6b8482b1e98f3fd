"""Bookings whose day went otherwise."""

from dataclasses import replace

from booking.domain.bookings import Status
from booking.domain.exits import EXIT_TERMS
from booking.domain.texts import Text
from booking.web.views.changes import Owed
from booking.web.views.exits import DecisionRow, ExitBoxes, PaidBox, WaitingBox
from booking.web.views.orders import QuoteLine
from tests.web.gallery.changes import CHANGED, MEANING
from tests.web.gallery.frames import at
from tests.web.gallery.lives import CONFIRMED, NOBODY, ROWS

PAID = PaidBox(at(11), at(12), 180_00, "Selam Tesfay", may_book=True)
LATE = QuoteLine(Text("Sen afbestilling af torsdag kl. 11.00", "Late cancellation of Thursday 11:00"), 180_00)
WAITING = replace(
    CONFIRMED,
    exits=ExitBoxes(
        waiting=WaitingBox("B-2026-001042", at(11), 7, 10, at(11, 10), False), may_abort=True, note_wanted=True
    ),
)
WAITED = replace(
    CONFIRMED,
    exits=ExitBoxes(waiting=WaitingBox("B-2026-001042", at(11), 17, 10, at(11, 10), True), may_waive=True),
)
NOT_WAITING = replace(CONFIRMED, exits=ExitBoxes(waiting=WaitingBox("B-2026-001042", None, 0, 10, at(12), False)))
CANCELLED = replace(
    CONFIRMED,
    row=ROWS[5],
    cancel=None,
    exits=ExitBoxes(
        may_charge=True,
        terms=EXIT_TERMS["waived"],
        why="Borgeren er syg",
        decision=DecisionRow(EXIT_TERMS["waived"], "Jette Holm", at(9), "Snestorm"),
        paid=PAID,
    ),
)
USED = replace(CANCELLED, exits=ExitBoxes(paid=replace(PAID, used=True, user="B-2026-001043")))
USED_UNSEEN = replace(CANCELLED, exits=ExitBoxes(paid=replace(PAID, used=True)))
STAYED_AWAY = replace(
    CONFIRMED,
    row=replace(ROWS[6], status=Status.NO_SHOW),
    exits=ExitBoxes(
        may_replace=True,
        evidence=Text("Der blev ventet 12 min. fra kl. 10.00.", "Somebody waited 12 min from 10:00."),
        note="Ringede to gange",
    ),
)
UNFILLED = replace(NOBODY, exits=ExitBoxes(may_close=True))
MOVED_LATE = replace(
    CHANGED,
    meaning=replace(MEANING, owed=Owed(30, 180_00, Text("4 timer før …", "4 hours before …"), (LATE,))),
)
COSTLY = replace(CONFIRMED, cancel=replace(CONFIRMED.cancel, lines=(LATE,)) if CONFIRMED.cancel is not None else None)
