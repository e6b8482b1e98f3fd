"""The past told in one go: bookings that took place before SprogTolk knew of them, written as if it had."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import cast
from uuid import UUID

from booking.domain.accounts import SYSTEM, Actor
from booking.domain.bookings import Booking, Status
from booking.domain.costs.wording import NO_REASON, cancelled_late
from booking.domain.exits import CLOSED
from booking.domain.history import differences, plain
from booking.domain.interpreters import Interpreter
from booking.domain.offers import Offer
from booking.domain.periods import local_date
from booking.domain.refunds.decision import Outcome
from booking.persistence.assignments import Assignment
from booking.persistence.bulk import Bulk
from booking.persistence.costs import NOBODY_DECIDED, Costs, Refund, Settlement, Standing
from booking.persistence.deliveries import Delivery
from booking.services.costs import cancel_deadline, price_of, settle, trip_paid
from booking.services.desk import Desk

TOOK_PLACE = ("delivered", "aborted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """How one booking went; `booking` is as it stands at the end, its number still to be given.

    `reference` is its name in the system it came from; `requester` and `deliverer` are who the log says did it.
    """

    booking: Booking
    interpreter: Interpreter | None = None
    assignment: Assignment | None = None
    delivery: Delivery | None = None
    cancelled_at: datetime | None = None
    late: bool = False
    offers: tuple[Offer, ...] = ()
    reference: str = ""
    requester: Actor = SYSTEM
    deliverer: Actor = SYSTEM


class CollectedCosts(Costs):
    """Settlements that wait with everything else to be written."""

    def __init__(self, bulk: Bulk) -> None:
        self._bulk = bulk

    async def standing_of(self, booking_id: UUID) -> Standing:
        return NOBODY_DECIDED

    async def settle(self, settlement: Settlement, refund: Refund) -> None:
        self._bulk.add_settlement(settlement, refund)
        for at, kind, action, what in (
            (settlement.priced_at, "settlement", "priced", settlement),
            (refund.decided_at, "refund", "refund decided", refund),
        ):
            self._bulk.add_entry(at, SYSTEM, settlement.booking_id, action, differences(None, what), kind=kind)


@dataclass
class PastDesk(Desk):
    """A desk at the instant of a story, whose bills are collected."""

    bulk: Bulk = field(kw_only=True)

    @cached_property
    def costs(self) -> Costs:
        return CollectedCosts(self.bulk)


async def remember(
    desk: Desk, stories: Iterable[Story], *, progress: Callable[[int], None] = lambda _told: None
) -> list[Booking]:
    """The bookings with their numbers, in order of asking; price and refund are the engine's, by the day held.

    Raises Invalid when no tariff was in force on the day of a booking that is attested or was cancelled late.
    """
    told = sorted(stories, key=lambda story: story.booking.requested_at)
    bulk = Bulk(desk.connection)
    past = PastDesk(
        connection=desk.connection,
        actor=SYSTEM,
        now=desk.now,
        reference=desk.reference,
        identity=desk.identity,
        secret=desk.secret,
        bulk=bulk,
    )
    bookings = []
    for n, (story, number) in enumerate(zip(told, await _numbers(bulk, told), strict=True), 1):
        numbered = replace(story, booking=replace(story.booking, number=number))
        await _tell(past, numbered)
        bookings.append(numbered.booking)
        progress(n)
    await bulk.write()
    desk.ledger.post(past.ledger.named())
    return bookings


async def _numbers(bulk: Bulk, told: Sequence[Story]) -> list[str]:
    return await bulk.numbers(story.booking.requested_at for story in told)


async def _tell(past: PastDesk, story: Story) -> None:
    if story.booking.status is Status.UNFILLED and story.booking.ends_at <= past.now:
        story = replace(story, booking=replace(story.booking, exit_terms=CLOSED))
    past.bulk.add_booking(story.booking)
    _log_request(past.bulk, story)
    for offer in story.offers:
        past.bulk.add_offer(offer)
        past.bulk.add_entry(offer.made_at, SYSTEM, story.booking.id, "offered", differences(None, offer), kind="offer")
    if story.assignment is not None:
        _log_assignment(past.bulk, story, story.assignment)
    if story.delivery is not None:
        _log_delivery(past.bulk, story, story.delivery)
    if story.booking.status is Status.UNFILLED:
        _log_status(past.bulk, story, Status.REQUESTED, Status.UNFILLED, story.booking.requested_at)
    if story.cancelled_at is not None:
        await _cancel(past, story, story.cancelled_at)
    if story.booking.attested_at is not None:
        await _attest(past, story, story.booking.attested_at)


def _log_request(bulk: Bulk, story: Story) -> None:
    ordered = replace(
        story.booking, status=Status.REQUESTED, version=1, exit_reason="", attested_at=None, attested_by=None
    )
    bulk.add_entry(ordered.requested_at, story.requester, ordered.id, "requested", differences(None, ordered))
    if story.reference:
        bulk.add_entry(
            ordered.requested_at, SYSTEM, ordered.id, "imported", {"reference": (None, story.reference)}, kind="import"
        )


@dataclass(frozen=True, slots=True)
class Imported:
    """That a booking came in from another system, under this reference; the log remembers it."""

    reference: str


def _log_assignment(bulk: Bulk, story: Story, assignment: Assignment) -> None:
    bulk.add_assignment(assignment)
    given = replace(assignment, status="active", released_at=None)
    bulk.add_entry(
        assignment.assigned_at, SYSTEM, story.booking.id, "assigned", differences(None, given), kind="assignment"
    )
    before = Status.OFFERED if story.offers else Status.REQUESTED
    _log_status(bulk, story, before, Status.CONFIRMED, assignment.assigned_at)


def _log_delivery(bulk: Bulk, story: Story, delivery: Delivery) -> None:
    bulk.add_delivery(delivery)
    bulk.add_entry(
        delivery.recorded_at,
        story.deliverer,
        story.booking.id,
        "delivery",
        differences(None, delivery),
        kind="delivery",
    )
    ended = Status.DELIVERED if delivery.outcome in TOOK_PLACE else Status.NO_SHOW
    _log_status(bulk, story, Status.CONFIRMED, ended, delivery.recorded_at, actor=story.deliverer)


def _log_status(
    bulk: Bulk, story: Story, before: Status, after: Status, at: datetime, *, actor: Actor = SYSTEM
) -> None:
    bulk.add_entry(at, actor, story.booking.id, after.value, {"status": (before.value, after.value)})


async def _cancel(past: PastDesk, story: Story, at: datetime) -> None:
    before = Status.CONFIRMED if story.assignment is not None else Status.REQUESTED
    _log_status(past.bulk, story, before, Status.CANCELLED, at, actor=story.requester)
    if story.late:
        past.now = at
        trip = trip_paid(story.assignment, story.booking.mode)
        owed = price_of(story.booking, past.reference, "cancelled_late", interpreter=story.interpreter, trip=trip)
        until = cancel_deadline(story.booking, story.interpreter, past.reference)
        because = cancelled_late(at, until) if until is not None else NO_REASON
        await settle(
            past, story.booking, owed, outcome="cancelled_late", interpreter=story.interpreter, because=because
        )


async def _attest(past: PastDesk, story: Story, at: datetime) -> None:
    delivery = story.delivery
    assert delivery is not None, "only what was delivered is attested"
    outcome = cast(Outcome, delivery.outcome)
    took_place = outcome in TOOK_PLACE
    status = Status.DELIVERED if took_place else Status.NO_SHOW
    _log_attested(past.bulk, story, status, at)
    past.now = at
    owed = price_of(story.booking, past.reference, outcome, interpreter=story.interpreter, delivery=delivery)
    day = local_date(delivery.starts_at if took_place else story.booking.starts_at)
    await settle(past, story.booking, owed, outcome=outcome, interpreter=story.interpreter, held_on=day)


def _log_attested(bulk: Bulk, story: Story, before: Status, at: datetime) -> None:
    booking = story.booking
    changes = {
        "status": (before.value, booking.status.value),
        "attested_at": (None, plain(at)),
        "attested_by": (None, plain(booking.attested_by)),
    }
    changed = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
    bulk.add_entry(at, story.requester, booking.id, "attested", changed)
