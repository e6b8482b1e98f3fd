"""Feasibility: each rule about somebody's day both ways, with the reason it gives."""

from dataclasses import replace
from datetime import date

import pytest

from booking.domain.availability import Availability
from booking.domain.modes import Mode
from booking.domain.texts import Text
from booking.matching.cases import Case
from booking.matching.feasibility import Removed, first_obstacle
from booking.matching.problem import Job, Wanted, occasion_of
from booking.matching.travel import ASSUMED, Place, Trip
from tests.matching.instances import AGENCY, AMIRA, PHONE, WANTED, at, busy, reasons


def test_an_absence_and_hours_not_offered_are_two_reasons() -> None:
    ill = replace(AMIRA.availability, absences=(at("08:00", minutes=1440),))

    assert reasons(WANTED, replace(AMIRA, availability=ill)) == [
        ("absence", "Fraværende fra tirsdag 24/3 kl. 08.00 til onsdag 25/3 kl. 08.00")
    ]
    assert reasons(WANTED, replace(AMIRA, availability=Availability())) == [
        ("available", "Har ikke givet tid tirsdag 24/3 kl. 10.00–11.00")
    ]


@pytest.mark.parametrize(
    ("job", "reason"),
    [
        (busy("10:30"), "Optaget 10.30–11.30"),
        (busy("09:30", minutes=180), "Optaget 09.30–12.30"),
        (replace(busy("10:15", minutes=15), number="B-2026-7"), "Optaget 10.15–10.30 af B-2026-7"),
        (replace(busy("10:30"), open_offer=True, number="B-2026-7"), "Har et åbent tilbud 10.30–11.30"),
        (replace(busy("10:30"), held=True), "Reserveret 10.30–11.30 af en, der er ved at bestille"),
    ],
)
def test_a_job_or_an_open_offer_at_the_same_time_is_an_obstacle(job: Job, reason: str) -> None:
    assert reasons(PHONE, replace(AMIRA, busy=(busy("14:00"), job))) == [("overlap", reason)]


def test_the_booking_itself_does_not_stand_in_its_own_way() -> None:
    own = replace(busy("10:30", mode=Mode.IN_PERSON, minutes=480), booking_id=WANTED.booking_id)

    assert reasons(WANTED, replace(AMIRA, busy=(own,))) == []


@pytest.mark.parametrize(
    ("job", "obstacle"),
    [
        (busy("08:55"), []),
        (busy("08:56"), [("buffer", "Kun 4 min. efter opgaven 08.56–09.56, der skal bruges 5")]),
        (busy("11:05"), []),
        (busy("11:00"), [("buffer", "Kun 0 min. før opgaven 11.00–12.00, der skal bruges 5")]),
        (
            replace(busy("08:56"), mode=Mode.SKYPE),
            [("buffer", "Kun 4 min. efter opgaven 08.56–09.56, der skal bruges 5")],
        ),
    ],
)
def test_two_remote_jobs_are_five_minutes_apart(job: Job, obstacle: list[tuple[str, str]]) -> None:
    assert reasons(PHONE, replace(AMIRA, busy=(job,))) == obstacle


@pytest.mark.parametrize(
    ("wanted", "job", "obstacle"),
    [
        # In person to in person at the same address: no trip, ten minutes.
        (WANTED, busy("08:50", mode=Mode.IN_PERSON), []),
        (
            WANTED,
            busy("08:51", mode=Mode.IN_PERSON),
            [("travel", "Kun 9 min. efter opgaven 08.51–09.51, der skal bruges 10")],
        ),
        # 0.1° away: 25 minutes by road and ten more, before and after.
        (WANTED, busy("08:25", mode=Mode.IN_PERSON, place=(57.2, 10.0)), []),
        (
            WANTED,
            busy("08:26", mode=Mode.IN_PERSON, place=(57.2, 10.0)),
            [("travel", "Kun 34 min. efter opgaven 08.26–09.26, der skal bruges 35")],
        ),
        (WANTED, busy("11:35", mode=Mode.IN_PERSON, place=(57.2, 10.0)), []),
        (
            WANTED,
            busy("11:34", mode=Mode.IN_PERSON, place=(57.2, 10.0)),
            [("travel", "Kun 34 min. før opgaven 11.34–12.34, der skal bruges 35")],
        ),
        # A phone job is done at home, from where it is 25 minutes as well.
        (WANTED, busy("08:25"), []),
        (WANTED, busy("08:26"), [("travel", "Kun 34 min. efter opgaven 08.26–09.26, der skal bruges 35")]),
        (PHONE, busy("11:35", mode=Mode.IN_PERSON), []),
        (
            PHONE,
            busy("11:34", mode=Mode.IN_PERSON),
            [("travel", "Kun 34 min. før opgaven 11.34–12.34, der skal bruges 35")],
        ),
        # The evening before is not looked at as today, but the road from it is.
        (WANTED, busy("08:26", mode=Mode.IN_PERSON, day=23, place=(57.2, 10.0)), []),
    ],
)
def test_the_road_between_two_jobs_and_ten_minutes_must_fit_in(
    wanted: Wanted, job: Job, obstacle: list[tuple[str, str]]
) -> None:
    assert reasons(wanted, replace(AMIRA, busy=(job,))) == obstacle


