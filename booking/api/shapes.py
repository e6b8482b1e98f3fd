"""From what services return to what the API says."""

from collections.abc import Sequence
from dataclasses import replace

from booking.domain.bookings import Booking
from booking.domain.costs.paid_times import PaidTime
from booking.domain.costs.pricing import PriceLine
from booking.domain.deadlines import Deadline
from booking.domain.history import Entry
from booking.domain.interpreters import Interpreter
from booking.domain.money import kroner
from booking.domain.offers import Offer, deadline_of
from booking.domain.permissions import may
from booking.domain.refunds.decision import RefundDecision
from booking.domain.texts import Tongue
from booking.persistence.costs import Refund, Settlement
from booking.persistence.deliveries import Delivery
from booking.services.bookings import BookingDetails
from booking.services.costs import Quote, deadline_or_none, quote_or_none
from booking.services.desk import Desk
from schemas import bookings as out


def etag(booking: Booking) -> str:
    return f'"{booking.version}"'


def booking_out(desk: Desk, booking: Booking, tongue: Tongue) -> out.BookingOut:
    """A booking by itself, as lists have it; an interpreter sees neither the case nor what it is for."""
    said = out.BookingOut(
        number=booking.number,
        status=booking.status.value,
        version=booking.version,
        language=booking.language,
        mode=booking.mode,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        unit=desk.reference.units[booking.unit_id].code,
        requested_at=booking.requested_at,
        address=booking.address,
        phone=booking.phone,
        link=booking.link,
        contact=booking.contact,
        note=booking.note,
        level=booking.level,
        gender=booking.gender,
        gender_required=booking.gender_required,
        parties=booking.parties,
        child_present=booking.child_present,
        group_size=booking.group_size,
    )
    if may(desk.actor, "bookings:costs"):
        for name in ("case_type", "measure", "person_group", "in_person_reason", "citizen_ref"):
            setattr(said, name, getattr(booking, name))
        said.substitutes_ok = booking.substitutes_ok
        said.exit_reason = booking.exit_reason
        said.exit_terms = booking.exit_terms
        said.attested_at = booking.attested_at
        said.attested_how = booking.attested_how
        said.preferred, said.barred = list(booking.preferred), list(booking.barred)
        said.channel = booking.channel or None
    return said


def ordered_out(
    desk: Desk,
    booking: Booking,
    tongue: Tongue,
    *,
    interpreter: Interpreter | None = None,
    paid: Sequence[PaidTime] = (),
    passed: Deadline | None = None,
) -> out.BookingOut:
    """A booking just made or changed, with its quote, refund forecast and the deadline of whoever has it."""
    said = booking_out(desk, booking, tongue)
    quote = quote_or_none(booking, desk.reference, paid=paid) if may(desk.actor, "bookings:costs") else None
    if quote is not None:
        until = passed or deadline_or_none(booking, interpreter, desk.reference)
        said.quote = quote_out(replace(quote, deadline=until), tongue)
        said.deadline = said.quote.free_cancel_deadline
        said.refund_forecast = said.quote.refund
    return said


def details_out(desk: Desk, found: BookingDetails, tongue: Tongue) -> out.BookingOut:
    """A booking with everything its reader may know."""
    done = found.settlement is not None and found.settlement.outcome != "moved_late"
    said = booking_out(desk, found.booking, tongue)
    if not done:
        who, paid, passed = found.interpreter, found.paid, found.passed
        said = ordered_out(desk, found.booking, tongue, interpreter=who, paid=paid, passed=passed)
    if may(desk.actor, "bookings:history"):
        said.requester = found.people.get(found.booking.requester_id)
        said.entered_by = found.people.get(found.booking.entered_by or found.booking.requester_id)
    if found.interpreter is not None:
        said.interpreter = interpreter_ref(found.interpreter)
    if found.delivery is not None:
        said.delivery = delivery_out(found.delivery)
        if not may(desk.actor, "bookings:costs"):
            # What is written about a job may be about whoever interpreted.
            said.delivery.note = ""
    if found.settlement is not None:
        said.cost = cost_out(desk, found.settlement, tongue)
    if found.refund is not None and done:
        said.refund = refund_out(found.refund, tongue)
    said.offers = [offer_out(offer, found.booking, tongue) for offer in found.offers]
    said.mails = [mail_out(mail) for mail in found.mails]
    return said


def quote_out(quote: Quote, tongue: Tongue) -> out.QuoteOut:
    return out.QuoteOut(
        total=kroner(quote.price.total_ore),
        lines=[line_out(line, tongue) for line in quote.price.lines],
        refund=decision_out(quote.decision, quote.refund_ore, tongue),
        free_cancel_deadline=deadline_out(quote.deadline, tongue),
    )


