"""One booking with its whole life, as far as the actor may see it; and the lines of the list."""

from dataclasses import replace

from booking.domain.bookings import Act, Booking, Status, allows
from booking.domain.catalogue import CASE_TYPES, IN_PERSON_REASONS
from booking.domain.channels import how
from booking.domain.costs.pricing import PriceLine
from booking.domain.errors import Denied, NotFound
from booking.domain.interpreters import EMPLOYMENTS, Interpreter
from booking.domain.modes import MODES
from booking.domain.permissions import may
from booking.domain.refunds.rules import MEASURES
from booking.domain.texts import Text
from booking.persistence.reference import Reference
from booking.services.bookings import BookingDetails, read
from booking.services.bookings.cancelling import Cancellation
from booking.services.costs import quote_or_none
from booking.services.desk import Desk
from booking.services.matching import explain
from booking.services.remedies import remedies_of
from booking.web.making.actions import (
    cancel_box,
    deliver_box,
    is_theirs,
    knows_case,
    may_attest,
    may_change,
    may_report_no_show,
    terms_of,
)
from booking.web.making.conversions import advice_card
from booking.web.making.exits import exit_boxes
from booking.web.making.families import family_box
from booking.web.making.histories import history_rows, reached
from booking.web.making.money import line_rows, refund_box, tariff_of, vat_of_bill
from booking.web.making.offers import asking_rule, offer_rows
from booking.web.making.told import told_rows
from booking.web.making.vouchers import voucher_boxes
from booking.web.making.ways import ways_of
from booking.web.making.wishes import wish_rows
from booking.web.views.bookings import BookingPage, BookingRow, InvitationRow
from booking.web.views.orders import QuoteLine, WayOut
from booking.web.views.steps import steps

NOBODY_SPEAKS = Text("Ingen i registeret taler sproget", "Nobody in the register speaks the language")
MAIL_STATES: dict[str, Text] = {
    "pending": Text("På vej", "On its way"),
    "sent": Text("Sendt", "Sent"),
    "done": Text("Sendt", "Sent"),
    "superseded": Text("Afløst af en nyere", "Replaced by a newer one"),
    "dead": Text("Kunne ikke sendes", "Could not be sent"),
    "bounced": Text("Kom retur", "Came back"),
}


def booking_row(booking: Booking, reference: Reference, *, interpreter: str, case: bool) -> BookingRow:
    language = reference.languages.get(booking.language)
    return BookingRow(
        number=booking.number,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        language=language.name if language is not None else booking.language,
        mode=booking.mode,
        status=booking.status,
        unit=reference.units[booking.unit_id].name,
        interpreter=interpreter,
        case=booking.citizen_ref if case else "",
    )


async def booking_page(desk: Desk, number: str) -> BookingPage:
    """Raises NotFound to outsiders, as reading does."""
    found = await read(desk, number)
    terms = await terms_of(desk, found)
    page = await _with_log(desk, found, _facts(desk, found, found.people.get(found.booking.requester_id, "")))
    page = _with_money(desk, found, terms, page)
    why_nobody, ways = await _why_nobody(desk, found.booking)
    attest, refused = may_attest(desk, found.booking, found.delivery)
    return replace(
        page,
        offers=await offer_rows(desk, found),
        why_nobody=why_nobody,
        ways=ways,
        wishes=await wish_rows(desk, found.booking) if page.knows_case else (),
        family=await family_box(desk, found.booking),
        cancel=cancel_box(desk, found, terms),
        deliver=deliver_box(desk, found),
        may_attest=attest,
        attest_refused=refused,
        may_report_no_show=may_report_no_show(desk, found),
        asking=asking_rule(desk, found.booking),
        may_repeat=may(desk.actor, "bookings:create"),
        may_change=may_change(desk, found.booking),
        exits=await exit_boxes(desk, found),
        voucher=await voucher_boxes(desk, found),
        advice=await advice_card(desk, found.booking),
    )


def entered_by(found: BookingDetails) -> Text | None:
    """Who entered it for the requester, and how it came in; None where they did it themselves."""
    booking, who = found.booking, found.people.get(found.booking.entered_by or found.booking.requester_id)
    if who is None or booking.entered_by in (None, booking.requester_id):
        return None
    said = how(booking.channel)
    return Text(f"indtastet af {who} {said.da}".rstrip(), f"entered by {who} {said.en}".rstrip())


