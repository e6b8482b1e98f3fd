"""What is proposed to a requester can be ordered: the catalogue is asked before the way out is shown."""

from datetime import date, time, timedelta

import pytest

from booking.domain.accounts import SYSTEM
from booking.domain.catalogue import Service
from booking.domain.hours import Hours
from booking.domain.modes import Mode
from booking.local.sink import Sink
from booking.resources import Resources
from booking.services import offers
from booking.services.on_demand import Way, go_on, progress
from booking.services.remedies import remedies, remedies_for
from tests.builders import Cast, order
from tests.conftest import Keep
from tests.services.asking import open_offers_of
from tests.services.test_booking_life import requested
from tests.services.test_on_demand import called

FIRST = date(2018, 1, 1)
MORNING = tuple(Hours(day, time(10), time(11, 15)) for day in range(1, 8))
UNTIL_A_QUARTER_TO_NINE = (Hours(2, time(8), time(8, 45)),)


async def publish(office: Resources, *services: Service) -> None:
    async with office.desk(SYSTEM) as desk:
        for one in services:
            await desk.catalogues.put_service(one, one, by=None, now=desk.now)
    office.forget_reference()


async def test_no_time_outside_the_opening_hours_is_proposed_but_to_the_office(
    office: Resources, cast: Cast, keep: Keep, sink: Sink
) -> None:
    await publish(office, Service(mode=Mode.PHONE, valid_from=FIRST, opening=MORNING))
    await requested(office, cast, order())
    wanted = order(starts_at=order().starts_at + timedelta(minutes=15))
    number = (await requested(office, cast, wanted)).number
    await keep()

    async with office.desk(cast.requester) as desk:
        mine = [*await remedies(desk, number=number), *await remedies_for(desk, order=wanted)]
    async with office.desk(cast.coordinator) as desk:
        theirs = await remedies(desk, number=number)

    assert all(one.changes["starts_at"].date() != wanted.starts_at.date() for one in mine if one.kind == "time")
    assert [one.kind for one in mine if one.kind != "time"] == ["office", "office"]
    assert any(one.changes["starts_at"].date() == wanted.starts_at.date() for one in theirs if one.kind == "time")
    [told] = [one for one in sink.messages() if "Endnu ingen tolk" in str(sink.read(one)["Subject"])]
    assert "minutter senere" not in str(sink.read(told).get_body(("plain",)))


@pytest.mark.parametrize(
    ("services", "ways"),
    [
        ((Service(mode=Mode.SKYPE, valid_from=FIRST, offered=False),), [Way.SUBSTITUTE, Way.LATER]),
        ((Service(mode=Mode.PHONE, valid_from=FIRST, lead_minutes=120),), [Way.SUBSTITUTE, Way.VIDEO, Way.LATER]),
        (
            (Service(mode=Mode.PHONE, valid_from=FIRST, opening=UNTIL_A_QUARTER_TO_NINE),),
            [Way.SUBSTITUTE, Way.VIDEO],
        ),
    ],
)
async def test_the_next_best_now_is_what_the_catalogue_offers_and_can_be_taken(
    office: Resources, cast: Cast, keep: Keep, services: tuple[Service, ...], ways: list[Way]
) -> None:
    await publish(office, *services)
    booked = await called(office, cast, language="pes")
    for offer in await open_offers_of(office, cast, booked.number):
        async with office.desk(cast.coordinator) as desk:
            await offers.lapse(desk, offer_id=offer.id)
    await keep()

    async with office.desk(cast.requester) as desk:
        found = await progress(desk, number=booked.number)
        made = await go_on(desk, number=booked.number, way=found.ways[-1].way)

    assert [one.way for one in found.ways] == ways
    assert made.number != booked.number
