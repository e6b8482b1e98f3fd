"""Composes notices, mails without a calendar part, into finished messages, to be sent byte for byte."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from booking.domain.deadlines import Deadline, lasting
from booking.domain.invitations import Place, when
from booking.domain.modes import Mode
from booking.domain.money import said_kroner
from booking.domain.periods import Period, danish_moment
from booking.domain.texts import Text
from booking.gateways.addresses import MailIdentity, Recipient
from booking.gateways.guards import cleaned
from booking.gateways.mail.letters import write
from booking.gateways.mail.whole import alternative, finished, spoken
from booking.gateways.mail.whole import rows_of as _rows
from booking.gateways.mail.whole import time_rows as _time_rows

NoticeKind = Literal[
    "offer",
    "offer_closed",
    "offer_engaged",
    "unfilled",
    "late_cancellation",
    "wish_tried",
    "wish_filled",
    "closed",
    "withdrawn_late",
    "ordered",
    "suggest_remote",
    "complaint_heard",
    "complaint_decided",
    "alarm_soon",
    "alarm_begun",
    "job_reminder",
    "booking_reminder",
    "disputed",
    "dispute_answered",
    "attest_reminder",
    "answer_counted",
    "answer_refused",
    "answer_held",
    "advice_remote",
]


@dataclass(frozen=True, slots=True)
class Receipt:
    """A late cancellation: when it was received, against which deadline, and what is owed (øre)."""

    received_at: datetime
    deadline: Deadline
    owed_ore: int


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """What a notice may say; the language stands in the body only, where an interpreter needs it to answer.

    An offer has `pay_ore` as expected, travel included, and the `trip` in minutes and kilometres; `path`: another page.
    """

    number: str
    period: Period
    mode: Mode
    place: Place
    language: Text | None = None
    answer_by: Deadline | None = None
    pay_ore: int | None = None
    trip: tuple[int, float] | None = None
    receipt: Receipt | None = None
    ways: tuple[Text, ...] = ()
    wish: tuple[int, int] | None = None
    order_number: str = ""
    by: Text | None = None
    answer: Text | None = None
    because: Text | None = None
    path: str = ""


def compose_notice(
    kind: NoticeKind,
    facts: NoticeFacts,
    recipient: Recipient,
    identity: MailIdentity,
    *,
    token: str,
    note_id: UUID,
    now: datetime,
) -> bytes:
    """A mail without a calendar part, of a kind in NOTICES; Invalid as for `compose`."""
    page = identity.at(facts.path) if facts.path else identity.page(facts.number, recipient.role)
    sender, message_id = identity.organizer(token), f"<note.{note_id}@{identity.domain}>"
    rows = NOTICES[kind](facts)
    ways = [cleaned(way.in_(recipient.tongue)) for way in facts.ways]
    letter = write(kind, recipient, rows=rows, page=page, sender=sender.name, ways=ways, **spoken(facts, recipient))
    return finished(letter, recipient, sender, date=now, message_id=message_id, content=alternative(letter))


def _offer_rows(facts: NoticeFacts) -> dict[Text, Text]:
    """Number and link come with the job; whoever is only asked learns a public address."""
    rows = _rows(facts) if facts.place.kind == "public" else _time_rows(facts)
    if facts.language:
        rows[Text("Sprog", "Language")] = facts.language
    if facts.trip:
        rows[Text("Vej", "Way")] = _way(*facts.trip)
    if facts.pay_ore is not None:
        rows[Text("Betaling", "Pay")] = _pay(facts.pay_ore, travels=facts.trip is not None)
    if facts.answer_by:
        rows[Text("Svar senest", "Answer by")] = facts.answer_by.said
    if facts.order_number:
        number = facts.order_number
        rows[Text("Rekvisitionsnummer", "Order number")] = Text(
            f"{number} (skriv det på fakturaen)", f"{number} (quote it on the invoice)"
        )
    return rows


def _way(minutes: int, km: float) -> Text:
    far, long = f"{km:.1f}", lasting(minutes)
    return Text(f"{far.replace('.', ',')} km, ca. {long.da} hver vej", f"{far} km, about {long.en} each way")


def _pay(ore: int, *, travels: bool) -> Text:
    amount = said_kroner(ore)
    if not travels:
        return Text(f"{amount.da}, anslået", f"{amount.en}, estimated")
    return Text(f"{amount.da}, anslået, med rejse", f"{amount.en}, estimated, travel included")


def _receipt_rows(facts: NoticeFacts) -> dict[Text, Text]:
    rows = _time_rows(facts)
    if facts.receipt is not None:
        rows[Text("Afbestilt", "Cancelled")] = danish_moment(facts.receipt.received_at)
        rows[Text("Fristen var", "The deadline was")] = facts.receipt.deadline.said
        rows[Text("Det koster", "It costs")] = said_kroner(facts.receipt.owed_ore)
    return rows


def _ordered_rows(facts: NoticeFacts) -> dict[Text, Text]:
    rows = _rows(facts)
    if facts.by is not None:
        rows[Text("Bestilt af", "Booked by")] = facts.by
    return rows


def _attest_rows(facts: NoticeFacts) -> dict[Text, Text]:
    """How many wait; the oldest of them is the booking that the letter leads to."""
    rows = {Text("Venter på dig", "Waiting for you"): facts.by} if facts.by is not None else {}
    return rows | {Text("Den ældste", "The oldest"): when(facts.period, year=True)}


def _answer_rows(facts: NoticeFacts) -> dict[Text, Text]:
    """What was answered, and why it does not count where it does not."""
    rows = _time_rows(facts)
    if facts.answer is not None:
        rows[Text("Dit svar", "Your answer")] = facts.answer
    if facts.because is not None:
        rows[Text("Derfor", "Why")] = facts.because
    return rows


def _advice_rows(facts: NoticeFacts) -> dict[Text, Text]:
    """Which mode is suggested, and what speaks for it."""
    rows = _time_rows(facts)
    if facts.answer is not None:
        rows[Text("Forslag", "Suggestion")] = facts.answer
    if facts.because is not None:
        rows[Text("Det taler for", "In favour")] = facts.because
    return rows


def _wish_rows(facts: NoticeFacts) -> dict[Text, Text]:
    """Which of how many, before when and how."""
    if facts.wish is None:
        return _time_rows(facts)
    at, of = facts.wish
    return {Text("Ønske", "Wish"): Text(f"nr. {at} af {of}", f"no. {at} of {of}")} | _time_rows(facts)


# kind → the facts its letter shows; its words are in templates/mail/<kind>.jinja
NOTICES: dict[NoticeKind, Callable[[NoticeFacts], dict[Text, Text]]] = {
    "offer": _offer_rows,
    "offer_closed": _time_rows,
    "offer_engaged": _time_rows,
    "unfilled": _time_rows,
    "late_cancellation": _receipt_rows,
    "wish_tried": _wish_rows,
    "wish_filled": _wish_rows,
    "closed": _time_rows,
    "withdrawn_late": _time_rows,
    "ordered": _ordered_rows,
    "suggest_remote": _time_rows,
    "complaint_heard": _time_rows,
    "complaint_decided": _time_rows,
    "alarm_soon": _time_rows,
    "alarm_begun": _time_rows,
    "job_reminder": _rows,
    "booking_reminder": _rows,
    "disputed": _time_rows,
    "dispute_answered": _time_rows,
    "attest_reminder": _attest_rows,
    "answer_counted": _answer_rows,
    "answer_refused": _answer_rows,
    "answer_held": _answer_rows,
    "advice_remote": _advice_rows,
}
