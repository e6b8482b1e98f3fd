"""The service catalogue: which version is in force, and what speaks against an order."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from booking.domain.catalogue import Asked, Catalogue, LanguageService, Service, is_offered, open_modes, why_not
from booking.domain.errors import Invalid
from booking.domain.hours import ALWAYS, Hours
from booking.domain.modes import Mode
from booking.domain.periods import COPENHAGEN, Period
from booking.domain.texts import Text

NOW = datetime(2026, 3, 10, 7, 0, tzinfo=UTC)
FIRST = date(2018, 1, 1)
WEEKDAYS = tuple(Hours(day, time(7), time(20)) for day in range(1, 6))
SATURDAY = Hours(6, time(8), time(16))
FRIDAY_NIGHT = Hours(5, time(20), time(2))
IN_PERSON = Service(
    mode=Mode.IN_PERSON,
    valid_from=FIRST,
    opening=(*WEEKDAYS, SATURDAY, FRIDAY_NIGHT),
    lead_minutes=120,
    reasons=("child", "documents"),
)
VIDEO = Service(mode=Mode.SKYPE, valid_from=FIRST, opening=tuple(Hours(day, time(7), time(22)) for day in range(1, 8)))
PHONE = Service(mode=Mode.PHONE, valid_from=FIRST)
TIGRINYA = LanguageService(language="tir", valid_from=FIRST, modes=frozenset({Mode.PHONE}), lead_minutes=2880)
FJORDBY = Catalogue((IN_PERSON, VIDEO, PHONE), (TIGRINYA,))


def asked(starts: str, ends: str, mode: Mode = Mode.IN_PERSON, language: str = "apc", reason: str = "child") -> Asked:
    """Copenhagen wall times."""
    wall = [datetime.fromisoformat(written).replace(tzinfo=COPENHAGEN) for written in (starts, ends)]
    return Asked(language, mode, Period(*wall), reason if mode is Mode.IN_PERSON else None)


def objections(asked: Asked, *, now: datetime = NOW, catalogue: Catalogue = FJORDBY) -> list[str]:
    found = [one.field for one in why_not(asked, catalogue, now=now)]
    assert is_offered(asked, catalogue, now=now) == (not found)
    return found


@pytest.mark.parametrize(
    ("starts", "ends", "fields"),
    [
        ("2026-03-12T07:00", "2026-03-12T20:00", []),
        ("2026-03-12T06:59", "2026-03-12T08:00", ["starts_at"]),
        ("2026-03-12T19:30", "2026-03-12T20:30", ["ends_at"]),
        ("2026-03-12T20:00", "2026-03-12T21:00", ["starts_at"]),
        ("2026-03-14T15:00", "2026-03-14T16:00", []),
        ("2026-03-15T10:00", "2026-03-15T11:00", ["starts_at"]),
        ("2026-03-13T19:00", "2026-03-14T02:00", []),
        ("2026-03-13T23:30", "2026-03-14T02:30", ["ends_at"]),
        ("2026-03-14T01:00", "2026-03-14T02:00", []),
    ],
)
def test_all_of_it_lies_inside_the_opening_hours_over_midnight_too(starts: str, ends: str, fields: list[str]) -> None:
    assert objections(asked(starts, ends)) == fields


@pytest.mark.parametrize(
    ("starts", "ends", "fields"),
    [
        # 29 March: 02.00 to 03.00 is skipped, the service opens at 03.00 summer time.
        ("2026-03-29T03:00+02:00", "2026-03-29T04:00+02:00", []),
        ("2026-03-29T01:30+01:00", "2026-03-29T03:30+02:00", ["starts_at"]),
        # 25 October: 02.00 to 03.00 comes twice, the service opens with the first.
        ("2026-10-25T02:00+02:00", "2026-10-25T02:30+01:00", []),
        ("2026-10-25T01:59+02:00", "2026-10-25T02:30+02:00", ["starts_at"]),
        ("2026-10-25T04:00+01:00", "2026-10-25T05:00+01:00", []),
        ("2026-10-25T04:30+01:00", "2026-10-25T05:30+01:00", ["ends_at"]),
    ],
)
def test_the_nights_of_the_clocks_open_by_the_wall_clock(starts: str, ends: str, fields: list[str]) -> None:
    early = Catalogue((Service(mode=Mode.PHONE, valid_from=FIRST, opening=(Hours(7, time(2), time(5)),)),))
    period = Period(datetime.fromisoformat(starts), datetime.fromisoformat(ends))

    assert objections(Asked("apc", Mode.PHONE, period), catalogue=early) == fields


@pytest.mark.parametrize(
    ("ahead", "fields"),
    [(timedelta(hours=2), []), (timedelta(hours=2, seconds=-1), ["starts_at"]), (timedelta(days=9), [])],
)
def test_the_notice_is_elapsed_time_and_its_last_instant_is_in_time(ahead: timedelta, fields: list[str]) -> None:
    starts = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
    period = Period(starts, starts + timedelta(hours=1))

    assert objections(Asked("apc", Mode.IN_PERSON, period, "child"), now=starts - ahead) == fields


def test_a_language_has_its_own_notice_and_modes() -> None:
    soon, in_time = (asked(f"2026-03-{day}T08:00", f"2026-03-{day}T09:00", Mode.PHONE, "tir") for day in (11, 12))

    assert (objections(soon), objections(in_time)) == (["starts_at"], [])
    assert objections(asked("2026-03-19T10:00", "2026-03-19T11:00", Mode.SKYPE, "tir")) == ["mode"]


@pytest.mark.parametrize(("reason", "fields"), [("child", []), ("trauma", ["in_person_reason"]), ("", [])])
def test_in_person_takes_one_of_the_reasons_that_the_catalogue_accepts(reason: str, fields: list[str]) -> None:
    wanted = asked("2026-03-12T10:00", "2026-03-12T11:00", reason=reason)
    wanted = wanted if reason else Asked(wanted.language, wanted.mode, wanted.period, None)

    assert objections(wanted) == fields


def test_a_mode_without_a_version_is_open_always_and_without_notice() -> None:
    assert objections(asked("2026-03-15T03:00", "2026-03-15T04:00"), catalogue=Catalogue()) == []


def test_the_newest_version_that_has_begun_is_in_force() -> None:
    later = Service(mode=Mode.PHONE, valid_from=date(2026, 4, 1), offered=False, opening=())
    newest = Service(mode=Mode.PHONE, valid_from=date(2026, 5, 1), lead_minutes=30)
    dutch = LanguageService(language="nld", valid_from=date(2026, 4, 15))
    catalogue = Catalogue((newest, PHONE, later), (TIGRINYA, dutch))
    before = Service(mode=Mode.PHONE, valid_from=date(1900, 1, 1))

    in_force = [
        catalogue.service(Mode.PHONE, day=date.fromisoformat(day))
        for day in ("2017-12-31", "2018-01-01", "2026-03-31", "2026-04-01", "2026-04-30", "2026-05-01")
    ]

    assert in_force == [before, PHONE, PHONE, later, later, newest]
    assert catalogue.coming(after=date(2026, 3, 31)) == (later, dutch, newest)
    assert objections(asked("2026-03-31T23:00", "2026-04-01T01:00", Mode.PHONE), catalogue=catalogue) == []
    assert objections(asked("2026-04-01T00:00", "2026-04-01T01:00", Mode.PHONE), catalogue=catalogue) == ["mode"]


def test_everything_that_is_wrong_is_said_at_once_with_what_could_be_chosen() -> None:
    wanted = asked("2026-03-10T06:30", "2026-03-10T07:30", reason="trauma")

    assert [one.text for one in why_not(wanted, FJORDBY, now=NOW - timedelta(hours=2))] == [
        Text(
            "Fremmøde gives ved: Et barn deltager eller Dokumenter gennemgås og underskrives. "
            "Vælg telefon, som er åben da, eller ring til tolkekontoret.",
            "In person is given for: A child takes part or Documents are read and signed. "
            "Choose phone, open at that time, or call the interpreter office.",
        ),
        Text(
            "Fremmødetolkning har tirsdag 10/3 åbent kl. 07.00–20.00. "
            "Vælg telefon, som er åben da, eller et andet tidspunkt, eller ring til tolkekontoret.",
            "In person is open 07:00–20:00 on Tuesday 10 March. "
            "Choose phone, open at that time, or another time, or call the interpreter office.",
        ),
        Text(
            "Fremmødetolkning skulle være bestilt senest tirsdag 10/3 kl. 04.30 (2 timer før tirsdag 10/3 kl. 06.30). "
            "Nu kan du tidligst få tirsdag 10/3 kl. 08.00. "
            "Vælg telefon, som er åben da, eller et andet tidspunkt, eller ring til tolkekontoret.",
            "In person had to be ordered by Tuesday 10 March 04:30 (2 hours before Tuesday 10 March 06:30). "
            "The earliest now is Tuesday 10 March 08:00. "
            "Choose phone, open at that time, or another time, or call the interpreter office.",
        ),
    ]


def test_where_nothing_else_is_open_the_office_is() -> None:
    nothing = Catalogue(tuple(Service(mode=mode, valid_from=FIRST, offered=False) for mode in Mode))
    sunday = Catalogue((Service(mode=Mode.PHONE, valid_from=FIRST, opening=(SATURDAY,)), *nothing.services))

    [refused] = why_not(asked("2026-03-12T10:00", "2026-03-12T11:00"), nothing, now=NOW)
    [closed] = why_not(asked("2026-03-15T10:00", "2026-03-15T11:00", Mode.PHONE), sunday, now=NOW)

    assert refused.text.da == "Fremmødetolkning tilbydes ikke torsdag 12/3. Ring til tolkekontoret."
    assert closed.text.en == (
        "Telephone is closed on Sunday 15 March. Choose another time, or call the interpreter office."
    )


def test_the_earliest_time_is_a_whole_minute() -> None:
    wanted = asked("2026-03-10T09:00", "2026-03-10T10:00")

    [late] = why_not(wanted, FJORDBY, now=NOW + timedelta(seconds=1))

    assert "tidligst få tirsdag 10/3 kl. 10.01" in late.text.da


def test_the_modes_that_are_open_come_video_first() -> None:
    open_, by_night = (asked(f"2026-03-12T{hour}:00", f"2026-03-12T{hour}:45") for hour in ("10", "23"))

    assert open_modes(open_, FJORDBY, now=NOW) == (Mode.SKYPE, Mode.PHONE)
    assert open_modes(by_night, FJORDBY, now=NOW) == (Mode.PHONE,)


@pytest.mark.parametrize(
    ("different", "field"),
    [
        ({"lead_minutes": -1}, "lead_minutes"),
        ({"lead_minutes": 90 * 24 * 60 + 1}, "lead_minutes"),
        ({"opening": ()}, "opening"),
        ({"reasons": ("mood",)}, "reasons"),
    ],
)
def test_a_service_that_cannot_be_right_is_refused_at_its_field(different: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        Service(**({"mode": Mode.IN_PERSON, "valid_from": FIRST, "opening": ALWAYS} | different))  # type: ignore[arg-type]

    assert refusal.value.field == field


def test_a_language_is_offered_in_some_mode() -> None:
    with pytest.raises(Invalid, match="at least one mode"):
        LanguageService(language="tir", valid_from=FIRST, modes=frozenset())
