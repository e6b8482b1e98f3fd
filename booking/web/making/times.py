"""An interpreter's report of one job: preset, corrected, and defended when it is disputed."""

from dataclasses import replace
from decimal import Decimal

from booking.domain.bookings import STATUSES, Act, Booking, allows
from booking.domain.errors import Conflict
from booking.domain.modes import is_remote
from booking.domain.texts import Text
from booking.persistence.deliveries import Delivery
from booking.services.attestations import own_reports
from booking.services.bookings import BookingDetails, find, read
from booking.services.costs import trip_paid
from booking.services.desk import Desk
from booking.web import formats
from booking.web.making.jobs import job_of
from booking.web.making.vouchers import dispute_box, version_row
from booking.web.views.jobs import HoursForm, JobsPage, ReportRow
from booking.web.views.vouchers import TimePage


async def with_reports(desk: Desk, page: JobsPage) -> JobsPage:
    """The page with what is reported and waits for attestation."""
    rows = tuple(
        ReportRow(
            number=one.booking.number,
            starts_at=one.delivery.starts_at,
            ends_at=one.delivery.ends_at,
            unit=desk.reference.units[one.booking.unit_id].name,
            deviations=tuple(said.text for said in one.deviations),
            disputed=one.dispute.reason if one.dispute is not None else "",
        )
        for one in await own_reports(desk)
    )
    return replace(page, reported=rows)


async def time_page(desk: Desk, number: str) -> TimePage:
    """Raises NotFound to outsiders, and Conflict to an interpreter who was asked and does not have the job."""
    await find(desk, number, permission="offers:answer")
    found = await read(desk, number)
    report = found.delivery
    theirs = report.interpreter_id if report is not None else _holder(found)
    if desk.actor.interpreter_id is None or theirs != desk.actor.interpreter_id:
        raise Conflict(Text(f"Du har ikke {number}.", f"You do not have {number}."), subject=number)
    return await _page(desk, found)


def _holder(found: BookingDetails) -> object:
    return found.assignment.interpreter_id if found.assignment is not None else None


async def _page(desk: Desk, found: BookingDetails) -> TimePage:
    booking = found.booking
    versions = await desk.deliveries.versions_of(booking.id)
    disputes = await desk.disputes.of(booking.id)
    latest = disputes[0] if disputes else None
    people = {one.reported_by for one in versions} | ({latest.answered_by} if latest is not None else set())
    names = await desk.accounts.names_of(people)
    box = dispute_box(latest, names) if latest is not None else None
    if box is not None and latest is not None and latest.is_open and booking.attested_at is None:
        box = replace(box, may_answer=True)
    return TimePage(
        form=hours_form(desk, found),
        status=STATUSES[booking.status],
        editable=allows(booking, Act.DELIVER) and booking.starts_at <= desk.now,
        versions=tuple(version_row(one, names.get(one.reported_by or booking.id, ""), desk) for one in versions[::-1]),
        dispute=box,
    )


def hours_form(desk: Desk, found: BookingDetails) -> HoursForm:
    """What was reported, else what was booked, with the way as it was expected."""
    booking, report, tongue = found.booking, found.delivery, desk.actor.tongue
    said = report or booking
    minutes, km = _way(found)
    return HoursForm(
        job_of(desk, booking),
        formats.day(said.starts_at, tongue),
        formats.clock(said.starts_at, tongue),
        formats.clock(said.ends_at, tongue),
        mode=said.mode.value,
        travel=str(minutes),
        km=formats.number(km, tongue, 1),
        waited=str(report.waited_minutes or "") if report is not None else "",
        break_from=formats.clock(report.break_from, tongue) if report is not None and report.break_from else "",
        break_minutes=str(report.break_minutes or "") if report is not None else "",
        corrects=report is not None,
    )


def _way(found: BookingDetails) -> tuple[int, Decimal]:
    report: Delivery | None = found.delivery
    if report is not None:
        return report.travel_minutes, report.km
    booking: Booking = found.booking
    return (0, Decimal(0)) if is_remote(booking.mode) else trip_paid(found.assignment, booking.mode)
