"""Two people press at the same moment, each on a connection of their own: nobody is told that we have failed."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from booking.domain.accounts import Actor
from booking.domain.errors import OfficeError
from booking.persistence.refusals import overtaken
from booking.resources import Resources
from booking.services import attestations, bookings, citizens, claims, inbound, payroll, refunds, tasks
from booking.services.bookings import Report
from booking.services.desk import Desk
from booking.services.ledger import verify
from tests.builders import Cast
from tests.conftest import Clock, Keep
from tests.services.claiming import NEW_YEAR, at, day, ready, taken_place, waiting
from tests.services.mailing import Postman

Act = Callable[[Desk], Awaitable[Any]]


async def at_once(office: Resources, *acts: tuple[Actor, Act]) -> list[str]:
    """What came of each: done, or the kind of refusal; every transaction has begun before any is let through."""
    gate = asyncio.Barrier(len(acts))

    async def one(actor: Actor, act: Act) -> str:
        try:
            async with office.desk(actor) as desk:
                await desk.accounts.names_of([])
                await gate.wait()
                await act(desk)
        except OfficeError as refusal:
            return type(refusal).__name__
        return "done"

    return list(await asyncio.gather(*(one(actor, act) for actor, act in acts)))


async def test_two_who_attest_the_same_in_opposite_order_both_get_an_answer_and_the_ledger_stays_whole(
    office: Resources, cast: Cast, clock: Clock
) -> None:
    clock.at = NEW_YEAR
    numbers = [await waiting(office, cast, day(1, 12 + n)) for n in range(6)]

    said = await at_once(
        office,
        (cast.requester, lambda desk: attestations.attest_many(desk, numbers)),
        (cast.requester, lambda desk: attestations.attest_many(desk, numbers[::-1])),
    )

    assert said == ["done", "done"]
    verified = await at(office, cast["auditor"], verify)
    assert (verified.sound, verified.head.n > 0) == (True, True)
    assert await at(office, cast.requester, attestations.to_attest) == []


async def test_a_number_entered_for_a_case_from_two_of_its_bookings_is_entered_for_all(
    office: Resources, cast: Cast, clock: Clock
) -> None:
    clock.at = NEW_YEAR
    async with office.desk(cast.coordinator) as desk:
        numbers = [await taken_place(desk, cast, day(1, 12 + n), citizen_ref="26-77") for n in range(6)]

    said = await at_once(
        office,
        *(
            (cast.requester, lambda desk, one=one: citizens.enter(desk, number=one, cpr="310299-4242", whole_case=True))
            for one in (numbers[0], numbers[-1], numbers[2])
        ),
    )

    assert said == ["done"] * 3
    async with office.desk(cast["finance"]) as desk:
        assert {await citizens.read_cpr(desk, number=one) for one in numbers} == {"3102994242"}


async def test_a_mail_discarded_on_its_page_and_by_its_task_is_discarded_once(
    office: Resources, cast: Cast, keep: Keep
) -> None:
    post = await Postman.of(office, cast, keep)
    for n in range(4):
        kept = await post.send(
            b"From: a@example.org\r\nMessage-ID: <%d@x>\r\n\r\nHej\r\n" % n, to="svar+nobody@x.example"
        )
        [task] = [one for one in await post.tasks() if one.kind == "quarantine"]

        said = await at_once(
            office,
            (cast.coordinator, partial(inbound.discard, mail_id=kept.id)),
            (cast.coordinator, partial(tasks.settle, task_id=task.id, outcome="discard")),
        )

        assert sorted(said) == ["Conflict", "done"]


async def test_what_two_decide_of_the_same_money_is_decided_once(office: Resources, cast: Cast, clock: Clock) -> None:
    clock.at = NEW_YEAR
    number, other = await ready(office, cast, day(1)), await ready(office, cast, day(2))
    finance, approver = cast["finance"], cast["approver"]
    rule = {"number": number, "rule_code": "NONE", "reason": "Forkert afgørelse"}
    choices = {one.rule_code for one in [await at(office, finance, lambda d: _refund(d, number))]}
    rules = {one.rule.code for one in await at(office, finance, refunds.rule_versions)} - choices

    asked = await at_once(
        office,
        *((finance, lambda d, c=c: refunds.ask_overrule(d, **rule | {"rule_code": c})) for c in sorted(rules)[:3]),
    )
    ended = await at_once(office, *((approver, lambda d: refunds.approve(d, number=number)) for _ in range(3)))
    assert (sorted(asked), sorted(ended)) == (
        ["Conflict"] * (len(asked) - 1) + ["done"],
        ["Conflict", "Conflict", "done"],
    )
    drafted = await at_once(
        office, *((finance, lambda d: claims.draft(d, kind="quarter", year=2026, quarter=1)) for _ in range(3))
    )
    approved = await at_once(office, *((approver, lambda d: claims.approve(d, number="R-2026-K1")) for _ in range(3)))
    longer = Report(ends_at=day(2) + timedelta(hours=2), reason="Det varede længere")
    submitted = await at_once(
        office,
        (finance, lambda d: claims.submit(d, number="R-2026-K1")),
        (finance, lambda d: claims.submit(d, number="R-2026-K1")),
        (approver, lambda d: claims.send_back(d, number="R-2026-K1", reason="Nej")),
        (cast.coordinator, lambda d: bookings.correct(d, number=other, report=longer)),
    )
    paid = await at_once(
        office,
        *((finance, lambda d: payroll.export(d, since=date(2026, 1, 1), until=date(2026, 3, 31))) for _ in range(3)),
    )
    for said in (drafted, approved, submitted[:3]):
        assert sorted(said) == ["Conflict", "Conflict", "done"]
    assert sorted(paid) == ["Invalid", "Invalid", "done"]
    assert (await at(office, cast["auditor"], verify)).sound


async def _refund(desk: Desk, number: str) -> Any:
    return await desk.costs.refund_of((await bookings.find(desk, number)).id)


async def test_two_that_wait_for_each_other_in_the_database_are_told_to_try_again(
    office: Resources, cast: Cast
) -> None:
    ids = [person.account_id for person in (cast.requester, cast.coordinator)]
    gate, lock = asyncio.Barrier(2), text("SELECT 1 FROM accounts WHERE id = :id FOR UPDATE")

    async def both(*order: object) -> BaseException | None:
        try:
            async with office.desk(cast.requester) as desk:
                await desk.connection.execute(lock, {"id": order[0]})
                await gate.wait()
                await desk.connection.execute(lock, {"id": order[1]})
        except DBAPIError as error:
            return error
        return None

    said = [one for one in await asyncio.gather(both(*ids), both(*ids[::-1])) if one is not None]

    assert [overtaken(one) for one in said] == [True]
    assert not overtaken(ValueError())
