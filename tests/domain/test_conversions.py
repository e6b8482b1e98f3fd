"""Which talks could be remote: every rule for and against, what is asked once, and what a no must say."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from booking.domain.conversions import (
    AGAINST,
    FOR,
    KEEPERS,
    Advice,
    Outcomes,
    State,
    Talk,
    check_decline,
    check_open,
    fits,
    judged,
)
from booking.domain.errors import Conflict, Invalid
from booking.domain.modes import Mode

PLAIN = Talk(minutes=60, speakers=1)


@pytest.mark.parametrize(
    ("talk", "reasons", "against"),
    [
        (PLAIN, ["short", "two", "unfounded"], []),
        (replace(PLAIN, reason="other"), ["short", "two", "unfounded"], []),
        (replace(PLAIN, speakers=2), ["short", "two", "spoken", "unfounded"], []),
        (replace(PLAIN, known=True), ["short", "two", "known", "unfounded"], []),
        (replace(PLAIN, travel=45), ["short", "two", "far", "unfounded"], []),
        (replace(PLAIN, travel=44), ["short", "two", "unfounded"], []),
        (replace(PLAIN, minutes=61), ["two", "unfounded"], ["long"]),
        (replace(PLAIN, parties=3), ["short", "unfounded"], ["parties"]),
        (replace(PLAIN, group=8), ["short", "two", "unfounded"], ["parties"]),
        (replace(PLAIN, child=True), ["short", "two", "unfounded"], ["child"]),
        (replace(PLAIN, speakers=0), ["short", "two", "unfounded"], ["unspoken"]),
        (replace(PLAIN, offered=False), ["short", "two", "unfounded"], ["unoffered"]),
        (replace(PLAIN, reason="several_parties"), ["short", "two"], ["parties"]),
        (replace(PLAIN, reason="child"), ["short", "two"], ["child"]),
        (replace(PLAIN, reason="hearing"), ["short", "two"], ["hearing"]),
        (replace(PLAIN, reason="trauma"), ["short", "two"], ["trauma"]),
        (replace(PLAIN, reason="documents"), ["short", "two"], ["signing"]),
        (replace(PLAIN, reason="home_visit"), ["short", "two"], ["home"]),
        (replace(PLAIN, reason="no_connection"), ["short", "two"], ["offline"]),
        (
            Talk(minutes=90, parties=4, child=True, reason="trauma"),
            [],
            ["parties", "child", "trauma", "long", "unspoken"],
        ),
    ],
)
def test_what_speaks_for_it_and_against_it(talk: Talk, reasons: list[str], against: list[str]) -> None:
    found = judged(talk)

    assert ([one.key for one in found.reasons], [one.key for one in found.against]) == (reasons, against)
    assert fits(talk) is (not against)


def test_every_reason_for_meeting_but_other_keeps_a_talk_in_person() -> None:
    assert KEEPERS
    assert not [reason for reason in KEEPERS if fits(replace(PLAIN, reason=reason))]


def test_every_rule_says_itself_in_both_tongues() -> None:
    keys = [key for key, _, _ in (*FOR, *AGAINST)]

    assert len(keys) == len(set(keys))
    assert all(text.da and text.en and text.da != text.en for _, _, text in (*FOR, *AGAINST))


ASKED = Advice(
    id=uuid4(),
    booking_id=uuid4(),
    case_ref="26-1",
    mode=Mode.SKYPE,
    in_person_ore=50_000,
    remote_ore=36_000,
    freed_minutes=52,
    asked_at=datetime(2026, 3, 10, tzinfo=UTC),
    asked_by=None,
    asked_by_name="Hanne",
)


def test_a_question_is_answered_once() -> None:
    assert check_open(ASKED, "B-1") is ASKED
    assert ASKED.saving_ore == 14_000
    with pytest.raises(Conflict, match="Nobody has asked"):
        check_open(None, "B-1")
    with pytest.raises(Conflict, match="Nanna has answered already: declined"):
        check_open(replace(ASKED, state=State.DECLINED, answered_by_name="Nanna"), "B-1")


@pytest.mark.parametrize(
    ("reason", "words", "field"),
    [("", "", "reason"), ("because", "", "reason"), ("other", " ", "words"), ("other", "x" * 501, "words")],
)
def test_a_no_says_why(reason: str, words: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_decline(reason, words)

    assert refused.value.field == field


def test_the_words_of_a_no_are_trimmed_and_only_something_else_needs_any() -> None:
    assert (check_decline("other", " nej "), check_decline("relation", "")) == ("nej", "")
    assert Outcomes(asked=5, accepted=2, declined=1).answered == 3