@pytest.mark.parametrize(
    ("max_trip", "jobs", "obstacle"),
    [
        (25, (), []),
        (24, (), [("max_trip", "25 min. kørsel, højst 24 ønskes")]),
        # Already next door: the trip is the one from there.
        (24, (busy("08:45", mode=Mode.IN_PERSON),), []),
    ],
)
def test_the_trip_there_may_be_as_long_as_the_interpreter_takes(
    max_trip: int, jobs: tuple[Job, ...], obstacle: list[tuple[str, str]]
) -> None:
    candidate = replace(AMIRA, max_trip=max_trip, busy=jobs)

    assert reasons(WANTED, candidate) == obstacle
    assert reasons(PHONE, replace(candidate, busy=())) == []


@pytest.mark.parametrize(
    ("limit", "jobs", "obstacle"),
    [
        (60, (), []),
        (59, (), [("daily_limit", "Højst 59 min. pr. dag: 0 min. er booket, og opgaven varer 1 t.")]),
        (150, (busy("12:00", minutes=90),), []),
        (149, (busy("12:00", minutes=90),), [
            ("daily_limit", "Højst 2 t. 29 min. pr. dag: 1 t. 30 min. er booket, og opgaven varer 1 t.")
        ]),
        (60, (busy("00:00", day=25), busy("23:00", day=23, minutes=120)), []),
        (119, (busy("00:00"),), [("daily_limit", "Højst 1 t. 59 min. pr. dag: 1 t. er booket, og opgaven varer 1 t.")]),
    ],
)  # fmt: skip
def test_the_daily_limit_counts_what_begins_on_the_same_local_day(
    limit: int, jobs: tuple[Job, ...], obstacle: list[tuple[str, str]]
) -> None:
    assert reasons(PHONE, replace(AMIRA, daily_limit=limit, busy=jobs)) == obstacle


@pytest.mark.parametrize(
    ("limit", "clock", "day", "obstacle"),
    [
        (120, "12:00", 23, []),
        (119, "00:00", 23, [("weekly_limit", "Højst 1 t. 59 min. pr. uge: 1 t. er booket, og opgaven varer 1 t.")]),
        (119, "23:59", 29, [("weekly_limit", "Højst 1 t. 59 min. pr. uge: 1 t. er booket, og opgaven varer 1 t.")]),
        (119, "23:59", 22, []),
        (119, "00:00", 30, []),
    ],
)
def test_the_weekly_limit_counts_monday_to_sunday(
    limit: int, clock: str, day: int, obstacle: list[tuple[str, str]]
) -> None:
    candidate = replace(AMIRA, weekly_limit=limit, busy=(busy(clock, day=day),))

    assert reasons(PHONE, candidate) == obstacle


def test_an_agency_has_no_day_home_or_limits_of_its_own() -> None:
    occupied = replace(AGENCY, busy=(busy("10:00"),), daily_limit=0, born=date(2020, 1, 1))

    assert reasons(WANTED, occupied) == []


def test_without_coordinates_half_an_hour_of_road_is_assumed() -> None:
    nowhere = replace(WANTED, lat=None)

    assert reasons(nowhere, replace(AMIRA, max_trip=ASSUMED.minutes)) == []
    assert reasons(nowhere, replace(AMIRA, max_trip=29)) == [("max_trip", "30 min. kørsel, højst 29 ønskes")]


def test_another_source_of_trips_is_used_where_it_is_given() -> None:
    def slow(a: Place | None, b: Place | None) -> Trip:
        return Trip(91, 40.0)

    removed = first_obstacle(Case(occasion_of(WANTED, travel=slow), AMIRA))

    assert removed == Removed(
        AMIRA, "max_trip", Text("91 min. kørsel, højst 90 ønskes", "91 min of travel, 90 at most is wanted")
    )
