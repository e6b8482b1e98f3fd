"""Calendar feeds: an address that shows one person's jobs without a login, made anew or ended at will."""

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from booking.domain.accounts import Account
from booking.domain.deadlines import Deadline
from booking.domain.errors import Conflict, Denied, NotFound
from booking.domain.feeds import CANCELLED_KEPT, Feed, FeedEvent, Kind, Subject, state_of, subject_of, window
from booking.domain.invitations import Place, Role
from booking.domain.texts import Text
from booking.domain.units import subtree
from booking.gateways.feeds import feed_ics
from booking.gateways.secrets import fingerprint, new_token
from booking.persistence.feeds import FeedJob
from booking.services.accounts import actor_of
from booking.services.costs import deadline_or_none
from booking.services.desk import Desk
from booking.services.invitations import event_facts
from booking.services.owing import deadline_passed

# A calendar asks every quarter of an hour at most; whoever asks more is a program gone wrong. Wrong addresses are not
# counted: 256 bits need no lock, and the large calendars fetch for thousands of people from a few addresses.
MOST_READS, PER = 60, timedelta(minutes=5)
ROLES: dict[Kind, Role] = {"interpreter": "interpreter", "unit": "requester"}


@dataclass(frozen=True, slots=True)
class Subscription:
    """What one can subscribe to, and the feed that lives, if there is one."""

    subject: Subject
    feed: Feed | None


async def subscription(desk: Desk) -> Subscription:
    """Raises Denied to whoever has no jobs or unit of their own."""
    subject = subject_of(desk.actor)
    return Subscription(subject, await desk.feeds.of_account(_account_id(desk)))


async def make_feed(desk: Desk) -> str:
    """The secret of a new address, shown this once; the address before it stops at the same moment."""
    subject, account_id, token = subject_of(desk.actor), _account_id(desk), new_token("sf")
    await desk.feeds.revoke(account_id, now=desk.now)
    await desk.feeds.add(Feed(account_id, subject, desk.now), fingerprint(token))
    return token


async def end_feed(desk: Desk) -> None:
    """The address stops; nothing happens when there is none."""
    subject_of(desk.actor)
    await desk.feeds.revoke(_account_id(desk), now=desk.now)


async def read_feed(desk: Desk, token: str) -> bytes:
    """The calendar under an address.

    Raises NotFound alike for what never was, was ended, or is no longer its owner's; Conflict when asked too often.
    """
    feed, reads = await desk.feeds.read(fingerprint(token), now=desk.now, window=PER) or (None, 0)
    account = await desk.accounts.by_id(feed.account_id) if feed is not None else None
    if feed is None or account is None or not _still_theirs(desk, account, feed):
        raise NotFound(Text("Der er ingen kalender på den adresse.", "There is no calendar at this address."))
    if reads > MOST_READS:
        raise Conflict(Text("Kalenderen hentes for tit.", "The calendar is fetched too often."), field="Retry-After")
    jobs = await _jobs(desk, feed.subject)
    until = await _deadlines(desk, jobs)
    events = [_event(desk, job, until.get(job.key)) for job in jobs]
    name, role = calendar_name(desk, feed.subject), ROLES[feed.subject.kind]
    # A whole town hall's year takes a second to write; others are served meanwhile.
    return await asyncio.to_thread(
        feed_ics, events, name=name, role=role, tongue=account.tongue, identity=desk.identity
    )


def calendar_name(desk: Desk, subject: Subject) -> Text:
    """No comma: a program that does not know the property shows its escape."""
    if subject.kind == "interpreter":
        place = f" – {desk.identity.municipality}" if desk.identity.municipality else ""
        return Text(f"Tolkeopgaver{place}", f"Interpreting jobs{place}")
    unit = desk.reference.units[subject.id].name
    return Text(f"Tolkebestillinger – {unit}", f"Interpreter bookings – {unit}")


def _account_id(desk: Desk) -> UUID:
    assert desk.actor.account_id is not None
    return desk.actor.account_id


def _still_theirs(desk: Desk, account: Account, feed: Feed) -> bool:
    """Whoever has left, changed unit or lost the role takes no calendar along."""
    try:
        return account.active and subject_of(actor_of(account, desk.reference.units, via="feed")) == feed.subject
    except Denied:
        return False


async def _jobs(desk: Desk, subject: Subject) -> list[FeedJob]:
    shown, since = window(desk.now), desk.now - CANCELLED_KEPT
    if subject.kind == "interpreter":
        return await desk.feeds.jobs_of(subject.id, shown, released_after=since)
    units = subtree(desk.reference.units.values(), subject.id)
    return await desk.feeds.bookings_of(units, shown, cancelled_after=since)


async def _deadlines(desk: Desk, jobs: list[FeedJob]) -> dict[UUID, Deadline]:
    """By job until when it is free to cancel, where whoever reads may do so; what was late when it moved stays late."""
    ahead = [job for job in jobs if job.holder is not None and not job.released and job.period.starts_at > desk.now]
    holders = await desk.interpreters.by_ids({job.holder for job in ahead if job.holder is not None})
    found: dict[UUID, Deadline | None] = {}
    for job in ahead:
        holder = holders.get(job.holder or job.key)
        found[job.key] = deadline_or_none(job.booking, holder, desk.reference) if holder is not None else None
        if holder is not None and job.held_since is not None and job.changed_at > job.held_since:
            assignment = await desk.assignments.active(job.booking.id)
            passed = await deadline_passed(desk, job.booking, assignment, holder) if assignment is not None else None
            found[job.key] = passed or found[job.key]
    return {key: until for key, until in found.items() if until is not None}


def _event(desk: Desk, job: FeedJob, until: Deadline | None) -> FeedEvent:
    """Of a job that was released nothing is told that came after."""
    facts = replace(event_facts(job.booking, desk.reference), free_until=until)
    if job.released:
        facts = replace(facts, period=job.period, mode=job.mode, place=Place("private"))
    state = state_of(job.booking.status, released=job.released)
    return FeedEvent(job.key, facts, state, job.booking.version, job.changed_at)
