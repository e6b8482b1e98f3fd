"""What must be true of an office after every command, whatever came before."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes
from typing import Any
from uuid import UUID

import icalendar
from sqlalchemy import select

from booking.domain.bookings import Act, Booking, Status
from booking.domain.exits import CLOSED
from booking.domain.history import Entry, differences, replayed
from booking.domain.offers import OfferState
from booking.persistence.bookings import to_booking
from booking.persistence.facts import Difference, check
from booking.persistence.tables.bookings import assignments, bookings, offers
from booking.persistence.tables.costs import paid_times, price_lines, refund_decisions, settlements
from booking.persistence.tables.outbox import outbox, streams
from booking.services.desk import Desk
from booking.services.economy import check_stakes

Row = Any
HELD = frozenset({Status.CONFIRMED, Status.DELIVERED, Status.ATTESTED, Status.NO_SHOW, Status.ABORTED})

# Where each act may lead from the statuses that ALLOWED gives it.
LEADS: dict[Act, frozenset[Status]] = {
    Act.MATCH: frozenset({Status.REQUESTED, Status.OFFERED, Status.CONFIRMED, Status.UNFILLED}),
    Act.ASSIGN: frozenset({Status.CONFIRMED}),
    Act.CHANGE: frozenset({Status.REQUESTED, Status.OFFERED}),
    Act.CANCEL: frozenset({Status.CANCELLED}),
    Act.DELIVER: frozenset({Status.DELIVERED}),
    Act.NO_SHOW: frozenset({Status.NO_SHOW}),
    Act.ATTEST: frozenset({Status.ATTESTED}),
    Act.ABORT: frozenset({Status.ABORTED}),
    Act.CLOSE: frozenset({Status.UNFILLED}),
}


@dataclass
class Told:
    """One calendar message as its recipient's program reads it."""

    uid: str
    method: str
    seq: int
    stamp: datetime
    number: str
    times: tuple[datetime, datetime]


@dataclass
class State:
    """Everything there is, read in one go."""

    bookings: dict[UUID, Booking]
    log: dict[UUID, list[Entry]]
    active: dict[UUID, list[Row]]
    offers: dict[UUID, list[Row]]
    bills: dict[UUID, list[Row]]
    lines: dict[UUID, list[Row]]
    refunds: dict[UUID, list[Row]]
    streams: dict[UUID, Row]
    posts: list[Row]
    paid: list[Row]
    promised: frozenset[UUID]
    broken: list[str]
    miscounted: Difference
    misstaked: tuple[list[UUID], int]
    kept: dict[UUID, Told] = field(default_factory=dict)


async def read_state(desk: Desk, known: dict[UUID, Told]) -> State:
    """`known` are the mails read before: they never change."""

    async def rows(table: Any) -> list[Row]:
        return list((await desk.connection.execute(select(table))).mappings())

    found = {row["id"]: to_booking(row) for row in await rows(bookings)}
    every = await rows(outbox)
    posts = [row for row in every if row["kind"] == "mail" and row["stream_id"] is not None]
    for row in posts:
        if row["id"] not in known:
            known[row["id"]] = told(row)
    return State(
        bookings=found,
        log=_by((await desk.histories.of(*found)), lambda entry: entry.subject_id),
        active=_by([row for row in await rows(assignments) if row["status"] == "active"], _of_booking),
        offers=_by(await rows(offers), _of_booking),
        bills=_by([row for row in await rows(settlements) if row["superseded_at"] is None], _of_booking),
        lines=_by(await rows(price_lines), lambda row: row["settlement_id"]),
        refunds=_by([row for row in await rows(refund_decisions) if row["superseded_at"] is None], _of_booking),
        streams={row["id"]: row for row in await rows(streams)},
        posts=posts,
        paid=[row for row in await rows(paid_times) if row["ended_at"] is None],
        promised=frozenset(row["subject_id"] for row in every if (row["kind"], row["state"]) == ("match", "pending")),
        miscounted=await check(desk.connection),
        misstaked=await check_stakes(desk),
        broken=[row["last_error"] for row in every if row["last_error"]],
        kept=known,
    )


def _of_booking(row: Row) -> UUID:
    return row["booking_id"]  # type: ignore[no-any-return]


