"""A job that nobody has raises its alarm once, whoever is restarted when."""

from datetime import timedelta

import pytest

from booking.domain.accounts import SYSTEM
from booking.domain.alarms import Alarm, AlarmRule
from booking.domain.errors import Denied, Invalid
from booking.local.sink import Sink
from booking.resources import Resources
from booking.services import alarms, bookings
from booking.services.boards import what_waits
from tests.builders import Cast, order
from tests.conftest import NOW, Clock, Keep

OFFICE = "tolkekontor@fjordby.example"


async def rings(office: Resources) -> list[tuple[str, Alarm]]:
    raised = []
    async with office.desk(SYSTEM) as desk:
        numbers = await alarms.nearing_alone(desk)
    for number in numbers:
        async with office.desk(SYSTEM) as desk:
            if alarm := await alarms.raise_alarm(desk, number=number):
                raised.append((number, alarm))
    return raised


async def lonely(office: Resources, cast: Cast, keep: Keep, **different: object) -> str:
    """A booking that nobody can take."""
    async with office.desk(cast.requester) as desk:
        number = (await bookings.request(desk, order=order(language="som", **different))).number
    await keep()
    return number


async def rule(office: Resources, cast: Cast, hours: int, email: str = OFFICE) -> None:
    async with office.desk(cast.coordinator) as desk:
        await alarms.set_rule(desk, rule=AlarmRule(hours, email))
    office.forget_reference()


def mailed(sink: Sink) -> list[str]:
    """The subjects that reached the office's address."""
    read = [sink.read(one) for one in sink.messages()]
    return [str(one["Subject"]) for one in read if OFFICE in str(one["To"])]


async def test_soon_and_begun_are_each_mailed_once(
    office: Resources, cast: Cast, clock: Clock, sink: Sink, keep: Keep
) -> None:
    await rule(office, cast, 2)
    number = await lonely(office, cast, keep, starts_at=NOW + timedelta(hours=3))

    early = await rings(office)
    clock.at += timedelta(hours=1)
    soon, again = await rings(office), await rings(office)
    clock.at += timedelta(hours=2, minutes=5)
    begun, once_more = await rings(office), await rings(office)
    clock.at += timedelta(hours=3)
    over = await rings(office)
    await keep()

    assert (early, again, once_more, over) == ([], [], [], [])
    assert (soon, begun) == ([(number, Alarm.SOON)], [(number, Alarm.BEGUN)])
    assert [subject.split(":")[0] for subject in mailed(sink)] == ["Starter snart uden tolk", "Begyndt uden tolk"]


async def test_a_booking_that_is_moved_raises_its_alarm_anew(
    office: Resources, cast: Cast, clock: Clock, keep: Keep
) -> None:
    await rule(office, cast, 2)
    number = await lonely(office, cast, keep, starts_at=NOW + timedelta(hours=1))
    first = await rings(office)
    later = {"starts_at": NOW + timedelta(hours=2), "ends_at": NOW + timedelta(hours=3)}
    async with office.desk(cast.coordinator) as desk:
        version = (await bookings.read(desk, number)).booking.version
        await bookings.change(desk, number=number, changes=bookings.Changes(later), version=version)

    assert (first, await rings(office), await rings(office)) == ([(number, Alarm.SOON)], [(number, Alarm.SOON)], [])


async def test_an_office_that_was_down_hears_of_what_has_begun_and_nothing_twice(
    office: Resources, cast: Cast, clock: Clock, sink: Sink, keep: Keep
) -> None:
    await rule(office, cast, 2)
    number = await lonely(office, cast, keep, starts_at=NOW + timedelta(hours=1))
    clock.at += timedelta(hours=1, minutes=30)

    assert await rings(office) == [(number, Alarm.BEGUN)]
    await keep()
    assert len(mailed(sink)) == 1


async def test_without_an_address_the_alarm_is_only_seen(office: Resources, cast: Cast, sink: Sink, keep: Keep) -> None:
    await rule(office, cast, 5, "")
    number = await lonely(office, cast, keep, starts_at=NOW + timedelta(hours=3))

    found = await rings(office)
    async with office.desk(cast.coordinator) as desk:
        counts = await what_waits(desk)
    await keep()

    assert found == [(number, Alarm.SOON)]
    assert (counts["unfilled"], counts["alarms"], mailed(sink)) == (1, 1, [])


async def test_the_rule_is_set_by_the_office_and_each_change_is_logged(office: Resources, cast: Cast) -> None:
    await rule(office, cast, 4)
    await rule(office, cast, 4)
    async with office.desk(cast["leader"]) as desk:
        assert alarms.read_rule(desk) == AlarmRule(4, OFFICE)
        log = [(one.key, one.value, one.set_by_name) for one in await alarms.rule_log(desk)]
        with pytest.raises(Denied):
            await alarms.set_rule(desk, rule=AlarmRule())
    async with office.desk(cast.coordinator) as desk:
        with pytest.raises(Invalid):
            await alarms.set_rule(desk, rule=AlarmRule(999))

    assert log == [("email", OFFICE, "Coordinator"), ("hours", 4, "Coordinator")]
