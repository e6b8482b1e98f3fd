"""The ledger's chain: what follows, and what does not."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from booking.domain.ledger import START, Broken, Entry, Head, Posting, chained, continued, ended, followed, written

AT = datetime(2026, 3, 10, 7, 0, tzinfo=UTC)


def posting(amount_ore: int, **different: object) -> Posting:
    usual = Posting(
        booking_id=UUID(int=1),
        kind="cost",
        component="interpreting",
        amount_ore=amount_ore,
        unit_id=UUID(int=2),
        held_on=date(2026, 3, 9),
        taxed=False,
        rule="",
        correction=False,
        settlement_id=UUID(int=3),
    )
    return replace(usual, **different)  # type: ignore[arg-type]


def chain(*amounts: int) -> list[Entry]:
    return continued(START, [posting(amount) for amount in amounts], at=AT, made_by=None)


def test_an_entry_is_written_as_its_fields_with_tabs_between() -> None:
    (entry,) = continued(Head(6, b"x" * 32), [posting(-250, rule="INL45-PROG v1", taxed=True)], at=AT, made_by=None)

    assert written(entry) == (
        "7\t2026-03-10T07:00:00.000000Z\t00000000-0000-0000-0000-000000000001\tcost\tinterpreting\t-250\t"
        "00000000-0000-0000-0000-000000000002\t2026-03-09\t1\tINL45-PROG v1\t0\t00000000-0000-0000-0000-000000000003\t"
    )


def test_a_chain_ends_where_its_last_entry_does_however_it_is_cut() -> None:
    entries = chain(100, 200, 300)

    whole = followed(START, entries)
    first = followed(START, entries[:2])

    assert isinstance(first, Head)
    assert whole == followed(first, entries[2:]) == Head(3, entries[-1].hash)
    assert followed(START, []) == START


@pytest.mark.parametrize(
    "change",
    [
        {"amount_ore": 201},
        {"booking_id": UUID(int=9)},
        {"kind": "vat"},
        {"component": "transport"},
        {"unit_id": UUID(int=9)},
        {"held_on": date(2026, 3, 8)},
        {"taxed": True},
        {"rule": "x"},
        {"correction": True},
        {"settlement_id": None},
        {"made_by": UUID(int=9)},
        {"at": datetime(2026, 3, 10, 7, 0, 0, 1, tzinfo=UTC)},
        {"hash": bytes(32)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_change_of_any_field_breaks_the_chain_where_it_was_made(change: dict[str, object]) -> None:
    one, two, three = chain(100, 200, 300)

    found = followed(START, [one, replace(two, **change), three])  # type: ignore[arg-type]

    assert isinstance(found, Broken)
    assert (found.n, found.what.en) == (2, "Entry 2 has been changed.")


def test_an_entry_that_is_made_to_fit_breaks_the_next_one() -> None:
    one, two, three = chain(100, 200, 300)
    forged = replace(two, amount_ore=999)
    forged = replace(forged, hash=chained(one.hash, forged))

    found = followed(START, [one, forged, three])

    assert isinstance(found, Broken)
    assert found.n == 3


def test_an_entry_left_out_is_named() -> None:
    one, _, three = chain(100, 200, 300)

    found = followed(START, [one, three])

    assert isinstance(found, Broken)
    assert (found.n, found.what.da) == (2, "Postering 2 mangler.")


def test_entries_cut_off_at_the_end_are_missed_by_the_head() -> None:
    entries = chain(100, 200)
    head = Head(2, entries[-1].hash)

    assert ended(head, head) is None
    short = ended(Head(1, entries[0].hash), head)
    other = ended(head, Head(2, bytes(32)))

    assert short is not None
    assert (short.n, short.what.en) == (2, "The chain ends at entry 1 but should end at 2.")
    assert other is not None
    assert other.n == 2