def _by(rows: Iterable[Any], key: Callable[[Any], UUID]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found


def told(row: Row) -> Told:
    part = next(part for part in message_from_bytes(row["body"]).walk() if part.get_content_type() == "text/calendar")
    calendar = icalendar.Calendar.from_ical(part.get_payload(decode=True))  # type: ignore[arg-type]
    (event,) = calendar.events
    number = str(event["SUMMARY"]).split()[-1]
    times = event.DTSTART, event.DTEND
    return Told(str(event["UID"]), str(calendar["METHOD"]), int(str(event["SEQUENCE"])), event.DTSTAMP, number, times)


def nobody_is_at_two_places(state: State) -> None:
    assert not _meeting(row for rows in state.active.values() for row in rows)


def no_minute_is_paid_twice(state: State) -> None:
    assert not _meeting(state.paid)


def _meeting(rows: Iterable[Row]) -> list[tuple[Row, Row]]:
    """Two stretches of one interpreter's time that overlap."""
    known = sorted(rows, key=lambda row: row["starts_at"])
    return [
        (one, other)
        for at, one in enumerate(known)
        for other in known[at + 1 :]
        if one["interpreter_id"] == other["interpreter_id"] and other["starts_at"] < one["ends_at"]
    ]


def a_booking_is_held_by_one_and_at_its_own_time(state: State) -> None:
    for booking in state.bookings.values():
        held = [(row["starts_at"], row["ends_at"], row["mode"]) for row in state.active[booking.id]]
        expected = [(booking.starts_at, booking.ends_at, booking.mode)] if booking.status in HELD else []
        assert held == expected, f"{booking.number} is {booking.status} and held {held}"


def somebody_is_asked_while_it_is_offered_and_never_twice(state: State) -> None:
    for booking in state.bookings.values():
        asked = [row["interpreter_id"] for row in state.offers[booking.id] if row["state"] == OfferState.OPEN]
        assert bool(asked) == (booking.status is Status.OFFERED), f"{booking.number}: {len(asked)} open offers"
        assert len(asked) == len(set(asked)), f"{booking.number}: somebody is asked twice"


def every_version_is_in_the_log_and_the_log_replays_to_the_present(state: State) -> None:
    for booking in state.bookings.values():
        log = state.log[booking.id]
        assert booking.version == sum(entry.subject_kind == "booking" for entry in log), booking.number
        filled = {name: pair[1] for name, pair in differences(None, booking).items()}
        told_so_far = {name: value for name, value in replayed(log).items() if value}
        assert told_so_far == {name: value for name, value in filled.items() if name != "number"}


def statuses_move_as_allowed(state: State, allowed: dict[Act, frozenset[Status]]) -> None:
    steps = {(before, after) for act, starts in allowed.items() for before in starts for after in LEADS.get(act, ())}
    for log in state.log.values():
        for entry in log:
            before, after = entry.changes.get("status", (None, None))
            if entry.subject_kind == "booking" and before is not None:
                assert (before, after) in steps, f"from {before} to {after} by {entry.action}"


def bills_add_up(state: State) -> None:
    for booking in state.bookings.values():
        bills, refunds = state.bills[booking.id], state.refunds[booking.id]
        owed = booking.attested_at is not None or bool(bills)
        assert (len(bills), len(refunds)) == (owed, owed), booking.number
        for bill in bills:
            assert bill["net_ore"] == sum(line["amount_ore"] for line in state.lines[bill["id"]])


def streams_rise_by_one_and_their_stamps_strictly(state: State) -> None:
    for stream_id, stream in state.streams.items():
        sent = sorted((row["seq"], state.kept[row["id"]]) for row in state.posts if row["stream_id"] == stream_id)
        assert [one.seq for _, one in sent] == list(range(stream["seq"] + 1))
        stamps = [one.stamp for _, one in sent]
        assert stamps == sorted(set(stamps)), "DTSTAMP does not rise"
        assert [one.method for _, one in sent][:-1] == ["REQUEST"] * stream["seq"]
        assert (sent[-1][1].method == "CANCEL") == (stream["state"] == "ended")


def calendars_show_the_present(state: State) -> None:
    """All mails of a recipient applied in order are exactly the jobs they have, each once and at its time."""
    shown: dict[tuple[str, UUID], dict[str, Told]] = defaultdict(dict)
    for row in sorted(state.posts, key=lambda row: (row["stream_id"], row["seq"])):
        stream, one = state.streams[row["stream_id"]], state.kept[row["id"]]
        events = shown[stream["recipient_role"], stream["person_id"]]
        if one.method == "CANCEL":
            events.pop(one.uid)
        else:
            events[one.uid] = one
    seen = sorted(
        (role, person, one.number, *one.times) for (role, person), events in shown.items() for one in events.values()
    )
    expected = sorted(_appointments(state))
    assert seen == expected, f"shown {[one for one in seen if one not in expected]}, not {set(expected) - set(seen)}"


def _appointments(state: State) -> list[tuple[Any, ...]]:
    """Whoever holds a job, and whoever ordered one that somebody has had and that was not cancelled since."""
    expected: list[tuple[Any, ...]] = []
    for booking in state.bookings.values():
        times = booking.number, booking.starts_at, booking.ends_at
        expected += [("interpreter", row["interpreter_id"], *times) for row in state.active[booking.id]]
        was_held = any(entry.action == "confirmed" for entry in state.log[booking.id])
        if was_held and booking.status is not Status.CANCELLED and booking.exit_terms != CLOSED:
            expected.append(("requester", booking.requester_id, *times))
    return expected


def nothing_was_left_undone(state: State) -> None:
    """Whoever waits is promised a search, and no promise broke."""
    for booking in state.bookings.values():
        if booking.status is Status.REQUESTED:
            assert booking.id in state.promised, f"{booking.number} waits and nobody looks"
    assert not state.broken, state.broken


def reports_count_what_there_is(state: State) -> None:
    """Facts, sums and stakes are what the tables say now, or marked to be looked at."""
    assert (state.miscounted, state.misstaked) == (Difference(0, 0), ([], 0))


def judge(state: State, allowed: dict[Act, frozenset[Status]]) -> None:
    nobody_is_at_two_places(state)
    no_minute_is_paid_twice(state)
    a_booking_is_held_by_one_and_at_its_own_time(state)
    somebody_is_asked_while_it_is_offered_and_never_twice(state)
    every_version_is_in_the_log_and_the_log_replays_to_the_present(state)
    statuses_move_as_allowed(state, allowed)
    bills_add_up(state)
    streams_rise_by_one_and_their_stamps_strictly(state)
    calendars_show_the_present(state)
    nothing_was_left_undone(state)
    reports_count_what_there_is(state)
