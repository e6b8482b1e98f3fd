"""The remote advisor's page, and its question on a booking's page and on the list."""

from dataclasses import replace

from booking.domain.bookings import Booking
from booking.domain.conversions import DECLINES, STATES, Advice, State
from booking.domain.insights.sentences import Facts, most_important
from booking.domain.permissions import may
from booking.services import conversions
from booking.services.conversions import Suggestion
from booking.services.desk import Desk
from booking.services.insights import alone
from booking.web.views.conversions import AdviceCard, AdviceLine, AdvicePage, AskedRow, SuggestionRow

_TAGS = {State.ASKED: "info", State.ACCEPTED: "ok", State.DECLINED: ""}


async def advice_page(desk: Desk, unit: str = "") -> AdvicePage:
    """What fits, what does not, what was asked, and how far it is to the target."""
    found = await conversions.potential(desk, unit=unit or None)
    standing = await conversions.standing(desk)
    figures = await alone(desk, unit=unit or None)
    names = figures.names
    facts = Facts(
        months=len(figures.months),
        target=figures.target,
        share=figures.whole.share,
        moves=tuple((names[one.unit], one.per_month) for one in figures.moves),
    )
    said = [one for one in most_important(facts) if one.key == "share"]
    return AdvicePage(
        sentence=(said[0].lead, said[0].rest) if said else None,
        rows=tuple(_row(desk, one) for one in found.fitting),
        others=tuple(_row(desk, one) for one in found.others),
        saving_ore=found.saving_ore,
        freed=found.freed_minutes,
        outcomes=standing.outcomes,
        acceptance=standing.acceptance,
        asked=tuple(_asked(desk, advice, booking) for advice, booking in standing.latest),
        may_ask=may(desk.actor, "advice:ask"),
        unit=unit,
        place=figures.place,
        moves=tuple((one.code, one.name, one.move, one.sums.share) for one in figures.units if one.move),
        target=figures.target,
    )


def _row(desk: Desk, one: Suggestion) -> SuggestionRow:
    booking = one.booking
    return SuggestionRow(
        number=booking.number,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        language=desk.reference.languages[booking.language].name,
        unit=desk.reference.units[booking.unit_id].name,
        mode=one.mode,
        interpreter=one.interpreter,
        reasons=tuple(reason.text for reason in one.judgement.reasons),
        against=tuple(reason.text for reason in one.judgement.against),
        in_person_ore=one.in_person_ore,
        remote_ore=one.remote_ore,
        freed=one.freed_minutes,
        guessed=one.guessed,
    )


def _asked(desk: Desk, advice: Advice, booking: Booking) -> AskedRow:
    return AskedRow(
        number=booking.number,
        starts_at=booking.starts_at,
        unit=desk.reference.units[booking.unit_id].name,
        state=STATES[advice.state],
        tag=_TAGS[advice.state],
        reason=DECLINES.get(advice.reason),
        words=advice.words,
        never=advice.never,
        by=advice.answered_by_name or advice.asked_by_name,
        at=advice.answered_at or advice.asked_at,
        saving_ore=advice.saving_ore,
    )


async def advice_card(desk: Desk, booking: Booking) -> AdviceCard | None:
    """None where nobody asked, or where it is nobody's business here."""
    advice = await conversions.open_advice(desk, booking)
    if advice is None:
        return None
    waits = advice.state is State.ASKED and booking.starts_at > desk.now and booking.mode.value == "in_person"
    return AdviceCard(advice, waits and may(desk.actor, "advice:answer"), booking.phone, booking.link)


async def advice_lines(desk: Desk) -> tuple[AdviceLine, ...]:
    """What waits for the answer of whoever orders here."""
    if not may(desk.actor, "advice:answer") or may(desk.actor, "advice:ask"):
        return ()
    found = await conversions.waiting_for(desk)
    return tuple(AdviceLine(one.number, one.starts_at, one.ends_at, advice.mode) for advice, one in found)


def refused(card: AdviceCard, **values: object) -> AdviceCard:
    return replace(card, **values)  # type: ignore[arg-type]
