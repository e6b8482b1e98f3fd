"""Asking the requester of a talk whether it could be held by phone or video: once, by mail and on their pages."""

from booking.domain.bookings import Act, Booking, require
from booking.domain.conversions import Advice
from booking.domain.errors import Conflict
from booking.domain.insights.wording import said_amount, said_minutes
from booking.domain.modes import MODES, Mode
from booking.domain.texts import Text
from booking.gateways.mail import Recipient
from booking.persistence.ids import new_id
from booking.services.bookings.reading import find
from booking.services.conversions.finding import Suggestion, suggestions
from booking.services.desk import Desk
from booking.services.notifications import tell_person


async def ask(desk: Desk, *, number: str) -> Advice:
    """The question as it was put; the requester gets a mail that leads to it.

    Raises Conflict when it was asked before, when the case is not to be asked about, or when the talk does not fit.
    """
    booking = await find(desk, number, permission="advice:ask", lock=True)
    require(booking, Act.CHANGE)
    await _check_new(desk, booking)
    suggested = await _fitting(desk, booking)
    advice = Advice(
        id=new_id(),
        booking_id=booking.id,
        case_ref=booking.citizen_ref,
        mode=suggested.mode,
        in_person_ore=suggested.in_person_ore,
        remote_ore=suggested.remote_ore,
        freed_minutes=suggested.freed_minutes,
        asked_at=desk.now,
        asked_by=desk.actor.account_id,
        asked_by_name=desk.actor.name,
    )
    await desk.conversions.add(advice)
    await _tell(desk, booking, suggested)
    desk.events.add("board")
    return advice


async def _check_new(desk: Desk, booking: Booking) -> None:
    asked = await desk.conversions.of(booking.id)
    if asked is not None:
        raise Conflict(
            Text(
                f"{asked.asked_by_name} har allerede spurgt om {booking.number}. Der spørges kun én gang.",
                f"{asked.asked_by_name} has asked about {booking.number} already. It is asked once only.",
            ),
            subject=booking.number,
        )
    if await desk.conversions.never_asked(booking.citizen_ref):
        raise Conflict(
            Text(
                "Rekvirenten har sagt, at der ikke skal spørges om den sag.",
                "The requester has said that this case shall not be asked about.",
            ),
            subject=booking.number,
        )


async def _fitting(desk: Desk, booking: Booking) -> Suggestion:
    found = await suggestions(desk, [booking]) if booking.mode is Mode.IN_PERSON else []
    if found and found[0].judgement.fits:
        return found[0]
    against = found[0].judgement.against if found else ()
    da = ", ".join(one.text.da.lower() for one in against) or "den er ikke ved fremmøde"
    en = ", ".join(one.text.en.lower() for one in against) or "it is not held in person"
    raise Conflict(
        Text(f"{booking.number} egner sig ikke: {da}.", f"{booking.number} does not fit: {en}."), subject=booking.number
    )


async def _tell(desk: Desk, booking: Booking, suggested: Suggestion) -> None:
    requester = await desk.accounts.by_id(booking.requester_id)
    if requester is None:
        return
    recipient = Recipient(requester.email, requester.name, requester.tongue, "requester")
    path = f"/bestillinger/{booking.number}#omlaegning"
    await tell_person(
        desk,
        "advice_remote",
        booking,
        recipient,
        person_id=requester.id,
        answer=MODES[suggested.mode].name,
        because=_why(suggested),
        path=path,
    )


def _why(suggested: Suggestion) -> Text:
    """The reasons that speak for it, and what it saves, in one line."""
    reasons = [one.text for one in suggested.judgement.reasons]
    more = []
    if suggested.saving_ore > 0:
        amount = said_amount(suggested.saving_ore)
        more.append(Text(f"{amount.da} billigere", f"{amount.en} cheaper"))
    if suggested.freed_minutes:
        freed = said_minutes(suggested.freed_minutes)
        more.append(Text(f"{freed.da} mindre på vejen for tolken", f"{freed.en} less on the road for the interpreter"))
    parts = [*reasons, *more]
    return Text("; ".join(one.da for one in parts), "; ".join(one.en for one in parts))