def _facts(desk: Desk, found: BookingDetails, requester: str) -> BookingPage:
    booking, case = found.booking, knows_case(desk)
    # Whoever was only asked does not learn where and whom.
    near = case or is_theirs(desk, found.assignment)
    delivery = found.delivery if found.delivery is not None and found.delivery.outcome == "delivered" else None
    name = found.interpreter.name if found.interpreter is not None else ""
    reason = booking.in_person_reason if case else None
    return BookingPage(
        row=booking_row(booking, desk.reference, interpreter=name, case=case),
        version=booking.version,
        steps=steps(booking.status, {Status.REQUESTED: booking.requested_at}),
        requester=requester,
        entered=entered_by(found) if near else None,
        group_size=booking.group_size,
        contact=booking.contact if near else "",
        place=getattr(booking, MODES[booking.mode].reach_field) if near else "–",
        case_type=CASE_TYPES[booking.case_type].name if case and booking.case_type in CASE_TYPES else "",
        measure=MEASURES.get(booking.measure or "") if case else None,
        note=booking.note if near else "",
        reason=IN_PERSON_REASONS.get(reason or ""),
        interpreter_note=EMPLOYMENTS[found.interpreter.employment] if found.interpreter is not None else "",
        interpreter_phone=_phone(desk, found.interpreter),
        delivered_mode=delivery.mode if delivery is not None else None,
        actual=(delivery.starts_at, delivery.ends_at) if delivery is not None else None,
        knows_case=case,
    )


def _phone(desk: Desk, interpreter: Interpreter | None) -> str:
    return interpreter.phone if interpreter is not None and may(desk.actor, "bookings:history") else ""


async def _with_log(desk: Desk, found: BookingDetails, page: BookingPage) -> BookingPage:
    if not may(desk.actor, "bookings:history"):
        return page
    entries = await desk.histories.of(found.booking.id)
    return replace(
        page,
        steps=steps(found.booking.status, reached(entries)),
        history=history_rows(entries, desk.reference, desk.actor.tongue, ordered=_ordered(found)),
        invitations=tuple(_invitation(mail) for mail in found.mails if mail["method"] is not None),
        told=await told_rows(desk, found.booking.number),
    )


def _ordered(found: BookingDetails) -> Text | None:
    """How the first line of the log says it, where somebody ordered for another."""
    name = found.people.get(found.booking.requester_id, "")
    if entered_by(found) is None:
        return None
    said = how(found.booking.channel)
    return Text(f"Bestilt for {name} {said.da}".rstrip(), f"Booked for {name} {said.en}".rstrip())


def _invitation(mail: dict[str, object]) -> InvitationRow:
    state = str(mail["state"])
    return InvitationRow(
        at=mail["done_at"] or mail["created_at"],  # type: ignore[arg-type]
        to=str(mail["envelope_to"]),
        method=str(mail["method"]),
        sequence=int(str(mail["seq"])),
        state=MAIL_STATES.get(state, Text(state, state)),
    )


def _with_money(desk: Desk, found: BookingDetails, terms: Cancellation | None, page: BookingPage) -> BookingPage:
    """The bill once there is one, before that what is expected; the deadline as long as one can cancel."""
    if not page.knows_case:
        return page
    if terms is not None and terms.deadline is not None and found.assignment is not None:
        passed = not terms.deadline.in_time(desk.now)
        page = replace(page, deadline=terms.deadline.derivation, deadline_passed=passed)
    moves = moved_lines(found)
    if found.settlement is not None and not moves:
        lines = line_rows(found.settlement.lines, desk.actor.tongue)
        because = found.settlement.because if found.settlement.because_da else None
        page = replace(page, lines=lines, because=because, total_ore=found.settlement.net_ore, settled=True)
        page = replace(page, vat=vat_of_bill(found.settlement, desk), tariff=tariff_of(found.settlement, desk))
        refund = found.refund
        return replace(page, refund=refund_box(refund, refund.refund_ore, desk)) if refund else page
    quote = (
        quote_or_none(found.booking, desk.reference, paid=found.paid)
        if found.booking.status is not Status.CANCELLED
        else None
    )
    if quote is None:
        return page
    return replace(
        page,
        forecast=tuple(QuoteLine(line.text, line.amount_ore, line.why) for line in (*moves, *quote.price.lines)),
        total_ore=sum(line.amount_ore for line in moves) + quote.price.total_ore,
        refund=refund_box(quote.decision, quote.refund_ore, desk),
    )


def moved_lines(found: BookingDetails) -> tuple[PriceLine, ...]:
    """What late moves owe of a booking that is still to be held, and to be priced."""
    settled = found.settlement
    waits = settled is not None and settled.outcome == "moved_late" and found.booking.status is not Status.CANCELLED
    return settled.lines if settled is not None and waits else ()


async def _why_nobody(desk: Desk, booking: Booking) -> tuple[tuple[Text, ...], tuple[WayOut, ...]]:
    """What stands in the way of everybody, and the ways out: the smallest changes that would give somebody."""
    waits = allows(booking, Act.MATCH) and booking.status is not Status.OFFERED
    if not waits or booking.starts_at <= desk.now:
        return (), ()
    try:
        why = await explain(desk, number=booking.number)
    except (Denied, NotFound):
        return (), ()
    if why is None:
        return (), ()
    counts = [Text(f"{one.first} {one.name.da}", f"{one.first} {one.name.en}") for one in why.counts if one.first]
    ways = ways_of(await remedies_of(desk, booking, why), number=booking.number)
    return (*counts,) if why.asked else (NOBODY_SPEAKS,), ways
