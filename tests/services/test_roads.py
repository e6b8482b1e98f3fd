"""Ranking by the office's route server, and without it."""

from dataclasses import replace

import pytest

from booking.domain.modes import Mode
from booking.resources import Resources
from booking.services import bookings, matching
from booking.settings import Settings
from tests.builders import Cast, order
from tests.conftest import Clock
from tests.gateways.route_server import RouteServer, serving

MEETING = order(mode=Mode.IN_PERSON, in_person_reason="child", language="prs")


async def reasons(settings: Settings, cast: Cast, clock: Clock, url: str) -> dict[str, str]:
    """By name, what is said of the road to a meeting; everybody lives 57.05, 9.92."""
    async with Resources(replace(settings, route_server=url), clock=clock) as office:
        async with office.desk(cast.requester) as desk:
            booked = await bookings.request(desk, order=MEETING)
        async with office.desk(cast.coordinator) as desk:
            found = await matching.candidates(desk, number=booked.number)
    return {one.candidate.name: one.reasons[-1].da for one in found.ranking.ranked}


async def test_the_road_is_the_route_servers(settings: Settings, cast: Cast, clock: Clock) -> None:
    async with serving(RouteServer()) as server:
        said = await reasons(settings, cast, clock, server.url)

    assert set(said.values()) == {"21 min. kørsel fra hjemmet, 24,6 km"}


@pytest.mark.parametrize(("status", "seconds"), [("503 Service Unavailable", 60.0), ("200 OK", None)])
async def test_without_an_answer_the_road_is_estimated_and_says_so(
    settings: Settings, cast: Cast, clock: Clock, status: str, seconds: float | None
) -> None:
    async with serving(RouteServer(status=status, seconds=seconds)) as server:
        estimated = await reasons(settings, cast, clock, server.url)
    plain = await reasons(settings, cast, clock, "")

    doubt = " (anslået, ruteserveren svarede ikke)"
    assert estimated == {name: reason + doubt for name, reason in plain.items()}
