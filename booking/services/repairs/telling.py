"""Telling: who will hear what when a line is carried out, readable before anything is sent."""

from collections.abc import Iterator
from dataclasses import dataclass

from booking.domain.bookings import Booking
from booking.domain.invitations import when
from booking.domain.modes import MODES
from booking.domain.offering import answer_by
from booking.domain.periods import danish_moment, local_date
from booking.domain.repairs import LineKind
from booking.domain.texts import Text
from booking.services.desk import Desk
from booking.services.repairs.reading import LineDetails, RepairDetails

REQUESTER = Text("Rekvirenten", "The requester")


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody, and what they will be sent."""

    name: Text
    text: Text


def tells(desk: Desk, found: RepairDetails, details: LineDetails) -> tuple[Told, ...]:
    """In the order in which it is sent."""
    return tuple(_tells(desk, found, details))


def _tells(desk: Desk, found: RepairDetails, details: LineDetails) -> Iterator[Told]:
    line, booking = details.line, details.booking
    names = {key: Text(one.name, one.name) for key, one in found.people.items()}
    if details.other is not None:
        yield Told(names[line.moves[1].giver_id], _taken(details.other))
        yield Told(names[line.moves[1].taker_id], _given(details.other))
    yield Told(names[found.repair.interpreter_id], _taken(booking))
    match line.kind:
        case LineKind.GIVE | LineKind.SWAP:
            yield Told(names[line.moves[0].taker_id], _given(booking))
            yield Told(REQUESTER, _kept(booking))
        case LineKind.ASK:
            yield Told(names[line.moves[0].taker_id], _offered(booking, desk))
        case LineKind.REMOTE:
            yield Told(REQUESTER, _suggested(MODES[line.mode].name if line.mode is not None else Text("", "")))
        case LineKind.NOBODY:
            yield Told(
                REQUESTER,
                Text(
                    "Mail: Der er endnu ikke fundet en ny tolk. Tolkekontoret leder videre.",
                    "Email: No new interpreter has been found yet. The interpreter office keeps looking.",
                ),
            )


def _taken(booking: Booking) -> Text:
    at = when(booking.period)
    return Text(f"Kalenderaflysning: {booking.number}, {at.da}.", f"Calendar cancellation: {booking.number}, {at.en}.")


def _given(booking: Booking) -> Text:
    at, mode = when(booking.period), MODES[booking.mode].name
    return Text(
        f"Kalenderinvitation: {booking.number}, {at.da}, {mode.da.lower()}.",
        f"Calendar invitation: {booking.number}, {at.en}, {mode.en.lower()}.",
    )


def _kept(booking: Booking) -> Text:
    return Text(
        f"Kalenderopdatering: {booking.number} gennemføres som aftalt med en anden tolk.",
        f"Calendar update: {booking.number} takes place as agreed with another interpreter.",
    )


def _offered(booking: Booking, desk: Desk) -> Text:
    policy = desk.reference.offering(local_date(desk.now))
    deadline = answer_by(desk.now, booking.starts_at, policy, desk.reference.workdays)
    at, until = when(booking.period), danish_moment(deadline.instant)
    return Text(
        f"Tilbud: Kan du tage {booking.number}, {at.da}? Svar senest {until.da}.",
        f"Offer: Can you take {booking.number}, {at.en}? Answer by {until.en}.",
    )


def _suggested(name: Text) -> Text:
    return Text(
        f"Mail: Ingen kan møde frem. Kan det klares på telefon eller video ({name.da.lower()} er bedst)?",
        f"Email: Nobody can be there. Would telephone or video do ({name.en.lower()} is best)?",
    )
