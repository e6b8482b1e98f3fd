"""Mail that comes in while things happen: two feeders, a worker that dies, a move, and somebody else's yes."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from booking.domain.accounts import SYSTEM
from booking.domain.errors import Conflict
from booking.resources import Resources
from booking.services import answers, bookings
from booking.services.bookings import Changes
from booking.services.inbound import judge_inbound
from booking.services.ingesting import ingest
from tests.builders import FARID, OLENA, Cast
from tests.conftest import Clock, Keep
from tests.replies import gmail, letter
from tests.services.lives import HALF, HOUR, TEN, details
from tests.services.mailing import Postman
from tests.waiting import until

WAITING = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")


@pytest.fixture
async def post(office: Resources, cast: Cast, keep: Keep) -> Postman:
    return await Postman.of(office, cast, keep)


async def bring(post: Postman, raw: bytes, feeder: str) -> tuple[UUID, bool]:
    async with post.office.desk(SYSTEM) as desk:
        kept = await ingest(desk, raw, envelope_from="", envelope_to=post.address(), feeder=feeder)
    return kept.id, kept.new


async def outcome_of(post: Postman, mail_id: UUID) -> tuple[str, str]:
    async with post.office.desk(SYSTEM) as desk:
        kept = await desk.inbound.get(mail_id)
    return kept.state, kept.outcome


async def judge_and_die(office: Resources, mail_id: UUID) -> None:
    """The connection is cut when everything is done and nothing committed."""
    async with office.desk(SYSTEM) as desk:
        await judge_inbound(desk, mail_id)
        backend = (await desk.connection.execute(text("SELECT pg_backend_pid()"))).scalar_one()
        async with office.desk(SYSTEM) as other:
            await other.connection.execute(text(f"SELECT pg_terminate_backend({backend})"))


async def blocked(office: Resources, mail_id: UUID) -> asyncio.Task[None]:
    """Somebody judges the mail, and gets as far as a lock that another transaction holds."""

    async def judging() -> None:
        async with office.desk(SYSTEM) as desk:
            await judge_inbound(desk, mail_id)

    async def is_waiting() -> int:
        async with office.desk(SYSTEM) as desk:
            return int((await desk.connection.execute(WAITING)).scalar_one())

    task = asyncio.create_task(judging())
    await until(is_waiting)
    return task


async def test_the_same_mail_by_both_feeders_at_once_has_one_effect(post: Postman) -> None:
    raw = gmail(await post.answer(partstat="DECLINED"))

    brought = await asyncio.gather(*(bring(post, raw, feeder) for feeder in ("lmtp", "imap", "lmtp", "imap")))
    await post.keep()

    async with post.office.desk(SYSTEM) as desk:
        withdrawals = await desk.withdrawals.of_bookings([post.booking.id])
    assert len({mail_id for mail_id, _ in brought}) == 1
    assert sorted(new for _, new in brought) == [False, False, False, True]
    assert len(withdrawals) == 1


async def test_a_worker_that_dies_before_the_commit_has_done_nothing_and_the_next_does_it(post: Postman) -> None:
    mail_id, _ = await bring(post, gmail(await post.answer(partstat="DECLINED")), "lmtp")
    before = await post.streams(), await post.mails()

    with pytest.raises(DBAPIError):
        await judge_and_die(post.office, mail_id)
    left = await outcome_of(post, mail_id), (await post.streams(), await post.mails())
    await post.keep()
    await post.judge(mail_id)

    async with post.office.desk(SYSTEM) as desk:
        withdrawals = await desk.withdrawals.of_bookings([post.booking.id])
    assert left == (("received", ""), before)
    assert await outcome_of(post, mail_id) == ("done", "declined")
    assert len(withdrawals) == 1


async def test_an_answer_that_waits_behind_a_move_is_to_the_old_time(post: Postman) -> None:
    mail_id, _ = await bring(post, gmail(await post.answer()), "lmtp")

    async with post.office.desk(post.cast.requester) as desk:
        changes = Changes({"starts_at": TEN + HALF, "ends_at": TEN + HALF + HOUR})
        await bookings.change(desk, number=post.booking.number, changes=changes, version=post.booking.version)
        judging = await blocked(post.office, mail_id)
    await judging

    stream = (await post.streams())[0]
    assert await outcome_of(post, mail_id) == ("done", "stale")
    assert (stream.answer, stream.partstat, stream.reset_seq) == ("", "NEEDS-ACTION", 1)


async def test_a_yes_by_mail_and_a_yes_on_the_page_for_the_last_place(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    post = await Postman.of(office, cast, keep, language="pes")
    answer = await post.answer(partstat="DECLINED")
    async with office.desk(cast.coordinator) as desk:
        booking = await bookings.find(desk, post.booking.number)
        changes = Changes({"substitutes_ok": True})
        await bookings.change(desk, number=booking.number, changes=changes, version=booking.version)
    await post.send(gmail(answer))
    offer = next(one for one in (await details(office, cast, booking.number)).offers if one.state == "open")
    assert offer.interpreter_id == OLENA
    clock.at += timedelta(minutes=5)
    mail_id, _ = await bring(post, gmail(await post.answer(uid=answer.uid, sequence=0, at=clock.at)), "lmtp")

    async def by_mail() -> str:
        async with office.desk(SYSTEM) as desk:
            await judge_inbound(desk, mail_id)
        return (await outcome_of(post, mail_id))[1]

    async def on_the_page() -> str:
        try:
            async with office.desk(cast["olena"]) as desk:
                await answers.accept(desk, offer_id=offer.id)
        except Conflict:
            return "gone"
        return "hers"

    outcomes = await asyncio.gather(by_mail(), on_the_page())

    async with office.desk(SYSTEM) as desk:
        held = await desk.assignments.active(post.booking.id)
    assert held is not None
    assert (*outcomes, held.interpreter_id) in {
        ("accepted_after_all", "gone", FARID),
        ("filled", "hers", OLENA),
    }


async def test_the_first_answers_of_many_at_once_all_find_their_person(post: Postman) -> None:
    mails = [letter(f"{n}@x.dk", str(n), message_id=f"<{n}@x.dk>") for n in range(6)]
    brought = [await bring(post, raw, "lmtp") for raw in mails]

    await asyncio.gather(*(post.judge(mail_id) for mail_id, _ in brought))

    assert {(await outcome_of(post, mail_id))[1] for mail_id, _ in brought} == {"message"}