def line_out(line: PriceLine, tongue: Tongue) -> out.PriceLineOut:
    return out.PriceLineOut(
        component=line.component,
        text=line.text.in_(tongue),
        quantity=str(line.quantity),
        unit=line.unit,
        rate=kroner(line.rate_ore),
        factor=str(line.factor),
        amount=kroner(line.amount_ore),
        why=line.why.in_(tongue).splitlines(),
    )


def deadline_out(deadline: Deadline | None, tongue: Tongue) -> out.DeadlineOut | None:
    return out.DeadlineOut(deadline.instant, deadline.derivation.in_(tongue)) if deadline is not None else None


def decision_out(decision: RefundDecision, refund_ore: int, tongue: Tongue) -> out.RefundOut:
    return out.RefundOut(
        state=decision.state,
        rule=decision.rule_code,
        rule_version=decision.rule_version,
        percent=decision.percent,
        amount=kroner(refund_ore),
        reason=decision.reason.in_(tongue),
        missing=list(decision.missing),
    )


def refund_out(refund: Refund, tongue: Tongue) -> out.RefundOut:
    return out.RefundOut(
        state=refund.state,
        rule=refund.rule_code,
        rule_version=refund.rule_version,
        percent=refund.percent or 0,
        amount=kroner(refund.refund_ore),
        reason=refund.reason.in_(tongue),
        missing=list(refund.missing),
    )


def cost_out(desk: Desk, settlement: Settlement, tongue: Tongue) -> out.CostOut:
    return out.CostOut(
        scheme=settlement.scheme,
        category=settlement.category,
        held_on=settlement.held_on.isoformat(),
        total=kroner(settlement.net_ore),
        vat=kroner(settlement.vat_ore),
        gross=kroner(settlement.gross_ore),
        vat_percent=str(settlement.vat_percent.normalize()) if settlement.vat_percent else "0",
        supplier=_supplier(desk, settlement),
        tariff=desk.reference.scheme_names.full(settlement.scheme, settlement.category).in_(tongue),
        lines=[line_out(line, tongue) for line in settlement.lines],
        outcome=settlement.outcome,
        because=settlement.because.in_(tongue),
        overruled=settlement.reason,
    )


def _supplier(desk: Desk, settlement: Settlement) -> str | None:
    found = desk.reference.suppliers.get(settlement.supplier_id) if settlement.supplier_id is not None else None
    return found.code if found is not None else None


def delivery_out(delivery: Delivery) -> out.DeliveryOut:
    return out.DeliveryOut(
        version=delivery.version,
        outcome=delivery.outcome,
        mode=delivery.mode,
        starts_at=delivery.starts_at,
        ends_at=delivery.ends_at,
        travel_minutes=delivery.travel_minutes,
        km=str(delivery.km),
        recorded_at=delivery.recorded_at,
        note=delivery.note,
        waited_from=delivery.waited_from,
        waited_minutes=delivery.waited_minutes,
        break_from=delivery.break_from,
        break_minutes=delivery.break_minutes,
        reason=delivery.reason,
    )


def interpreter_ref(interpreter: Interpreter) -> out.InterpreterRef:
    return out.InterpreterRef(interpreter.id, interpreter.name, interpreter.phone)


def offer_out(offer: Offer, booking: Booking, tongue: Tongue) -> out.OfferOut:
    return out.OfferOut(
        id=offer.id,
        interpreter=offer.interpreter_id,
        state=offer.state.value,
        made_at=offer.made_at,
        answer_by=offer.answer_by,
        answer_by_words=deadline_of(offer, booking.starts_at).derivation.in_(tongue),
        answered_at=offer.answered_at,
        order_number=offer.order_number,
    )


def mail_out(mail: dict[str, object]) -> out.MailOut:
    return out.MailOut(
        id=mail["id"],  # type: ignore[arg-type]
        to=str(mail["envelope_to"]),
        state=str(mail["state"]),
        message_id=str(mail["message_id"]),
        method=mail["method"],  # type: ignore[arg-type]
        sequence=mail["seq"],  # type: ignore[arg-type]
        created_at=mail["created_at"],  # type: ignore[arg-type]
        done_at=mail["done_at"],  # type: ignore[arg-type]
    )


def history_out(entry: Entry) -> out.HistoryOut:
    return out.HistoryOut(entry.at, entry.actor_name, entry.via, entry.action, dict(entry.changes))
