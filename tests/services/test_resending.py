"""What calendars were not told, or told wrongly, is found and sent again as a new version."""

from typing import Any
from uuid import UUID

import pytest

from booking.domain.accounts import SYSTEM
from booking.domain.bookings import Booking
from booking.domain.errors import Conflict
from booking.domain.tasks import KINDS, Task
from booking.gateways.kept_mails import kept_mails
from booking.local.sink import Fault, Sink
from booking.resources import Resources
from booking.services import bookings, tasks
from booking.services.resending import list_given_up, mend, raise_and_resend
from tests.builders import Cast, order
from tests.conftest import Keep
from tests.e2e.counting import fetch
from tests.faults.test_mail_faults import move
from tests.services.test_subscribing import HOME, REQUESTER, WORK, booked, told
from workers.jobs import FIRST


async def look_for_drift(office: Resources, keep: Keep) -> list[Task]:
    """What the nightly comparison has found by now."""
    async with office.desk(SYSTEM) as desk:
        await desk.outbox.promise("drift", FIRST, now=desk.now)
    await keep()
    async with office.desk(SYSTEM) as desk:
        return await desk.tasks.listed(kind="drift")


async def answer(office: Resources, cast: Cast, keep: Keep, task: Task, outcome: str = "again") -> None:
    async with office.desk(cast.coordinator) as desk:
        await tasks.settle(desk, task_id=task.id, outcome=outcome)
    await keep()


async def run(office: Resources, statement: str, *values: object) -> None:
    await fetch(office.settings, statement, *values)


async def test_what_agrees_gives_no_task_whatever_happened_before(office: Resources, cast: Cast, keep: Keep) -> None:
    first = await booked(office, cast, keep)
    await move(office, cast, first.number, minutes=30)
    await keep()
    gone = await booked(office, cast, keep, starts_at=order().starts_at.replace(hour=14), citizen_ref="")
    async with office.desk(cast.requester) as desk:
        await bookings.cancel(desk, number=gone.number)
    await keep()

    assert await look_for_drift(office, keep) == []


MOVED = "UPDATE bookings SET starts_at = starts_at + interval '1 hour', ends_at = ends_at + interval '1 hour'"
DRIFTS: dict[str, tuple[str, str, list[str]]] = {
    "time": (MOVED, "time", [WORK, REQUESTER]),
    "place": ("UPDATE bookings SET phone = '99 31 00 99'", "place", [WORK, REQUESTER]),
    "mode": ("UPDATE bookings SET mode = 'skype', link = 'https://v.example.org/1'", "mode,place", [WORK, REQUESTER]),
    "status": ("UPDATE bookings SET status = 'cancelled'", "status", [WORK, REQUESTER]),
    "recipient": (f"UPDATE interpreters SET email = '{HOME}' WHERE email = '{WORK}'", "recipient", [WORK]),
}


@pytest.mark.parametrize("name", DRIFTS)
async def test_a_difference_is_one_task_with_the_field_named_and_its_button_sends_a_new_version(
    office: Resources, cast: Cast, keep: Keep, sink: Sink, name: str
) -> None:
    await booked(office, cast, keep)
    statement, fields, people = DRIFTS[name]
    await run(office, statement)

    found = await look_for_drift(office, keep)
    again = await look_for_drift(office, keep)

    assert sorted(str(task.facts["address"]) for task in found) == sorted(people)
    assert {str(task.facts["differs"]).removesuffix(",deadline") for task in found} == {
        fields.removesuffix(",deadline")
    }
    assert [task.id for task in again] == [task.id for task in found]
    assert all("skal være" in KINDS["drift"].said(task.facts).da for task in found)

    for task in found:
        await answer(office, cast, keep, task)

    methods = [(method, seq) for method, seq, _ in told(sink, WORK)]
    expected: dict[str, list[Any]] = {
        "status": [("REQUEST", 0), ("CANCEL", 1)],
        "recipient": [("REQUEST", 0), ("CANCEL", 1)],
    }
    assert methods == expected.get(name, [("REQUEST", 0), ("REQUEST", 1)])
    assert await look_for_drift(office, keep) == []


async def test_whoever_has_the_job_and_no_appointment_gets_one(
    office: Resources, cast: Cast, keep: Keep, sink: Sink
) -> None:
    await booked(office, cast, keep)
    await run(office, "DELETE FROM outbox WHERE kind = 'mail'")
    await run(office, "DELETE FROM calendar_streams")

    found = await look_for_drift(office, keep)
    for task in found:
        await answer(office, cast, keep, task)

    assert [task.facts["differs"] for task in found] == ["status", "status"]
    assert [len({one.uid for one in kept_mails(sink.directory) if to in one.to}) for to in (WORK, REQUESTER)] == [2, 2]
    assert await look_for_drift(office, keep) == []


