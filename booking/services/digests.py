"""Digests: the interpreter's day in the morning, the office's week of jobs that nobody has, and its open tasks."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby
from uuid import UUID

from booking.domain.accounts import Account, Role
from booking.domain.bookings import STATUSES, Booking
from booking.domain.deadlines import lasting
from booking.domain.invitations import when
from booking.domain.messages import (
    Reason,
    Rhythm,
    TextFacts,
    Topic,
    Way,
    due_on,
    last_due,
    resolved,
)
from booking.domain.modes import MODES, Mode
from booking.domain.periods import danish_clock, danish_day, day_bounds, local, local_date
from booking.domain.tasks import KINDS
from booking.domain.texts import Text
from booking.gateways.mail import Digest, DigestKind, Item
from booking.persistence.ids import new_id
from booking.persistence.reminders import Coming, Mark
from booking.services.desk import Desk
from booking.services.invitations import event_facts
from booking.services.matching import held_against_all
from booking.services.texting import About, Reader, office_choices, post_digest, readers_of, text

# Later than this a digest is old news: the next one is nearer.
WEEK_KEPT, TASKS_KEPT = timedelta(hours=48), timedelta(hours=8)
TWO_WEEKS = timedelta(days=14)
MOST_EXPLAINED, MOST_WAYS = 20, 2


async def send_day_sheets(desk: Desk) -> list[Mark]:
    """To each interpreter with jobs today whose hour has come, once a day; an interpreter without an account has none
    to open the page with, and gets none."""
    if not await desk.reminders.alone():
        return []
    day = day_bounds(local_date(desk.now))
    coming = await desk.reminders.coming(after=day.starts_at, before=day.ends_at)
    by_interpreter = sorted(coming, key=lambda one: (one.interpreter_id, one.booking.starts_at))
    jobs = {key: list(found) for key, found in groupby(by_interpreter, key=lambda one: one.interpreter_id)}
    accounts = await desk.accounts.by_interpreters(jobs)
    readers = await readers_of(desk, accounts.values())
    marked = await desk.reminders.marked(after=day.starts_at, before=day.ends_at) if jobs else set()
    settled = []
    for interpreter_id, account in accounts.items():
        if (Topic.DAY_SHEET.value, interpreter_id, interpreter_id, day.starts_at) not in marked:
            settled.append(await _day_sheet(desk, readers[account.id], jobs[interpreter_id], day.starts_at))
    return [mark for mark in settled if mark is not None]


async def _day_sheet(desk: Desk, reader: Reader, jobs: Sequence[Coming], day: datetime) -> Mark | None:
    way, interpreter_id = reader.way(Topic.DAY_SHEET), jobs[0].interpreter_id
    last, due = jobs[-1].booking.starts_at, due_on(local_date(day), reader.preferences.day_sheet_at)
    if way is Way.OFF or desk.now < due:
        return None
    reason = Reason.TOO_LATE if desk.now >= last else None
    mark = _mark(desk, Topic.DAY_SHEET, interpreter_id, starts_at=day, way=way, reason=reason)
    if not await desk.reminders.mark(mark) or reason is not None:
        return mark
    account = reader.account
    if way.by_mail:
        items = tuple(_job(desk, one) for one in jobs)
        digest, address = Digest("/tolk", items, danish_day(day)), (await desk.interpreters.get(interpreter_id)).email
        await post_digest(
            desk, "day_sheet", digest, account, subject_id=interpreter_id, mail_id=mark.id, until=last, address=address
        )
    if way.by_sms:
        first = jobs[0].booking
        facts = TextFacts("", first.period, first.mode, count=len(jobs))
        about = About(until=last, interpreter_id=interpreter_id, only=not way.by_mail)
        text(desk, reader, Topic.DAY_SHEET, "day_sheet", facts, about)
    return mark


def _job(desk: Desk, one: Coming) -> Item:
    """Number, place and way; what is not public is behind the login."""
    booking = one.booking
    place = event_facts(booking, desk.reference).place
    rows = [(place.label, place.shown(booking.mode))]
    if booking.mode is Mode.IN_PERSON and one.trip_minutes:
        long, far = lasting(one.trip_minutes), f"{one.trip_km:.1f}"
        said = Text(f"ca. {long.da}, {far.replace('.', ',')} km", f"about {long.en}, {far} km")
        rows.append((Text("Vej", "Way"), said))
    rows.append((Text("Nummer", "Number"), Text(booking.number, booking.number)))
    return Item(_hours(booking), tuple(rows))


def _hours(booking: Booking) -> Text:
    start, end = (danish_clock(local(at).time()) for at in (booking.starts_at, booking.ends_at))
    mode = MODES[booking.mode].short
    return Text(f"{start.da}–{end.da}, {mode.da.lower()}", f"{start.en}–{end.en}, {mode.en.lower()}")


async def send_unfilled_week(desk: Desk) -> list[Mark]:
    """To the coordinators, on the week's first working day: what begins within two weeks and nobody has."""
    found = last_due(
        Rhythm.WEEKLY, resolved(office_choices(desk), {}).unfilled_at, now=desk.now, workdays=desk.reference.workdays
    )
    readers = await _waiting_readers(desk, Topic.UNFILLED_WEEK, found[1]) if found is not None else []
    if found is None or not readers:
        return []
    reason = Reason.TOO_LATE if desk.now > found[1] + WEEK_KEPT else None
    items: tuple[Item, ...] = ()
    until = day_bounds(found[0] + TWO_WEEKS).starts_at
    if reason is None:
        lonely = await desk.reminders.unfilled(after=desk.now, before=until)
        explained = [await _unfilled(desk, one, explain=at < MOST_EXPLAINED) for at, one in enumerate(lonely)]
        items = tuple(explained)
    first, last = danish_day(desk.now), danish_day(local_date(until - timedelta(hours=12)))
    digest = Digest("/tavle", items, Text(f"{first.da} til {last.da}", f"{first.en} to {last.en}"))
    return await _spread(desk, Topic.UNFILLED_WEEK, readers, digest, due=found[1], kept=WEEK_KEPT, reason=reason)


