"""Incoming email: what waits, one mail of each kind, and an answer that its person is asked about."""

from dataclasses import replace
from uuid import UUID

from booking.domain.texts import Text
from booking.web.views.inbound import ANSWERS, STATES, HeldPage, HeldRow, InboundList, InboundPage, InboundRow
from tests.web.gallery.frames import at

ROWS = tuple(
    InboundRow(
        id=UUID(int=n),
        received_at=at(8, n),
        sender="selam@example.net" if n % 2 else "",
        person="Selam Tesfay" if n % 3 else "",
        booking="B-2026-001042" if n % 2 else "",
        state=name,
        tag=tag,
        reason=Text("Svar på en nyere version, end vi har sendt", "An answer to a newer version than we have sent"),
    )
    for n, (name, tag) in enumerate(STATES.values(), start=1)
)
WAITING = InboundList(ROWS[2:4])
ALL = InboundList((*ROWS[:4], replace(ROWS[4], reason=Text("", ""))), everything=True)
NONE = InboundList(())
ANSWER = InboundPage(
    row=ROWS[2],
    facts=(
        (Text("Afsender", "From"), Text("selam@example.net", "selam@example.net")),
        (Text("Svar", "Answer"), ANSWERS["ACCEPTED"]),
    ),
    text="Jeg kommer <b>gerne</b>",
    raw="From: selam@example.net\nSubject: Accepteret\n\n<script>alert(1)</script>",
    waits=True,
    may_release=True,
)
UNREADABLE = replace(
    ANSWER,
    text="",
    may_release=False,
    error=Text("Den mail kan ikke frigives.", "That mail cannot be released."),
    row=replace(ROWS[2], reason=Text("Mailen har for mange dele.", "The mail has too many parts."), booking=""),
)
OLD = replace(
    ANSWER,
    row=replace(ROWS[1], reason=Text("", "")),
    facts=(),
    text="",
    raw="",
    waits=False,
    may_release=False,
    gone=True,
)
HELD = HeldPage((HeldRow(UUID(int=1), "B-2026-001042", at(10, days=1), at(11, days=1), ANSWERS["DECLINED"], at(8)),))
DEALT_WITH = HeldPage((), Text("Svaret er allerede behandlet.", "The answer has been dealt with."))