async def test_a_version_without_its_message_is_made_anew(
    office: Resources, cast: Cast, keep: Keep, sink: Sink
) -> None:
    ahead = await booked(office, cast, keep)
    async with office.desk(cast.requester) as desk:
        await bookings.cancel(desk, number=ahead.number)
    await run(office, "DELETE FROM outbox WHERE envelope_to = $1 AND method = 'CANCEL'", WORK)
    await keep()

    async with office.desk(SYSTEM) as desk:
        assert await mend(desk) == 1
    await keep()
    async with office.desk(SYSTEM) as desk:
        assert await mend(desk) == 0

    assert [(method, seq) for method, seq, _ in told(sink, WORK)] == [("REQUEST", 0), ("CANCEL", 2)]


async def test_after_a_restored_backup_every_calendar_takes_what_is_sent(
    office: Resources, cast: Cast, keep: Keep, sink: Sink
) -> None:
    await booked(office, cast, keep)

    async with office.desk(SYSTEM) as desk:
        assert await raise_and_resend(desk, by=100) == 2
    await keep()

    assert [(method, seq) for method, seq, _ in told(sink, WORK)] == [("REQUEST", 0), ("REQUEST", 100)]


async def dead(office: Resources, cast: Cast, keep: Keep, sink: Sink) -> tuple[Booking, list[Task]]:
    """A job whose mail to Salma no server takes."""
    with sink.failing(Fault("refuse_recipient", code=550, address=WORK)):
        made = await booked(office, cast, keep)
    async with office.desk(SYSTEM) as desk:
        await list_given_up(desk)
        assert await list_given_up(desk) == 0
        return made, await desk.tasks.listed(kind="dead_mail")


async def test_a_mail_that_no_server_took_is_a_task_with_its_reason_and_sent_again_as_a_new_version(
    office: Resources, cast: Cast, keep: Keep, sink: Sink
) -> None:
    made, [task] = await dead(office, cast, keep, sink)
    said = KINDS["dead_mail"].said(task.facts).da

    await answer(office, cast, keep, task)

    assert (task.booking_id, f"Tolkeopgave {made.number}" in said, WORK in said, "550" in said) == (
        made.id,
        True,
        True,
        True,
    )
    assert [(method, seq) for method, seq, _ in told(sink, WORK)] == [("REQUEST", 1)]
    async with office.desk(cast.coordinator) as desk:
        with pytest.raises(Conflict):
            await tasks.settle(desk, task_id=task.id, outcome="again")


async def test_what_was_overtaken_by_a_newer_message_is_nobodys_task(
    office: Resources, cast: Cast, keep: Keep, sink: Sink
) -> None:
    with sink.failing(Fault("refuse_recipient", code=550, address=WORK)):
        made = await booked(office, cast, keep)
    await move(office, cast, made.number, minutes=30)
    await keep()

    async with office.desk(SYSTEM) as desk:
        assert await list_given_up(desk) == 0


async def test_a_letter_is_sent_again_under_a_new_id_and_work_is_tried_again(
    office: Resources, cast: Cast, keep: Keep, sink: Sink
) -> None:
    with sink.failing(Fault("refuse_recipient", code=550, address="farid@tolk.example.org", times=9)):
        await booked(office, cast, keep, language="pes", citizen_ref="")
    async with office.desk(SYSTEM) as desk:
        await desk.outbox.promise("match", UUID(int=7), now=desk.now)
    await run(
        office, "UPDATE outbox SET state = 'dead', done_at = clock_timestamp() WHERE subject_id = $1", UUID(int=7)
    )
    async with office.desk(SYSTEM) as desk:
        await list_given_up(desk)
        letter, job = [(await desk.tasks.listed(kind=kind))[0] for kind in ("dead_mail", "dead_work")]

    await answer(office, cast, keep, letter)
    async with office.desk(cast.coordinator) as desk:
        await tasks.settle(desk, task_id=job.id, outcome="again")

    [offer] = [one for one in kept_mails(sink.directory) if "farid" in one.to]
    rows = await fetch(
        office.settings, "SELECT message_id, state FROM outbox WHERE envelope_to LIKE 'farid%' ORDER BY id"
    )
    assert (offer.subject.partition(" B-")[0], [row["state"] for row in rows]) == ("Nyt tilbud", ["dead", "sent"])
    assert dict(offer.headers)["Message-ID"] == rows[1]["message_id"] != rows[0]["message_id"]
    pending = await fetch(
        office.settings, "SELECT kind FROM outbox WHERE subject_id = $1 AND state = 'pending'", UUID(int=7)
    )
    assert [row["kind"] for row in pending] == ["match"]
