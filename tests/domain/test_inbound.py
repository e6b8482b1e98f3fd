"""The table of what mail that came in means: every case of the standard, and the same in print."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from booking.domain.inbound import (
    RULES,
    Bounce,
    Head,
    Known,
    Lot,
    Mail,
    Message,
    Outcome,
    Reply,
    Unreadable,
    answered_at,
    answered_seq,
    judge,
)
from booking.domain.invitations import Stream
from booking.domain.texts import Text

NOW = datetime(2026, 3, 10, 7, 0, tzinfo=UTC)
FARID, SALMA = UUID(int=1), UUID(int=2)
STREAM = Stream(
    id=UUID(int=7),
    booking_id=UUID(int=8),
    recipient_role="interpreter",
    address="Farid@tolk.example.org",
    name="Farid",
    tongue="da",
    uid="u@tolk.example.org",
    seq=3,
    reset_seq=2,
    partstat="NEEDS-ACTION",
)
REPLY = Reply(
    head=Head(sender="farid@tolk.example.org"),
    method="REPLY",
    uid=STREAM.uid,
    sequence=3,
    dtstamp=NOW,
    attendees=("farid@tolk.example.org",),
    partstat="ACCEPTED",
)
TODAY, BEFORE = date(2026, 3, 10), date(2026, 3, 9)
KNOWN = Known(received_at=NOW, today=TODAY, person=FARID, stream=STREAM, owner=FARID)
NO = replace(REPLY, partstat="DECLINED")
SAID_YES = replace(STREAM, answer="ACCEPTED", answered_seq=3, answered_dtstamp=NOW)
SAID_NO = replace(STREAM, answer="DECLINED", answered_seq=3, answered_dtstamp=NOW, state="ended", seq=4)
ENDED = replace(STREAM, state="ended")
LATER, EARLIER = NOW + timedelta(minutes=1), NOW - timedelta(minutes=1)
HEAD = Head()
MESSAGE = Message(head=HEAD, text="Hej")
BOUNCE = Bounce(head=HEAD, action="failed", status="5.1.1", row=UUID(int=3))
O = Outcome  # noqa: E741


def on(stream: Stream, **others: Any) -> Known:
    return replace(KNOWN, stream=stream, **others)


def reply(**others: Any) -> Reply:
    return replace(REPLY, **others)


def later(mail: Reply) -> tuple[Reply, Known]:
    return replace(mail, dtstamp=LATER), replace(KNOWN, received_at=LATER)


CASES: list[tuple[str, Mail, Known, Outcome]] = [
    ("1 yes", REPLY, KNOWN, O.ACCEPTED),
    ("1 yes to the version that counts", reply(sequence=2), KNOWN, O.ACCEPTED),
    ("1 yes without a stamp", reply(dtstamp=None), KNOWN, O.ACCEPTED),
    ("1 the requester's yes", REPLY, on(replace(STREAM, recipient_role="requester")), O.ACCEPTED),
    ("2 no", NO, KNOWN, O.DECLINED),
    ("2 no once it has begun", NO, replace(KNOWN, begun=True, late=True), O.BEGUN),
    ("2 the requester's no", NO, on(replace(STREAM, recipient_role="requester")), O.REQUESTER_DECLINED),
    ("3 perhaps", reply(partstat="TENTATIVE"), KNOWN, O.TENTATIVE),
    ("4 the very same", REPLY, on(SAID_YES), O.DUPLICATE),
    ("4 the same yes later", later(REPLY)[0], replace(on(SAID_YES), received_at=LATER), O.DUPLICATE),
    ("4 the same no after it ended", later(NO)[0], replace(on(SAID_NO), received_at=LATER), O.DUPLICATE),
    ("4 a yes anew after a move", reply(), on(replace(SAID_YES, answered_seq=1)), O.ACCEPTED),
    ("4 a yes that was never told its version", reply(), on(replace(SAID_YES, answered_seq=None)), O.ACCEPTED),
    ("4 a repeated yes to what has ended", REPLY, on(replace(SAID_YES, state="ended")), O.DUPLICATE),
    ("5 to the old time", reply(sequence=1), KNOWN, O.STALE),
    ("5 a proposal to the old time", reply(method="COUNTER", sequence=1), KNOWN, O.STALE),
    ("6 to a version to come", reply(sequence=4), KNOWN, O.FUTURE),
    ("6 vouched for", reply(sequence=4), replace(KNOWN, vouched=True), O.ACCEPTED),
    ("7 without a version, never moved", reply(sequence=None), on(replace(STREAM, reset_seq=0)), O.ACCEPTED),
    ("7 without a version, moved", reply(sequence=None), KNOWN, O.STALE),
    ("8 older than what counts", replace(NO, dtstamp=EARLIER), on(SAID_YES), O.OUT_OF_ORDER),
    ("8 older, to an older version", replace(NO, dtstamp=EARLIER, sequence=2), on(SAID_YES), O.OUT_OF_ORDER),
    ("8 older, to a newer version", replace(NO, dtstamp=EARLIER), on(replace(SAID_YES, answered_seq=2)), O.DECLINED),
    ("8 a proposal has no order", reply(method="COUNTER", dtstamp=EARLIER), on(SAID_YES), O.COUNTER),
    ("9 a yes, then a no", later(NO)[0], replace(on(SAID_YES), received_at=LATER), O.DECLINED),
    ("9 a no close to the job", later(NO)[0], replace(on(SAID_YES), received_at=LATER, late=True), O.DECLINED_LATE),
    ("10 a no, then a yes, free", later(REPLY)[0], on(SAID_NO, received_at=LATER, free=True), O.ACCEPTED_AFTER_ALL),
    ("10 a no, then a yes, filled", later(REPLY)[0], on(SAID_NO, received_at=LATER), O.FILLED),
    ("10 to a time that is over", reply(sequence=1, dtstamp=LATER), on(SAID_NO, received_at=LATER, free=True), O.ENDED),
    ("11 ended", REPLY, on(ENDED), O.ENDED),
    ("11 a no to what ended", NO, on(ENDED), O.ENDED),
    ("11 asking again for what ended", reply(method="REFRESH"), on(ENDED), O.ENDED),
    ("11 perhaps, after a no", reply(partstat="TENTATIVE", dtstamp=LATER), on(SAID_NO, received_at=LATER), O.ENDED),
    ("12 another attendee", reply(attendees=("en@anden.example",)), KNOWN, O.STRANGER),
    ("12 nobody", reply(method="COUNTER", attendees=()), KNOWN, O.STRANGER),
    ("13 by a secretary", reply(head=Head(sender="sekretaer@anden.example")), KNOWN, O.ACCEPTED),
    ("14 without a token", REPLY, replace(KNOWN, person=None), O.NO_TOKEN),
    ("14 without a token, vouched for", REPLY, replace(KNOWN, person=None, vouched=True), O.ACCEPTED),
    ("14 an event of others", REPLY, replace(KNOWN, stream=None, owner=None), O.UNKNOWN_EVENT),
    ("14 a message from nobody", MESSAGE, replace(KNOWN, stream=None, person=None), O.UNKNOWN_SENDER),
    ("15 another's event", REPLY, replace(KNOWN, person=SALMA), O.WRONG_PERSON),
    ("15 not even vouched for", REPLY, replace(KNOWN, person=SALMA, vouched=True), O.WRONG_PERSON),
    ("16 a yes disowned", reply(head=Head(disowned=True)), KNOWN, O.HELD),
    ("16 a no disowned", replace(NO, head=Head(disowned=True)), KNOWN, O.HELD),
    ("16 confirmed", reply(head=Head(disowned=True)), replace(KNOWN, vouched=True), O.ACCEPTED),
    ("16 perhaps, disowned", reply(partstat="TENTATIVE", head=Head(disowned=True)), KNOWN, O.DISOWNED),
    ("16 a proposal, disowned", reply(method="COUNTER", head=Head(disowned=True)), KNOWN, O.DISOWNED),
    (
        "16 the requester's, disowned",
        reply(head=Head(disowned=True)),
        on(replace(STREAM, recipient_role="requester")),
        O.DISOWNED,
    ),
    ("17 somebody else", reply(partstat="DELEGATED"), KNOWN, O.DELEGATED),
    ("18 another time", reply(method="COUNTER"), KNOWN, O.COUNTER),
    (
        "19 again, please",
        reply(method="REFRESH"),
        on(replace(STREAM, refreshes=2, refreshed_on=TODAY)),
        O.REFRESHED,
    ),
    (
        "19 a new day",
        reply(method="REFRESH"),
        on(replace(STREAM, refreshes=3, refreshed_on=BEFORE)),
        O.REFRESHED,
    ),
    (
        "19 too often",
        reply(method="REFRESH"),
        on(replace(STREAM, refreshes=3, refreshed_on=TODAY)),
        O.REFRESH_REFUSED,
    ),
    ("20 an invitation", reply(method="REQUEST"), KNOWN, O.FOREIGN),
    ("20 a cancellation", reply(method="CANCEL"), KNOWN, O.FOREIGN),
    ("20 no answer", reply(partstat="NEEDS-ACTION"), KNOWN, O.NO_ANSWER),
    ("21 a message", MESSAGE, replace(KNOWN, stream=None), O.MESSAGE),
    ("21 a message, vouched for", MESSAGE, replace(KNOWN, stream=None, person=None, vouched=True), O.MESSAGE),
    ("25 a message by another way", MESSAGE, replace(KNOWN, stream=None, before=True), O.DUPLICATE),
    ("22 not delivered", BOUNCE, KNOWN, O.BOUNCED),
    ("22 not ours", replace(BOUNCE, row=None), KNOWN, O.BOUNCE_FORGED),
    ("22 delivered", replace(BOUNCE, action="delivered", status="2.0.0"), KNOWN, O.REPORT),
    ("22 failed for a while", replace(BOUNCE, status="4.2.2"), KNOWN, O.DELAYED),
    ("23 delayed", replace(BOUNCE, action="delayed", status="4.4.1"), KNOWN, O.DELAYED),
    ("24 not to be read", Unreadable(reason=Text("x", "x")), KNOWN, O.UNREADABLE),
]


@pytest.mark.parametrize(("mail", "known", "outcome"), [pytest.param(*case[1:], id=case[0]) for case in CASES])
def test_a_mail_means_what_the_table_says(mail: Mail, known: Known, outcome: Outcome) -> None:
    assert judge(mail, known).outcome is outcome


def test_every_outcome_and_every_case_of_the_standard_is_tried() -> None:
    assert {outcome for *_, outcome in CASES} == set(Outcome)
    assert {int(name.split()[0]) for name, *_ in CASES} == set(range(1, 26))
    assert {int(row) for rule in RULES for row in rule.row.split(", ")} == set(range(1, 26))


def test_nothing_that_is_not_trusted_touches_a_booking() -> None:
    effects = {O.ACCEPTED, O.DECLINED, O.DECLINED_LATE, O.ACCEPTED_AFTER_ALL, O.TENTATIVE}
    doubtful = [
        replace(KNOWN, person=None),
        replace(KNOWN, person=SALMA),
        replace(KNOWN, stream=None),
        on(replace(STREAM, address="en@anden.example")),
        on(replace(STREAM, seq=0, reset_seq=0)),
        on(replace(STREAM, reset_seq=4, seq=4)),
    ]

    assert {judge(mail, known).outcome for mail in (REPLY, NO) for known in doubtful} & effects == set()


@pytest.mark.parametrize(
    ("sender", "via"), [("farid@tolk.example.org", ""), ("sekretaer@anden.example", "sekretaer@anden.example")]
)
def test_who_wrote_for_somebody_is_said(sender: str, via: str) -> None:
    assert judge(reply(head=Head(sender=sender)), KNOWN).via == via
    assert judge(MESSAGE, KNOWN).via == ""


def test_an_answer_is_no_later_than_it_came_and_to_no_version_we_have_not_sent() -> None:
    ahead = reply(dtstamp=NOW + timedelta(days=900), sequence=99)

    assert (answered_at(ahead, KNOWN), answered_seq(ahead, STREAM)) == (NOW, 3)


def printed() -> str:
    """The table as docs/inbound.md prints it."""
    lots = {Lot.DONE: "done", Lot.QUARANTINED: "quarantine", Lot.HELD: "held"}
    rows = [f"| {one.row} | {one.case.en} | {one.effect.en} | `{one.outcome}` | {lots[one.lot]} |" for one in RULES]
    return "\n".join(["| row | case | what follows | outcome | mail |", "|---|---|---|---|---|", *rows])


def test_the_page_shows_the_table() -> None:
    assert printed() in (Path(__file__).parents[2] / "docs" / "inbound.md").read_text()
