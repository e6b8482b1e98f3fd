"""Claims decided: what is ready, what is held back, what is corrected, and what the cap takes."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from booking.domain.claims import (
    HELD,
    Cap,
    CapLine,
    Deadlines,
    Line,
    Parts,
    Standing,
    cap_lines,
    lines_of,
    period_of,
    why_held,
)
from booking.domain.claims.caps import Capped
from booking.domain.claims.lines import Amounts
from booking.domain.claims.periods import check_deadlines, deadlines_from, next_to_claim
from booking.domain.claims.wording import REMEDIES
from booking.domain.errors import Invalid

BOOKING, UNIT, SOMEBODY = UUID(int=1), UUID(int=2), UUID(int=3)
Q1 = period_of("quarter", 2026, 1)
DAY = date(2026, 2, 3)
PROGRAMME, CHILD = Parts("INL45-PROG", 1, 50, DAY), Parts("BL203-3Y", 1, 100, DAY)


def standing(**different: Any) -> Standing:
    usual = Standing(
        booking_id=BOOKING,
        citizen=7,
        unit_id=UNIT,
        held_on=DAY,
        net_ore=40000,
        eligible_ore=36000,
        refund_ore=18000,
        unsure=False,
        missing=(),
        rule_code="INL45-PROG",
        rule_version=1,
        percent=50,
        attested=True,
        attested_by=SOMEBODY,
        has_cpr=True,
        deviates=False,
        overruling=False,
    )
    return replace(usual, **different)


@pytest.mark.parametrize(
    ("kind", "year", "quarter", "first", "last", "number", "title", "deadline"),
    [
        ("quarter", 2026, 1, date(2026, 1, 1), date(2026, 3, 31), "R-2026-K1", "1. kvartal 2026", date(2026, 4, 30)),
        ("quarter", 2027, 4, date(2027, 10, 1), date(2027, 12, 31), "R-2027-K4", "4. kvartal 2027", date(2028, 1, 30)),
        (
            "provisional",
            2026,
            None,
            date(2026, 1, 1),
            date(2026, 12, 31),
            "R-2026-F",
            "Foreløbig årsopgørelse 2026",
            date(2027, 2, 15),
        ),
        (
            "final",
            2026,
            None,
            date(2026, 1, 1),
            date(2026, 12, 31),
            "R-2026-E",
            "Endelig årsopgørelse 2026",
            date(2027, 6, 1),
        ),
    ],
)
def test_a_period_has_its_days_its_number_and_its_deadline(
    kind: Any, year: int, quarter: int | None, first: date, last: date, number: str, title: str, deadline: date
) -> None:
    period = period_of(kind, year, quarter)

    assert (period.first, period.last, period.number, period.title.da) == (first, last, number, title)
    assert Deadlines().of(period) == deadline


@pytest.mark.parametrize(
    ("year", "quarter", "field"), [(1999, 1, "year"), (2026, 5, "quarter"), (2026, None, "quarter")]
)
def test_a_period_that_is_none_is_refused(year: int, quarter: int | None, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        period_of("quarter", year, quarter)

    assert refused.value.field == field


def test_deadlines_are_the_offices_own() -> None:
    own = deadlines_from({"claims.quarter_days": 45, "claims.final": "05-01"})

    assert own == Deadlines(45, "02-15", "05-01")
    check_deadlines(own)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (Deadlines(quarter_days=181), "quarter_days"),
        (Deadlines(provisional="13-01"), "provisional"),
        (Deadlines(final="June"), "final"),
    ],
)
def test_a_deadline_on_no_day_of_the_calendar_is_refused(wrong: Deadlines, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_deadlines(wrong)

    assert refused.value.field == field


@pytest.mark.parametrize(
    ("different", "why"),
    [
        ({}, None),
        ({"deviates": True, "attested": False}, "deviation"),
        ({"attested": False, "has_cpr": False}, "attestation"),
        ({"overruling": True}, "overruling"),
        ({"unsure": True, "missing": ("measure",)}, "measure"),
        ({"unsure": True, "missing": ("measure", "person_group")}, "unsure"),
        ({"unsure": True, "missing": ("outcome",)}, "unsure"),
        ({"has_cpr": False}, "cpr"),
        ({"has_cpr": False, "refund_ore": 0}, None),
        ({"has_cpr": False, "claimed": {PROGRAMME: Amounts(36000, 18000)}}, None),
    ],
)
def test_what_is_held_back_says_the_first_reason(different: dict[str, Any], why: str | None) -> None:
    assert why_held(standing(**different)) == why


def test_every_reason_has_its_words_and_its_remedy() -> None:
    assert list(HELD) == list(REMEDIES) == ["deviation", "attestation", "overruling", "measure", "unsure", "cpr"]


def line(kind: Any, parts: Parts, eligible: int, refund: int) -> Line:
    return Line(
        booking_id=BOOKING,
        citizen=7,
        unit_id=UNIT,
        kind=kind,
        parts=parts,
        eligible_ore=eligible,
        refund_ore=refund,
        attested_by=SOMEBODY,
    )


CLAIMED = {PROGRAMME: Amounts(36000, 18000)}
LAST_YEAR = date(2025, 12, 30)


@pytest.mark.parametrize(
    ("different", "lines"),
    [
        ({}, [line("new", PROGRAMME, 36000, 18000)]),
        ({"held_on": LAST_YEAR}, [line("late", Parts("INL45-PROG", 1, 50, LAST_YEAR), 36000, 18000)]),
        ({"refund_ore": 0, "eligible_ore": 0}, []),
        ({"has_cpr": False}, []),
        ({"unsure": True, "refund_ore": 0}, []),
        ({"claimed": CLAIMED}, []),
        ({"claimed": CLAIMED, "eligible_ore": 40000, "refund_ore": 20000}, [line("correction", PROGRAMME, 4000, 2000)]),
        ({"claimed": CLAIMED, "refund_ore": 0}, [line("correction", PROGRAMME, -36000, -18000)]),
        ({"claimed": CLAIMED, "unsure": True, "refund_ore": 0}, [line("correction", PROGRAMME, -36000, -18000)]),
        ({"claimed": CLAIMED, "attested": False}, []),
        ({"claimed": CLAIMED, "deviates": True, "refund_ore": 1}, []),
        ({"claimed": CLAIMED, "overruling": True, "refund_ore": 1}, []),
        (
            {"claimed": CLAIMED, "rule_code": "BL203-3Y", "percent": 100, "refund_ore": 36000},
            [line("correction", PROGRAMME, -36000, -18000), line("correction", CHILD, 36000, 36000)],
        ),
    ],
)
def test_a_claim_takes_the_difference_to_what_was_claimed(different: dict[str, Any], lines: list[Line]) -> None:
    assert lines_of(standing(**different), Q1) == lines


@pytest.mark.parametrize(
    ("before", "now", "caps", "lines"),
    [
        ({}, {}, [Cap(2026, 100)], []),
        ({}, {2026: Capped(1000, 500)}, [], [CapLine(2026, None, 500, 500, 0)]),
        ({}, {2026: Capped(1000, 500)}, [Cap(2026, 1000)], [CapLine(2026, 1000, 500, 500, 0)]),
        ({}, {2026: Capped(1000, 500)}, [Cap(2026, 900, 100)], [CapLine(2026, 800, 500, 500, 100)]),
        ({}, {2026: Capped(1000, 500)}, [Cap(2026, 900, 1000)], [CapLine(2026, 0, 500, 500, 500)]),
        # Over the cap in the quarter before: all of this one is taken.
        (
            {2026: Capped(1000, 500, 100)},
            {2026: Capped(600, 300)},
            [Cap(2026, 800)],
            [CapLine(2026, 800, 300, 800, 300)],
        ),
        # The cap is raised: what it took is given back, though nothing new is claimed.
        ({2026: Capped(1000, 500, 100)}, {}, [Cap(2026, 1000)], [CapLine(2026, 1000, 0, 500, -100)]),
        # A correction makes room.
        (
            {2026: Capped(1000, 500, 100)},
            {2026: Capped(-300, -150)},
            [Cap(2026, 800)],
            [CapLine(2026, 800, -150, 350, -100)],
        ),
        # Each year has its own; a third of an øre is rounded once.
        (
            {2025: Capped(10, 5)},
            {2026: Capped(3, 1)},
            [Cap(2026, 1)],
            [CapLine(2025, None, 0, 5, 0), CapLine(2026, 1, 1, 1, 1)],
        ),
    ],
)
def test_the_cap_takes_what_is_over_it_of_the_whole_year(
    before: dict[int, Capped], now: dict[int, Capped], caps: list[Cap], lines: list[CapLine]
) -> None:
    assert cap_lines(before, now, caps) == lines


@pytest.mark.parametrize(
    ("claimed", "today", "expected"),
    [
        ((), date(2026, 2, 1), "R-2026-K1"),
        ((), date(2026, 4, 1), "R-2026-K1"),
        (("R-2026-K1", "R-2026-K2"), date(2026, 11, 22), "R-2026-K3"),
        (("R-2026-K2",), date(2026, 11, 22), "R-2026-K1"),
        (("R-2026-K1", "R-2026-K2", "R-2026-K3"), date(2026, 11, 22), "R-2026-K4"),
        (("R-2026-K1", "R-2026-K2", "R-2026-K3"), date(2027, 1, 10), "R-2026-K4"),
        (tuple(f"R-2026-K{n}" for n in (1, 2, 3, 4)), date(2027, 1, 10), "R-2026-F"),
        ((*(f"R-2026-K{n}" for n in (1, 2, 3, 4)), "R-2026-F"), date(2027, 5, 10), "R-2027-K1"),
    ],
)
def test_the_form_suggests_the_earliest_period_that_is_over_and_not_claimed(
    claimed: tuple[str, ...], today: date, expected: str
) -> None:
    assert next_to_claim(claimed, today).number == expected
