"""Disputes and overrulings: each ends once, and never by the one person who began it."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from booking.domain import disputes
from booking.domain.disputes import Dispute
from booking.domain.errors import Conflict, Denied, Invalid
from booking.domain.refunds import overrules
from booking.domain.refunds.overrules import Overrule
from booking.domain.texts import Text

NOW = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
ANNA, BO = UUID(int=1), UUID(int=2)
OPEN = Dispute(id=ANNA, booking_id=BO, delivery_version=1, reason="Forkert", raised_by=ANNA, raised_at=NOW)
ASKED = Overrule(
    id=ANNA,
    booking_id=BO,
    rule_code="LAB202",
    rule_version=1,
    instead_of_code="NONE-GEN",
    instead_of_version=1,
    reason="Tilbud",
    asked_by=ANNA,
    asked_at=NOW,
)


def test_an_answer_hides_cpr_numbers_and_leaves_the_dispute_open() -> None:
    found = disputes.answered(OPEN, " Borger 010101-0000 kom sent ", by=BO, now=NOW)

    assert (found.answer, found.answered_by, found.is_open) == ("Borger ••••••-•••• kom sent", BO, True)


@pytest.mark.parametrize("text", ["", "  ", "x" * 2001])
def test_nothing_and_too_much_are_no_answer(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        disputes.said(text, field="answer", remedy=Text("Skriv.", "Write."))

    assert refused.value.field == "answer"


def test_what_has_ended_neither_ends_nor_is_answered_again() -> None:
    over = disputes.ended(OPEN, "corrected", by=BO, now=NOW)

    assert (over.ending, over.ended_by, over.is_open) == ("corrected", BO, False)
    with pytest.raises(Conflict):
        disputes.ended(over, "stands", by=BO, now=NOW)
    with pytest.raises(Conflict):
        disputes.answered(over, "Jo", by=BO, now=NOW)


@pytest.mark.parametrize("state", ["approved", "refused"])
def test_a_second_person_decides_on_an_overruling(state: overrules.State) -> None:
    after = overrules.ended(ASKED, state, by=BO, now=NOW, note="Set")

    assert (after.state, after.ended_by, after.note, after.instead_of) == (state, BO, "Set", ("NONE-GEN", 1))
    with pytest.raises(Denied):
        overrules.ended(ASKED, state, by=ANNA, now=NOW)
    with pytest.raises(Conflict):
        overrules.ended(after, "refused", by=BO, now=NOW)


def test_whoever_asked_can_take_it_back() -> None:
    assert overrules.ended(ASKED, "withdrawn", by=ANNA, now=NOW).state == "withdrawn"
    with pytest.raises(Denied):
        overrules.ended(ASKED, "withdrawn", by=BO, now=NOW)


def test_what_was_approved_can_be_lifted_and_nothing_else() -> None:
    approved = overrules.ended(ASKED, "approved", by=BO, now=NOW)

    assert overrules.ended(approved, "lifted", by=ANNA, now=NOW).state == "lifted"
    with pytest.raises(Conflict):
        overrules.ended(ASKED, "lifted", by=ANNA, now=NOW)
