"""Deviations: each difference between what was booked and what was reported has its own words."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from booking.domain.deviations import Expected, Reported, deviations
from booking.domain.modes import Mode
from booking.domain.periods import Period

TEN = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = Period(TEN, TEN + 60 * MINUTE)
BOOKED = Expected(Mode.SKYPE, HOUR)
DRIVEN = Expected(Mode.IN_PERSON, HOUR, travel_minutes=40, km=Decimal("20"))
AS_BOOKED = Reported("delivered", Mode.SKYPE, HOUR)


def shifted(start: int = 0, end: int = 0) -> Period:
    return Period(HOUR.starts_at + start * MINUTE, HOUR.ends_at + end * MINUTE)


@pytest.mark.parametrize(
    ("expected", "different", "said"),
    [
        (BOOKED, {}, []),
        (BOOKED, {"period": shifted(start=10)}, ["Begyndte 10 min. senere end bestilt"]),
        (BOOKED, {"period": shifted(start=-5)}, ["Begyndte 5 min. tidligere end bestilt"]),
        (BOOKED, {"period": shifted(end=20)}, ["Sluttede 20 min. senere end bestilt"]),
        (
            BOOKED,
            {"period": shifted(5, -15)},
            ["Begyndte 5 min. senere end bestilt", "Sluttede 15 min. tidligere end bestilt"],
        ),
        (BOOKED, {"period": shifted(1440, 1440)}, ["Holdt en anden dag end bestilt"]),
        (BOOKED, {"mode": Mode.PHONE}, ["Telefontolkning i stedet for videotolkning"]),
        (BOOKED, {"waited_minutes": 15}, ["Ventetid: 15 min."]),
        (BOOKED, {"break_minutes": 30}, ["Pause: 30 min."]),
        (BOOKED, {"version": 2}, ["Rettet: version 2"]),
        (BOOKED, {"km": Decimal("5")}, []),
        (BOOKED, {"km": Decimal("5.1")}, ["Kørsel: 5,1 km, forventet 0"]),
        (DRIVEN, {"mode": Mode.IN_PERSON, "km": Decimal("29"), "travel_minutes": 65}, []),
        (DRIVEN, {"mode": Mode.IN_PERSON, "km": Decimal("29.5")}, ["Kørsel: 29,5 km, forventet 20"]),
        (DRIVEN, {"mode": Mode.IN_PERSON, "travel_minutes": 66}, ["Rejsetid: 66 min., forventet 40"]),
        (BOOKED, {"outcome": "citizen_no_show", "waited_minutes": 20}, ["Borgeren udeblev"]),
        (BOOKED, {"outcome": "interpreter_no_show"}, ["Tolken udeblev"]),
        (BOOKED, {"outcome": "unheard_of"}, ["unheard_of"]),
        (
            BOOKED,
            {"outcome": "aborted", "mode": Mode.PHONE, "version": 3},
            ["Samtalen blev afbrudt", "Telefontolkning i stedet for videotolkning", "Rettet: version 3"],
        ),
    ],
)
def test_what_is_not_as_booked_is_named(expected: Expected, different: dict[str, Any], said: list[str]) -> None:
    found = deviations(expected, replace(AS_BOOKED, **different))

    assert [one.text.da for one in found] == said
    assert all(one.text.en and one.kind for one in found)
