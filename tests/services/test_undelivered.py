"""Mail that comes back: what is urgent is texted to a proved number, and a corrected address is in order again."""

from datetime import timedelta

import pytest

from booking.domain.accounts import SYSTEM
from booking.gateways.addresses import verp_address
from booking.resources import Resources
from booking.services import tasks
from booking.services.subscribing import change_address
from tests.builders import FARID, Cast
from tests.conftest import Clock
from tests.replies import report
from tests.services.mailing import Postman
from tests.services.test_reminders import kept

ADDRESS, NUMBER = "farid@tolk.example.org", "+4522334455"


@pytest.fixture
async def post(texting: Resources, cast: Cast) -> Postman:
    async def keep() -> None:
        await kept(texting)

    return await Postman.of(texting, cast, keep)


async def proved(post: Postman, name: str = "farid") -> None:
    account_id = post.cast[name].account_id
    assert account_id is not None
    async with post.office.desk(SYSTEM) as desk:
        await desk.preferences.set_phone(account_id, NUMBER, confirmed_at=desk.now)


async def returned(post: Postman, address: str = ADDRESS) -> None:
    """The newest mail to an address comes back."""
    async with post.office.desk(SYSTEM) as desk:
        rows = [one for one in await desk.outbox.mails_of([post.booking.id]) if one["envelope_to"] == address]
    back = verp_address(rows[-1]["id"], post.office.secret, domain="tolk.example.org")  # type: ignore[arg-type]
    await post.send(report(to=back, recipient=address), to=back)


async def texted(post: Postman) -> list[tuple[str, str]]:
    async with post.office.desk(SYSTEM) as desk:
        return [(one.topic, one.to) for one in await desk.texts.of_bookings([post.booking.id])]


@pytest.mark.parametrize(
    ("has_number", "before", "name", "expected"),
    [
        (True, timedelta(hours=30), "farid", [("job_changed", NUMBER)]),
        (True, timedelta(hours=30), "requester", [("booking_changed", NUMBER)]),
        (True, timedelta(hours=72), "farid", []),
        (False, timedelta(hours=30), "farid", []),
        (True, -timedelta(hours=30), "farid", []),
    ],
)
async def test_what_came_back_is_texted_when_it_is_urgent_and_a_number_is_proved(
    post: Postman, clock: Clock, has_number: bool, before: timedelta, name: str, expected: list[tuple[str, str]]
) -> None:
    if has_number:
        await proved(post, name)
    clock.at = post.booking.starts_at - before

    await returned(post, ADDRESS if name == "farid" else "requester@example.org")

    [task] = await post.tasks()
    assert (await texted(post), task.facts["texted"]) == (expected, bool(expected))


async def test_the_register_corrects_the_address_and_that_settles_the_task(post: Postman) -> None:
    await returned(post)

    async with post.office.desk(post.cast.coordinator) as desk:
        await change_address(desk, interpreter_id=FARID, email="farid@hjemme.example.org")
        waiting, [done] = await tasks.listed(desk), await tasks.listed(desk, done=True)
        marked = await desk.bounces.among([ADDRESS])

    assert (waiting, done.task.kind, done.task.outcome, marked) == ([], "bounce", "corrected", set())


async def test_an_address_in_order_after_all_gets_what_came_back_in_a_new_version(post: Postman) -> None:
    before = await states(post)
    await returned(post)

    async with post.office.desk(post.cast.coordinator) as desk:
        [waits] = await tasks.listed(desk)
        done = await tasks.settle(desk, task_id=waits.task.id, outcome="again")
        marked = await desk.bounces.among([ADDRESS])

    assert (done.outcome, marked) == ("again", set())
    assert await states(post) == [*before[:-1], "bounced", "pending"]


async def states(post: Postman) -> list[object]:
    """Of what was mailed to the address, the oldest first."""
    async with post.office.desk(SYSTEM) as desk:
        mails = await desk.outbox.mails_of([post.booking.id])
    return [one["state"] for one in mails if one["envelope_to"] == ADDRESS]
