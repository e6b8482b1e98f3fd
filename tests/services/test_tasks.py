"""Tasks: once per kind and subject, seen by the office, settled by one."""

import pytest

from booking.domain.accounts import SYSTEM
from booking.domain.errors import Conflict, Denied, Invalid
from booking.resources import Resources
from booking.services import tasks
from booking.services.boards import what_waits
from booking.services.ingesting import ingest
from tests.builders import FARID, Cast

RAW = b"From: farid@tolk.example.org\r\nMessage-ID: <1@x>\r\n\r\nHej\r\n"


async def test_a_task_is_there_once_and_settled_once(office: Resources, cast: Cast) -> None:
    async with office.desk(SYSTEM) as desk:
        added = [await desk.tasks.add("message", "mail 1", person_id=FARID, facts={"text": "Hej"}) for _ in range(2)]
    async with office.desk(cast.coordinator) as desk:
        assert await what_waits(desk) == {"unfilled": 0, "alarms": 0, "tasks": 1}
        [line] = await tasks.listed(desk)
        with pytest.raises(Invalid):
            await tasks.settle(desk, task_id=line.task.id, outcome="accept")
        settled = await tasks.settle(desk, task_id=line.task.id, outcome="seen")
        with pytest.raises(Conflict, match="Coordinator has settled it"):
            await tasks.settle(desk, task_id=line.task.id, outcome="seen")
        assert not await desk.tasks.add("message", "mail 1")
        assert [one.task.id for one in await tasks.listed(desk, done=True)] == [line.task.id]
        assert await tasks.listed(desk, kind="bounce") == []

    assert added == [True, False]
    assert (line.person, line.task.facts, settled.done_by_name) == ("Farid Nazari", {"text": "Hej"}, "Coordinator")
    async with office.desk(cast.requester) as desk:
        with pytest.raises(Denied):
            await tasks.listed(desk)


async def test_a_kind_that_nobody_has_named_is_refused(office: Resources) -> None:
    async with office.desk(SYSTEM) as desk:
        with pytest.raises(KeyError):
            await desk.tasks.add("unheard of", "1")


async def test_the_same_mail_is_kept_once_whoever_brings_it(office: Resources) -> None:
    envelope = {"envelope_from": "farid@tolk.example.org", "envelope_to": "svar+\x00\r\n\ud800a@tolk.example.org"}
    async with office.desk(SYSTEM) as desk:
        first = await ingest(desk, RAW, feeder="lmtp", **envelope)
    async with office.desk(SYSTEM) as desk:
        again = await ingest(desk, RAW, feeder="imap", **envelope)
        kept = await desk.inbound.get(first.id)

    assert (first.new, again.new, again.id) == (True, False, first.id)
    assert (kept.raw, kept.feeder, kept.envelope_to) == (RAW, "lmtp", "svar+ a@tolk.example.org")
