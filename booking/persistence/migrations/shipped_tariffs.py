"""What the shipped schemes are called, and the cases whose price is known to the øre, as 0009 writes them."""

from datetime import date, time
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

_CASES = UUID("5b0f8a0e-6d52-4c36-9d0a-3f2f0d1f9c11")
_TUESDAY = date(2024, 3, 19)
_LATER = date(2026, 6, 2)

NAMES: list[dict[str, str]] = [
    {"scheme": scheme, "category": category, "name_da": da, "name_en": en}
    for scheme, category, da, en in (
        ("STATE-NSK", "", "Statens takst", "The State's tariff"),
        ("STATE-NSK", "1", "Kategori 1", "Category 1"),
        ("STATE-NSK", "2", "Kategori 2", "Category 2"),
        ("STATE-NSK", "3", "Kategori 3", "Category 3"),
        ("KM-HIGH", "", "Kørsel, statens høje takst", "Driving, the State's high rate"),
        ("KM-LOW", "", "Kørsel, statens lave takst", "Driving, the State's low rate"),
        ("MUNI-DEMO", "", "Kommunens egen takst", "The municipality's own tariff"),
        ("MUNI-DEMO", "own", "Egne tolke", "Own interpreters"),
        ("MUNI-DEMO", "agency", "Bureau", "Agency"),
        ("AGENCY-A2D", "", "Bureauaftalen A2D", "The agency agreement A2D"),
    )
]


def cases() -> list[dict[str, Any]]:
    state = [
        ("To påbegyndte timer, rejsetid og 42 km", "10:00", 80, 70, "42", 117866),
        ("Fra 16.30, to timer: normal og dobbelt", "16:30", 120, 0, "0", 111216),
        ("Fra 16.00, to timer: normal og dobbelt", "16:00", 120, 0, "0", 111216),
        ("Fra 07.30, to timer: dobbelt og normal", "07:30", 120, 0, "0", 111216),
        ("Fra 17.00, en time: dobbelt", "17:00", 60, 0, "0", 74144),
    ]
    kept = [
        _case(name, "STATE-NSK", "3", "in_person", _TUESDAY, starts, minutes, "total", expected, travel, km)
        for name, starts, minutes, travel, km, expected in state
    ]
    for name, day, expected in (
        ("42 km den 30. april 2022", date(2022, 4, 30), 14742),
        ("42 km den 1. maj 2022", date(2022, 5, 1), 15540),
    ):
        kept.append(_case(name, "STATE-NSK", "3", "in_person", day, "10:00", 60, "transport", expected, 0, "42"))
    billed = {("in_person", 50): 60, ("phone", 50): 60, ("skype", 50): 60}
    billed |= {("in_person", 65): 90, ("phone", 65): 90, ("skype", 65): 75}
    words = {"in_person": "fremmøde", "phone": "telefon", "skype": "video"}
    for (mode, minutes), expected in billed.items():
        name = f"{minutes} minutter ved {words[mode]}"
        kept.append(_case(name, "AGENCY-A2D", "", mode, _LATER, "10:00", minutes, "minutes", expected, 0, "0"))
    return kept


def _case(
    name: str,
    scheme: str,
    category: str,
    mode: str,
    day: date,
    starts: str,
    minutes: int,
    expects: str,
    expected: int,
    travel: int,
    km: str,
) -> dict[str, Any]:
    return {
        "id": uuid5(_CASES, f"{scheme} {name}"),
        "name": name,
        "scheme": scheme,
        "category": category,
        "mode": mode,
        "outcome": "delivered",
        "day": day,
        "starts": time.fromisoformat(starts),
        "booked_minutes": minutes,
        "actual_minutes": minutes,
        "travel_minutes": travel,
        "km": Decimal(km),
        "expects": expects,
        "expected": expected,
        "source": "Statens vejledende takst" if scheme == "STATE-NSK" else "Rammeaftalens vilkår",
    }
