"""The views' own small decisions: the road of a booking, the menu of a role, the lit error page."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from booking.domain.accounts import Role
from booking.domain.bookings import Status
from booking.web.views.chrome import MOST_BESIDE, Chrome, Me
from booking.web.views.steps import steps

NOW = datetime(2026, 11, 12, 8, tzinfo=UTC)
OFFICE = [
    "bestil",
    "nu",
    "tavle",
    "opgaver",
    "bestillinger",
    "tolke",
    "servicekatalog",
    "overblik",
    "rapporter",
    "kvalitet",
    "takster",
    "leverandoerer",
    "indstillinger",
]


def states(status: Status, *reached: Status) -> list[tuple[str, str]]:
    return [(step.name.en, step.state) for step in steps(status, dict.fromkeys(reached, NOW))]


@pytest.mark.parametrize(
    ("status", "reached", "expected"),
    [
        (
            Status.CONFIRMED,
            (Status.REQUESTED, Status.CONFIRMED),
            ["done", "now", "ahead", "ahead", "ahead", "ahead"],
        ),
        (
            Status.OFFERED,
            (Status.REQUESTED, Status.OFFERED),
            ["done", "now", "ahead", "ahead", "ahead", "ahead", "ahead"],
        ),
        (Status.CLAIMED, (), ["done", "done", "done", "done", "done", "now"]),
        (Status.CANCELLED, (Status.REQUESTED, Status.CONFIRMED), ["done", "done", "stopped"]),
    ],
)
def test_the_road_shows_what_is_behind_and_ahead(
    status: Status, reached: tuple[Status, ...], expected: list[str]
) -> None:
    assert [state for _, state in states(status, *reached)] == expected


def test_an_unfilled_booking_still_has_its_road_ahead() -> None:
    assert states(Status.UNFILLED, Status.REQUESTED)[:3] == [
        ("Requested", "done"),
        ("Unfilled", "now"),
        ("Confirmed", "ahead"),
    ]


def frame(*roles: Role, local: bool = False, name: str = "Jette Holm") -> Chrome:
    me = Me(name, "x@example.org", frozenset(roles)) if roles else None
    return Chrome(tongue="da", municipality="Fjordby Kommune", csrf="", path="/", me=me, local=local)


@pytest.mark.parametrize(
    ("chrome", "expected"),
    [
        (frame(), []),
        (frame(Role.REQUESTER), ["bestil", "nu", "bestillinger", "attestation", "kalender", "servicekatalog"]),
        (frame(Role.INTERPRETER), ["tolk", "servicekatalog"]),
        (frame(Role.COORDINATOR), OFFICE),
        (frame(Role.COORDINATOR, local=True), [*OFFICE, "post"]),
        (
            frame(Role.LEADER, local=True),
            ["bestillinger", "tolke", "servicekatalog", "overblik", "rapporter", "kvalitet", "oekonomi"],
        ),
        (
            frame(Role.REQUESTER, Role.INTERPRETER),
            ["bestil", "nu", "bestillinger", "attestation", "tolk", "kalender", "servicekatalog"],
        ),
    ],
)
def test_the_menu_is_that_of_the_roles(chrome: Chrome, expected: list[str]) -> None:
    assert [place.key for place in chrome.places] == expected


@pytest.mark.parametrize(
    ("name", "initials"), [("Jette Holm", "JH"), ("Amal", "A"), ("Nour El Al-Khatib", "NA"), ("", "")]
)
def test_initials_come_from_the_first_and_the_last_name(name: str, initials: str) -> None:
    assert Me(name, "", frozenset()).initials == initials


@pytest.mark.parametrize("role", list(Role))
def test_a_full_menu_keeps_what_is_seldom_wanted_in_named_groups(role: Role) -> None:
    me = Me("Jette Holm", "jette@example.org", frozenset({role}))
    shown = Chrome(tongue="da", municipality="Fjordby", csrf="", path="/", me=me, local=True)

    folded = [place for _, places in shown.rest for place in places]
    grouped = [place for _, places in shown.all_groups for place in places]
    assert len(shown.front) <= MOST_BESIDE
    assert {*shown.front, *folded} == {*shown.places} == {*grouped}
    assert len(grouped) == len(shown.places) == len(shown.front) + len(folded)
    assert len(folded) != 1 or folded[0].seldom


def test_an_entry_that_is_folded_away_lights_its_menu() -> None:
    me = Me("Jette Holm", "jette@example.org", frozenset({Role.ADMIN}))
    shown = Chrome(tongue="da", municipality="Fjordby", csrf="", path="/", me=me, place="administration")

    assert shown.in_rest
    assert not replace(shown, place="tavle").in_rest
