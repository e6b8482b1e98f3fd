"""Matching: asks the engine, and acts on its answer."""

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from booking.domain.bookings import Act, Booking, Status, allows, moved_to
from booking.domain.interpreters import Employment, Interpreter
from booking.matching.explanation import Change, Explanation, RuleCount, rule_counts, why_nobody, why_not
from booking.matching.feasibility import Removed
from booking.matching.ranking import Ranking, rank
from booking.services.assignments import NotFree, give
from booking.services.bookings.changing import order_of
from booking.services.bookings.offering import is_offered
from booking.services.bookings.reading import find
from booking.services.candidates import candidates_of, gather, rank_for, recall, repricing, wanted_of
from booking.services.desk import Desk
from booking.services.notifications import tell_requester
from booking.services.offers import by_policy, is_asked, make_offers, ring
from booking.services.roads import travel_by
from booking.services.weights import weights_of
from booking.services.wishes import move_on, tell_wish

# A little longer than a hold lasts.
HELD_FOR = timedelta(minutes=10, seconds=5)


@dataclass(frozen=True, slots=True)
class Matched:
    """A booking held against everybody who speaks its language.

    `counts` say what each rule removed; `explanation` is there when none of the office's own people can.
    """

    booking: Booking
    ranking: Ranking
    counts: tuple[RuleCount, ...]
    explanation: Explanation | None

    @property
    def why_nobody(self) -> Explanation | None:
        """The same, unless a supplier can."""
        return None if self.ranking.ranked else self.explanation


async def match(desk: Desk, *, booking_id: UUID) -> None:
    """Finds somebody for a booking that waits: assigns salaried staff, asks others, or says that there is nobody.

    With nobody left for one wish it goes on to the next; a no to one time or mode is no answer to another.
    Bears repetition: a booking that has been matched, or whose offer is open, is left alone.
    """
    booking = await desk.bookings.by_id(booking_id, lock=True)
    if not allows(booking, Act.MATCH) or await is_asked(desk, booking):
        return None
    if booking.job_id is not None:
        await desk.series.queue_for_job(booking.job_id)
    first = booking.wish
    while (found := await _placed(desk, booking)) is None:
        following = await move_on(desk, booking)
        if following is None:
            return await _leave_unfilled(desk, booking)
        booking = following
    if found.wish != first:
        await tell_wish(desk, found)
    return None


async def _placed(desk: Desk, booking: Booking) -> Booking | None:
    """The booking given to somebody, or somebody asked; None when nobody is left for it as it stands."""
    if booking.on_demand or booking.starts_at <= desk.now:
        return None
    held = await desk.holds.take(booking.id)
    found = sorted((await rank_for(desk, booking)).ranked, key=lambda one: one.candidate.id != held)
    for place, ranked in enumerate(found):
        if ranked.candidate.employment is not Employment.SALARIED:
            kept = ranked.candidate.id == held
            await make_offers(desk, booking, [ranked] if kept else by_policy(desk, booking, found[place:]))
            return booking
        try:
            return await give(desk, booking, to=ranked.candidate.id)
        except NotFree:
            continue
    return None


async def _leave_unfilled(desk: Desk, booking: Booking) -> None:
    await _look_again(desk, booking)
    if booking.status is Status.UNFILLED:
        return
    await desk.bookings.save(booking, moved_to(booking, Status.UNFILLED), action="unfilled")
    ring(desk, booking, [])
    if not booking.on_demand:  # whoever called for it at once sits before the screen that says so
        why = (await held_against_all(desk, booking)).why_nobody
        ways = tuple(one.counted for one in why.changes if _is_offered(desk, booking, one)) if why is not None else ()
        await tell_requester(desk, "unfilled", booking, ways=ways)


async def _look_again(desk: Desk, booking: Booking) -> None:
    """When what somebody else holds has come to its end: ten minutes must not cost anybody their interpreter."""
    removed = (await rank_for(desk, booking)).removed
    jobs = [job for one in removed for job in one.candidate.busy]
    if any(job.held and job.period.overlaps(booking.period) for job in jobs):
        await desk.outbox.promise_after("match", booking.id, now=desk.now, pause=HELD_FOR)


def _is_offered(desk: Desk, booking: Booking, change: Change) -> bool:
    wanted, before = change.wanted, order_of(booking)
    after = replace(before, mode=wanted.mode, starts_at=wanted.period.starts_at, ends_at=wanted.period.ends_at)
    return is_offered(desk, after, before=before)


async def candidates(desk: Desk, *, number: str) -> Matched:
    """Everybody ranked or removed, with reasons, and what would give somebody where nobody is left; reads only."""
    return await held_against_all(desk, await find(desk, number, permission="candidates:read"))


async def why_not_them(desk: Desk, *, number: str, interpreter_id: UUID) -> tuple[Interpreter, tuple[Removed, ...]]:
    """Everything in one interpreter's way, whatever they speak; nothing when they can."""
    booking = await find(desk, number, permission="candidates:read")
    interpreter = await desk.interpreters.get(interpreter_id)
    known = await recall(desk, booking, [interpreter_id])
    wanted = wanted_of(desk, booking, known)
    people = candidates_of(desk, booking, wanted, known)
    return interpreter, why_not(wanted, people[0], travel=travel_by(desk.roads)) if people else ()


async def explain(desk: Desk, *, number: str) -> Explanation | None:
    """Why there is nobody, and the ways out, in numbers without names: for whoever ordered, too. None when there is."""
    return (await held_against_all(desk, await find(desk, number, permission="bookings:costs"))).why_nobody


async def held_against_all(desk: Desk, booking: Booking) -> Matched:
    """A booking, or one thought up, against everybody; reads only."""
    known = await gather(desk, booking)
    wanted = wanted_of(desk, booking, known)
    people = candidates_of(desk, booking, wanted, known)
    travel, weights = travel_by(desk.roads), weights_of(desk.reference)
    found = rank(wanted, people, weights, travel=travel)
    if any(not one.candidate.is_agency for one in found.ranked):
        return Matched(booking, found, rule_counts(wanted, people, travel=travel), None)
    price = repricing(desk, booking, known)
    why = why_nobody(wanted, people, weights, price=price, not_before=desk.now, travel=travel)
    return Matched(booking, found, why.counts, why)
