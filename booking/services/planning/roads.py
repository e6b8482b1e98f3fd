"""Roads for a process that plans: a route server's answers as a table that it can be handed."""

from collections.abc import Iterable

from booking.matching.planning.tasks import KnownRoads
from booking.matching.travel import Place, Travel, travel
from booking.services.desk import Desk
from booking.services.planning.gathering import Gathered
from booking.services.roads import travel_by


def travel_of(desk: Desk, facts: Iterable[Gathered]) -> Travel:
    """The road as it is worked out; with a route server, all that it has told of between these places."""
    if desk.roads is None:
        return travel
    by_road, places = travel_by(desk.roads), _places(facts)
    return KnownRoads({(a, b): by_road(a, b) for a in places for b in places if a != b})


def _places(facts: Iterable[Gathered]) -> list[Place]:
    found: set[Place] = set()
    for one in facts:
        for opening in one.openings:
            found.update(place for place in (opening.wanted.place, *(who.home for who in opening.candidates)) if place)
    return sorted(found)
