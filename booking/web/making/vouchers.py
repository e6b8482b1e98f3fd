"""Reports and what is said of them: the boxes on a booking's page, the attestation list, the voucher."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from booking.domain.bookings import STATUSES, Act, Booking, allows
from booking.domain.catalogue import CASE_TYPES
from booking.domain.deviations import OUTCOMES
from booking.domain.disputes import ENDINGS, Dispute
from booking.domain.permissions import may, why_not_attest
from booking.domain.refunds.rules import MEASURES, PERSON_GROUPS
from booking.domain.texts import Text
from booking.persistence.deliveries import Delivery
from booking.persistence.reference import Reference
from booking.services import attestations
from booking.services.attestations import Waiting
from booking.services.bookings import BookingDetails
from booking.services.bookings.attesting import HOW, price_reported
from booking.services.citizens import is_on
from booking.services.desk import Desk
from booking.services.vouchers import Voucher
from booking.web import formats
from booking.web.making.actions import knows_case, may_attest
from booking.web.making.money import line_rows, refund_box
from booking.web.views.orders import Option
from booking.web.views.vouchers import (
    AttestationList,
    CprBox,
    DisputeBox,
    FactsForm,
    VersionRow,
    VoucherBoxes,
    VoucherPage,
    WaitingRow,
)

DELIVERED = Text("Udført", "Delivered")
NO_MEASURE = Text("Ingen, det er vejledning", "None, it is guidance")


async def voucher_boxes(desk: Desk, found: BookingDetails) -> VoucherBoxes | None:
    """None as long as there is nothing to say: no report, and no CPR number that the reader could enter or read."""
    booking, delivery = found.booking, found.delivery
    cpr = await cpr_box(desk, booking)
    if delivery is None:
        return VoucherBoxes(cpr=cpr) if cpr is not None else None
    [said] = await attestations.with_deviations(desk, [booking])
    waits, attests = booking.attested_at is None, may_attest(desk, booking, delivery)[0]
    dispute = said.dispute if knows_case(desk) else None
    names = await desk.accounts.names_of({dispute.raised_by, dispute.answered_by}) if dispute is not None else {}
    box = dispute_box(dispute, names) if dispute is not None else None
    if box is not None:
        box = replace(box, may_decide=_may_decide(desk, booking, delivery))
    return VoucherBoxes(
        deviations=tuple(one.text for one in said.deviations) if waits and knows_case(desk) else (),
        facts=facts_form(booking) if attests else None,
        dispute=box,
        may_dispute=waits and allows(booking, Act.ATTEST) and may(desk.actor, "bookings:attest") and dispute is None,
        has_voucher=may(desk.actor, "vouchers:read"),
        refund_page=found.settlement is not None and may(desk.actor, "refunds:read"),
        how=HOW.get(booking.attested_how),
        cpr=cpr,
        reported_ore=await price_reported(desk, booking, delivery) if attests else None,
    )


def _may_decide(desk: Desk, booking: Booking, delivery: Delivery) -> bool:
    waits = booking.attested_at is None and may(desk.actor, "disputes:decide")
    return waits and why_not_attest(desk.actor, delivered_by=delivery.reported_by) is None


async def cpr_box(desk: Desk, booking: Booking) -> CprBox | None:
    """None to everybody who neither enters nor reads numbers."""
    enters, reads = may(desk.actor, "cpr:enter"), may(desk.actor, "cpr:read")
    if not (enters or reads):
        return None
    known = booking.id in await desk.citizens.known([booking.id])
    return CprBox(is_on(desk), known, enters, reads, bool(booking.citizen_ref))


def _name(names: Mapping[UUID, str], who: UUID | None) -> str:
    return names.get(who, "") if who is not None else ""


def dispute_box(one: Dispute, names: Mapping[UUID, str]) -> DisputeBox:
    return DisputeBox(
        reason=one.reason,
        who=_name(names, one.raised_by),
        at=one.raised_at,
        answer=one.answer,
        answered_by=_name(names, one.answered_by),
        ending=ENDINGS.get(one.ending),
        decision=one.decision,
    )


def facts_form(booking: Booking, errors: Mapping[str, Text] | None = None) -> FactsForm:
    return FactsForm(
        case_type=booking.case_type,
        measure=booking.measure or "",
        person_group=booking.person_group or "",
        case_types=tuple(Option(one.code, one.name) for one in CASE_TYPES.values()),
        measures=tuple(Option(code, name) for code, name in MEASURES.items()),
        groups=tuple(Option(code, name) for code, name in PERSON_GROUPS.items()),
        errors=errors or {},
    )


async def attestation_list(desk: Desk) -> AttestationList:
    """Denied to whoever attests nothing."""
    found = await attestations.to_attest(desk)
    names = await desk.accounts.names_of(
        {who for one in found if one.dispute for who in (one.dispute.raised_by, one.dispute.answered_by)}
    )
    rows = [(one, waiting_row(one, desk.reference, names)) for one in found]
    return AttestationList(
        odd=tuple(row for one, row in rows if not one.as_booked or one.reported_by_actor),
        plain=tuple(row for one, row in rows if one.as_booked and not one.reported_by_actor),
        silence_days=attestations.rule_of(desk.reference).silence_days,
        may_see_rule=may(desk.actor, "settings:read"),
    )


def waiting_row(one: Waiting, reference: Reference, names: Mapping[UUID, str]) -> WaitingRow:
    booking, report = one.booking, one.delivery
    language = reference.languages.get(booking.language)
    took_place = report.outcome in ("delivered", "aborted")
    return WaitingRow(
        number=booking.number,
        starts_at=report.starts_at if took_place else booking.starts_at,
        ends_at=report.ends_at if took_place else booking.ends_at,
        language=language.name if language is not None else booking.language,
        mode=report.mode,
        interpreter=one.interpreter,
        unit=reference.units[booking.unit_id].name,
        measure=MEASURES.get(booking.measure or "", NO_MEASURE),
        deviations=tuple(said.text for said in one.deviations),
        note=report.reason or report.note,
        dispute=dispute_box(one.dispute, names) if one.dispute is not None else None,
        own_report=one.reported_by_actor,
    )


def version_row(one: Delivery, who: str, desk: Desk, *, notes: bool = True) -> VersionRow:
    return VersionRow(
        version=one.version,
        at=one.recorded_at,
        who=who,
        outcome=OUTCOMES.get(one.outcome, DELIVERED),
        mode=one.mode,
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        travel_minutes=one.travel_minutes,
        km=formats.number(one.km, desk.actor.tongue, 1),
        waited_minutes=one.waited_minutes,
        break_minutes=one.break_minutes,
        reason=one.reason,
        note=one.note if notes else "",
    )


def voucher_page(desk: Desk, found: Voucher, municipality: str) -> VoucherPage:
    booking, knows = found.booking, knows_case(desk)
    language = desk.reference.languages.get(booking.language)
    versions = tuple(version_row(one, found.who(one.reported_by), desk, notes=knows) for one in found.versions)
    page = VoucherPage(
        number=booking.number,
        municipality=municipality,
        status=STATUSES[booking.status],
        unit=found.unit.name,
        interpreter=found.interpreter,
        language=language.name if language is not None else booking.language,
        booked_mode=booking.mode,
        booked=(booking.starts_at, booking.ends_at),
        current=versions[-1],
        deviations=tuple(one.text for one in found.deviations),
        versions=versions,
        disputes=tuple(dispute_box(one, found.people) for one in found.disputes) if knows else (),
        attested_at=booking.attested_at,
        attested_by=found.who(booking.attested_by),
        how=HOW.get(booking.attested_how),
        printed_at=desk.now,
    )
    return _with_case(desk, found, page) if knows else page


def _with_case(desk: Desk, found: Voucher, page: VoucherPage) -> VoucherPage:
    booking, settled, refund = found.booking, found.settlement, found.refund
    page = replace(
        page,
        case=booking.citizen_ref,
        case_type=CASE_TYPES[booking.case_type].name if booking.case_type in CASE_TYPES else booking.case_type,
        measure=MEASURES.get(booking.measure or "", NO_MEASURE),
        person_group=PERSON_GROUPS.get(booking.person_group or ""),
    )
    if settled is None or refund is None:
        return page
    return replace(
        page,
        lines=line_rows(settled.lines, desk.actor.tongue),
        net_ore=settled.net_ore,
        vat_ore=settled.vat_ore,
        tariff=desk.reference.scheme_names.full(settled.scheme, settled.category).in_(desk.actor.tongue),
        priced_at=settled.priced_at,
        refund=refund_box(refund, refund.refund_ore, desk),
        decided_by=found.who(refund.decided_by),
        decided_at=refund.decided_at,
    )
