"""What the log says of a change."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from booking.domain.bookings import Status
from booking.domain.history import Entry, Plain, differences, plain, replayed, since
from booking.domain.texts import Text
from tests.domain.test_bookings import booking

BEFORE = booking(note="")


def test_only_what_differs_is_said_and_the_version_goes_without_saying() -> None:
    after = replace(BEFORE, status=Status.CONFIRMED, note="Ring på", version=2)

    assert differences(BEFORE, after) == {"status": ("requested", "confirmed"), "note": ("", "Ring på")}


def test_of_something_new_only_what_was_filled_in_is_said() -> None:
    said = differences(None, BEFORE)

    assert said["number"] == (None, "B-2026-000001")
    assert said.keys().isdisjoint({"note", "attested_at", "child_present"})


def test_of_something_gone_what_it_was_is_said() -> None:
    assert differences(BEFORE, None)["number"] == ("B-2026-000001", None)


def test_nothing_is_not_different_from_nothing() -> None:
    assert differences(None, None) == {}


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (None, None),
        ("tekst", "tekst"),
        (Status.OFFERED, "offered"),
        (3, 3),
        (True, True),
        (datetime(2026, 3, 10, 7, tzinfo=UTC), "2026-03-10T07:00:00+00:00"),
        ((UUID(int=2), UUID(int=1)), f"{UUID(int=2)}, {UUID(int=1)}"),
        (frozenset({"b", "a"}), "a, b"),
        (Text("da", "en"), "en"),
    ],
)
def test_a_value_is_kept_as_text_number_or_truth(value: object, kept: Plain) -> None:
    assert plain(value) == kept


def entry(action: str, changes: dict[str, tuple[Plain, Plain]], *, kind: str = "booking") -> Entry:
    return Entry(datetime(2026, 3, 10, 7, tzinfo=UTC), None, "Rekvirent", "web", kind, BEFORE.id, action, changes)


LOG = [
    entry("requested", {"status": (None, "requested"), "mode": (None, "phone")}),
    entry("offered", {"state": (None, "open"), "mode": (None, "skype")}, kind="offer"),
    entry("offered", {"status": ("requested", "offered")}),
    entry("details changed", {"note": ("", "Ring på")}),
]


def test_a_log_is_folded_into_how_a_thing_is_and_how_it_was() -> None:
    assert replayed(LOG) == {"status": "offered", "mode": "phone", "note": "Ring på"}
    assert replayed(LOG, versions=1) == {"status": "requested", "mode": "phone"}
    assert replayed(LOG, kind="offer") == {"state": "open", "mode": "skype"}


@pytest.mark.parametrize(
    ("version", "news"),
    [
        (3, {}),
        (2, {"note": (None, "Ring på")}),
        (1, {"status": ("requested", "offered"), "note": (None, "Ring på")}),
        (9, {}),
    ],
)
def test_what_is_new_since_a_version_is_told_field_by_field(version: int, news: dict[str, tuple[Plain, Plain]]) -> None:
    assert since(LOG, version) == news