async def _unfilled(desk: Desk, booking: Booking, *, explain: bool) -> Item:
    """Number, unit and state, and what would give somebody; the language is behind the login."""
    unit, status, mode = desk.reference.units[booking.unit_id].name, STATUSES[booking.status], MODES[booking.mode].short
    rows = [
        (Text("Nummer", "Number"), Text(booking.number, booking.number)),
        (Text("Enhed", "Unit"), Text(unit, unit)),
        (Text("Står som", "Stands as"), status),
    ]
    nobody = (await held_against_all(desk, booking)).why_nobody if explain else None
    if nobody is not None:
        most = max(nobody.counts, key=lambda one: one.first, default=None)
        if most is not None:
            of = Text(
                f"{most.name.da}: {most.first} af {nobody.asked}", f"{most.name.en}: {most.first} of {nobody.asked}"
            )
            rows.append((Text("Oftest i vejen", "Mostly in the way"), of))
        ways = [one.text for one in nobody.changes if one.kind != "substitute"][:MOST_WAYS]
        rows += [(Text("Kan, hvis", "Can if"), way) for way in ways]
    at = when(booking.period)
    return Item(Text(f"{at.da}, {mode.da.lower()}", f"{at.en}, {mode.en.lower()}"), tuple(rows))


async def send_open_tasks(desk: Desk) -> list[Mark]:
    """To the coordinators each working day: how many of each kind wait, where any do."""
    found = last_due(
        Rhythm.WORKDAYS, resolved(office_choices(desk), {}).tasks_at, now=desk.now, workdays=desk.reference.workdays
    )
    readers = await _waiting_readers(desk, Topic.OPEN_TASKS, found[1]) if found is not None else []
    if found is None or not readers:
        return []
    counts = await desk.tasks.waiting()
    items = tuple(_counted(kind, count) for kind, count in sorted(counts.items()))
    reason = Reason.TOO_LATE if desk.now > found[1] + TASKS_KEPT else None if items else Reason.EMPTY
    total = sum(counts.values())
    digest = Digest("/opgaver", items, Text(str(total), str(total)))
    return await _spread(desk, Topic.OPEN_TASKS, readers, digest, due=found[1], kept=TASKS_KEPT, reason=reason)


def _counted(kind: str, count: int) -> Item:
    name = KINDS[kind].name
    return Item(Text(f"{name.da}: {count}", f"{name.en}: {count}"))


async def _waiting_readers(desk: Desk, topic: Topic, due: datetime) -> list[Reader]:
    """The coordinators who want it and have not had the one that was due then."""
    if not await desk.reminders.alone():
        return []
    readers = await readers_of(desk, await desk.accounts.with_role(Role.COORDINATOR))
    marked = await desk.reminders.marked(after=due, before=due + timedelta(seconds=1))
    had = {person for known, _, person, _ in marked if known == topic.value}
    return [one for key, one in readers.items() if key not in had and one.way(topic) is not Way.OFF]


async def _spread(
    desk: Desk, topic: Topic, readers: Sequence[Reader], digest: Digest, *, due: datetime, kept: timedelta,
    reason: Reason | None,
) -> list[Mark]:  # fmt: skip
    settled = []
    for reader in readers:
        account: Account = reader.account
        mark = _mark(desk, topic, account.id, starts_at=due, way=Way.MAIL, reason=reason)
        if await desk.reminders.mark(mark):
            settled.append(mark)
            if reason is None:
                kind: DigestKind = "unfilled_week" if topic is Topic.UNFILLED_WEEK else "open_tasks"
                await post_digest(
                    desk,
                    kind,
                    digest,
                    account,
                    subject_id=account.id,
                    mail_id=mark.id,
                    until=due + kept,
                )
    return settled


def _mark(desk: Desk, topic: Topic, person_id: UUID, *, starts_at: datetime, way: Way, reason: Reason | None) -> Mark:
    return Mark(
        id=new_id(),
        topic=topic.value,
        subject_id=person_id,
        person_id=person_id,
        starts_at=starts_at,
        way=way.value if reason is None else "",
        reason=reason.value if reason is not None else "",
        judged_at=desk.now,
    )
