"""Attestations: what waits with its deviations on top, many attested at once, silence, and reminders."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from decimal import Decimal

from booking.domain.attestations import AttestationRule, check_rule
from booking.domain.bookings import Booking
from booking.domain.deviations import Deviation, Expected, Reported, deviations
from booking.domain.disputes import Dispute
from booking.domain.errors import Conflict, OfficeError
from booking.domain.modes import is_remote
from booking.domain.periods import Period
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.persistence.attestations import mark_reminded, owed, reported_by, silent, trips_of, waiting
from booking.persistence.deliveries import Delivery
from booking.persistence.office_settings import Setting
from booking.persistence.reference import Reference
from booking.persistence.scope import visible_to
from booking.services.bookings import attest
from booking.services.bookings.attesting import BY_SILENCE, attested_as
from booking.services.bookings.reading import find
from booking.services.choices import choices_made, keep_choices
from booking.services.desk import Desk
from booking.services.notifications import tell_to_attest

PREFIX, MOST, AT_ONCE = "attestation.", 300, 100
WEEK, LOOKED_BACK = timedelta(days=7), timedelta(days=90)


@dataclass(frozen=True)
class Waiting:
    """One booking that waits: what was reported, how that is not as booked, and what was said about it."""

    booking: Booking
    delivery: Delivery
    interpreter: str
    deviations: tuple[Deviation, ...]
    dispute: Dispute | None
    reported_by_actor: bool

    @property
    def as_booked(self) -> bool:
        return not self.deviations and self.dispute is None


async def to_attest(desk: Desk) -> list[Waiting]:
    """What the actor may attest, the disputed first, then those with deviations, each in order of start."""
    require_permission(desk.actor, "bookings:attest")
    found = await with_deviations(desk, await waiting(desk.connection, visible_to(desk.actor), limit=MOST))
    return sorted(found, key=lambda one: (one.dispute is None, not one.deviations, one.booking.starts_at))


async def own_reports(desk: Desk) -> list[Waiting]:
    """What an interpreter has reported and nobody has attested yet, the disputed first."""
    require_permission(desk.actor, "offers:answer")
    if desk.actor.interpreter_id is None:
        return []
    since = desk.now - LOOKED_BACK
    found = await with_deviations(desk, await reported_by(desk.connection, desk.actor.interpreter_id, since=since))
    return sorted(found, key=lambda one: one.dispute is None)


async def with_deviations(desk: Desk, bookings: list[Booking]) -> list[Waiting]:
    """The same bookings, those without a report left out; the number of queries does not grow with them."""
    ids = [one.id for one in bookings]
    if not ids:
        return []
    reports, trips = await desk.deliveries.current_of_many(ids), await trips_of(desk.connection, ids)
    disputed = await desk.disputes.open_of_many(ids)
    people = await desk.interpreters.by_ids([one.interpreter_id for one in reports.values() if one.interpreter_id])
    return [
        Waiting(
            booking=one,
            delivery=report,
            interpreter=people[report.interpreter_id].name if report.interpreter_id in people else "",
            deviations=deviations_of(one, report, trips.get(one.id, (0, 0.0))),
            dispute=disputed.get(one.id),
            reported_by_actor=desk.actor.account_id is not None and report.reported_by == desk.actor.account_id,
        )
        for one in bookings
        if (report := reports.get(one.id)) is not None
    ]


def deviations_of(booking: Booking, report: Delivery, trip: tuple[int, float]) -> tuple[Deviation, ...]:
    """`trip` is the way there in minutes and kilometres; by telephone and video nobody travels."""
    minutes, km = (0, 0.0) if is_remote(report.mode) else trip
    expected = Expected(booking.mode, booking.period, 2 * minutes, 2 * Decimal(str(km)))
    held = Period(report.starts_at, report.ends_at)
    reported = Reported(
        report.outcome,
        report.mode,
        held,
        report.travel_minutes,
        report.km,
        report.waited_minutes,
        report.version,
        report.break_minutes,
    )
    return deviations(expected, reported)


async def attest_many(desk: Desk, numbers: Iterable[str]) -> tuple[list[str], Mapping[str, Text]]:
    """What was attested, and why the others were not: each stands or falls by itself.

    In the order of their numbers, so that two who attest the same do not wait for each other.
    """
    require_permission(desk.actor, "bookings:attest")
    done: list[str] = []
    refused: dict[str, Text] = {}
    for number in sorted(list(dict.fromkeys(numbers))[:MOST]):
        try:
            async with desk.trying():
                await attest(desk, number=number)
            done.append(number)
        except OfficeError as error:
            refused[number] = error.message
    return done, refused


def rule_of(reference: Reference) -> AttestationRule:
    """The rule in force; what nobody has set stands as the product has it."""
    usual, found = AttestationRule(), reference.settings
    return AttestationRule(
        int(found.get(f"{PREFIX}silence_days", usual.silence_days)),
        int(found.get(f"{PREFIX}remind_days", usual.remind_days)),
    )


def read_rule(desk: Desk) -> AttestationRule:
    require_permission(desk.actor, "settings:read")
    return rule_of(desk.reference)


async def rule_log(desk: Desk) -> list[Setting]:
    """Who set what, the newest first."""
    require_permission(desk.actor, "settings:read")
    return await choices_made(desk, PREFIX)


async def set_rule(desk: Desk, *, rule: AttestationRule) -> AttestationRule:
    """In force at once; raises Invalid, naming the field."""
    require_permission(desk.actor, "settings:write")
    check_rule(rule)
    await keep_choices(desk, PREFIX, asdict(rule), before=asdict(rule_of(desk.reference)))
    return rule


async def silent_for_long(desk: Desk) -> list[str]:
    """Numbers of what silence approves by the office's own rule; none as long as it has none."""
    days = rule_of(desk.reference).silence_days
    if not days:
        return []
    return await silent(desk.connection, reported_before=desk.now - timedelta(days=days), limit=AT_ONCE)


async def _is_silent(desk: Desk, booking: Booking) -> bool:
    days, report = rule_of(desk.reference).silence_days, await desk.deliveries.current(booking.id)
    waited = report is not None and report.recorded_at < desk.now - timedelta(days=days)
    return bool(days) and waited and await desk.disputes.open_of(booking.id) is None


async def attest_silent(desk: Desk, *, number: str) -> Booking:
    """Attested by the system, which the voucher says.

    Raises Conflict for what was disputed, or reported anew, since it was found to be silent.
    """
    booking = await find(desk, number, lock=True)
    if not await _is_silent(desk, booking):
        raise Conflict(
            Text(f"Der er sket noget på {number} imens.", f"Something has happened to {number} meanwhile."),
            subject=number,
        )
    attested, _, _ = await attested_as(desk, booking, how=BY_SILENCE)
    return attested


async def remind(desk: Desk) -> int:
    """How many were reminded: once a week at most, of everything that waits too long."""
    days = rule_of(desk.reference).remind_days
    if not days:
        return 0
    late = await owed(desk.connection, reported_before=desk.now - timedelta(days=days), quiet_since=desk.now - WEEK)
    reminded = 0
    for one in late:
        if await mark_reminded(desk.connection, one.requester_id, now=desk.now, apart=WEEK):
            await tell_to_attest(desk, await desk.bookings.by_id(one.oldest), count=one.count)
            reminded += 1
    return reminded
