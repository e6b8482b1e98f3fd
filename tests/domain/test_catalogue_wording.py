"""The catalogue in words."""

from datetime import date, time

import pytest

from booking.domain.catalogue import LanguageService, Service
from booking.domain.catalogue.wording import (
    clocks_in_words,
    differences,
    facts_of,
    facts_of_language,
    notice_in_words,
    opening_in_a_line,
    opening_in_words,
)
from booking.domain.hours import ALWAYS, Hours
from booking.domain.modes import Mode
from booking.domain.texts import Text

FIRST = date(2018, 1, 1)
WEEK = tuple(Hours(day, time(7), time(20)) for day in range(1, 6))


@pytest.mark.parametrize(
    ("minutes", "da", "en"),
    [
        (0, "uden varsel", "without notice"),
        (1, "1 minut før", "1 minute before"),
        (45, "45 minutter før", "45 minutes before"),
        (60, "1 time før", "1 hour before"),
        (90, "1 time 30 minutter før", "1 hour 30 minutes before"),
        (1440, "24 timer før", "24 hours before"),
        (2880, "2 døgn før", "2 days before"),
        (2940, "49 timer før", "49 hours before"),
    ],
)
def test_a_notice_is_said_as_people_say_it(minutes: int, da: str, en: str) -> None:
    assert notice_in_words(minutes) == Text(da, en)


@pytest.mark.parametrize(
    ("parts", "da"),
    [
        ((), "lukket"),
        ((Hours(1, time(0), time(0)),), "hele døgnet"),
        ((Hours(1, time(13), time(16)), Hours(1, time(8), time(12))), "kl. 08.00–12.00 og 13.00–16.00"),
        ((Hours(1, time(16), time(0)),), "kl. 16.00–24.00"),
        ((Hours(5, time(20), time(2)),), "kl. 20.00–02.00 næste dag"),
    ],
)
def test_the_hours_of_a_day_are_said(parts: tuple[Hours, ...], da: str) -> None:
    assert clocks_in_words(parts).da == da


def test_neighbouring_days_with_the_same_hours_are_said_together() -> None:
    assert [days.da for days, _ in opening_in_words((*WEEK, Hours(6, time(8), time(16))))] == [
        "mandag–fredag",
        "lørdag",
    ]
    assert opening_in_a_line(ALWAYS) == Text("alle dage hele døgnet", "every day around the clock")
    assert opening_in_a_line((WEEK[0], WEEK[2])).en == "Monday 07:00–20:00, Wednesday 07:00–20:00"


def test_two_versions_differ_by_what_reads_differently() -> None:
    before = Service(mode=Mode.IN_PERSON, valid_from=FIRST, opening=WEEK)
    after = Service(mode=Mode.IN_PERSON, valid_from=date(2027, 1, 1), lead_minutes=60, reasons=("child",))
    phone = Service(mode=Mode.PHONE, valid_from=FIRST, offered=False)

    found = [(old.key, new.value.da) for old, new in differences(facts_of(before), facts_of(after))]

    assert found == [
        ("opening", "Alle dage hele døgnet"),
        ("lead_minutes", "Mindst 1 time før"),
        ("reasons", "Et barn deltager"),
    ]
    assert [fact.key for fact in facts_of(phone)] == ["offered", "opening", "lead_minutes", "join"]
    assert facts_of(phone)[0].value == Text("Nej", "No")


def test_a_language_says_its_modes_and_its_notice() -> None:
    as_mode = LanguageService(language="tir", valid_from=FIRST, modes=frozenset({Mode.PHONE, Mode.SKYPE}))
    own = LanguageService(language="tir", valid_from=FIRST, lead_minutes=0)

    assert [fact.value.da for fact in facts_of_language(as_mode)] == ["Video, Telefon", "Som tolkeformen"]
    assert [fact.value.en for fact in facts_of_language(own)] == ["Video, Phone, In person", "Without notice"]
