"""The table of changes: whole, consistent, and the same in print."""

from dataclasses import replace
from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest

from booking.domain.bookings import Order, Status
from booking.domain.changes import TABLE, Consequence, Cost, Kind, Message, Stage, Verdict, judge, settled_for, stage_of
from booking.domain.modes import Mode
from tests.builders import order

PHONE = order()
SHIFT = timedelta(minutes=30)
CHANGED: dict[Kind, Order] = {
    Kind.LANGUAGE: order(language="prs"),
    Kind.DATE: replace(PHONE, starts_at=PHONE.starts_at + 48 * SHIFT, ends_at=PHONE.ends_at + 48 * SHIFT),
    Kind.MODE: order(mode=Mode.IN_PERSON),
    Kind.TIME: replace(PHONE, starts_at=PHONE.starts_at + SHIFT, ends_at=PHONE.ends_at + SHIFT),
    Kind.PLACE: order(mode=Mode.SKYPE),
    Kind.LENGTH: replace(PHONE, ends_at=PHONE.ends_at + SHIFT),
    Kind.WISHES: order(level=3),
    Kind.DETAILS: order(contact="Bo"),
}
OPEN = (Status.REQUESTED, Status.OFFERED, Status.UNFILLED, Status.CONFIRMED)


def test_there_is_a_line_for_everything_that_can_change_at_every_stage() -> None:
    assert set(TABLE) == set(product(Kind, Stage))
    assert set(CHANGED) == set(Kind)


@pytest.mark.parametrize(("kind", "status"), list(product(Kind, OPEN)))
def test_a_change_means_what_its_line_says(kind: Kind, status: Status) -> None:
    rule = TABLE[kind, stage_of(status)]

    assert judge(PHONE, CHANGED[kind], status) == Verdict(kind, rule.consequence, rule.voiding)


@pytest.mark.parametrize("key", list(TABLE))
def test_each_line_agrees_with_itself(key: tuple[Kind, Stage]) -> None:
    rule = TABLE[key]
    told, held = set(rule.messages), key[1] is Stage.HELD

    assert (Message.INTERPRETER_CANCELLED in told) == (rule.consequence is not Consequence.KEEP and held)
    assert (Message.OFFER_ANEW in told) == (rule.consequence is Consequence.REOFFER)
    assert (Message.OFFER_CLOSED in told) == (rule.consequence is Consequence.RELEASE and not held)
    assert held or rule.cost is Cost.NOTHING
    assert rule.consequence is Consequence.KEEP or rule.voiding


@pytest.mark.parametrize(
    ("consequence", "salaried", "can", "after"),
    [
        (Consequence.KEEP, False, True, Consequence.KEEP),
        (Consequence.KEEP, False, False, Consequence.RELEASE),
        (Consequence.REOFFER, False, True, Consequence.REOFFER),
        (Consequence.REOFFER, True, True, Consequence.KEEP),
        (Consequence.REOFFER, True, False, Consequence.RELEASE),
        (Consequence.RELEASE, True, True, Consequence.RELEASE),
    ],
)
def test_salaried_staff_are_told_and_others_asked_if_they_can(
    consequence: Consequence, salaried: bool, can: bool, after: Consequence
) -> None:
    verdict = Verdict(Kind.DATE, consequence, True)

    assert settled_for(verdict, salaried=salaried, can=can).consequence is after


def test_nothing_changed_stays_nothing_changed() -> None:
    nothing = Verdict(None, Consequence.KEEP, False)

    assert settled_for(nothing, salaried=False, can=False) == nothing


def line(kind: Kind, stage: Stage) -> str:
    """A line of docs/changes.md."""
    rule = TABLE[kind, stage]
    told = ", ".join(message.replace("_", " ") for message in rule.messages) or "–"
    answers = "void" if rule.voiding else "stand"
    cells = (kind, stage, rule.consequence, told, answers, rule.cost.replace("_", " "))
    return f"| {' | '.join(cells)} |"


def test_the_page_in_the_docs_is_the_table() -> None:
    written = (Path(__file__).parents[2] / "docs" / "changes.md").read_text().splitlines()

    assert [one for one in written if one.endswith(" |")][1:] == [line(*key) for key in TABLE]
