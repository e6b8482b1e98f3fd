"""Tasks: every kind has its words in both tongues, and takes the answers it names and no other."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from booking.domain.errors import Conflict, Invalid
from booking.domain.tasks import KINDS, Facts, Task, check_answer
from booking.services.tasks import ACTS

NOW = datetime(2026, 3, 10, 7, 0, tzinfo=UTC)
TASK = Task(id=UUID(int=1), kind="counter", subject="1", made_at=NOW)
SAID: list[tuple[str, Facts, str, str]] = [
    ("declined", {}, "Opgaven søges besat på ny.", "A new interpreter is being found."),
    ("declined", {"comment": "Syg"}, "Opgaven søges besat på ny: Syg", "A new interpreter is being found: Syg"),
    ("counter", {"written": "20260312T1000"}, "Foreslår i stedet 20260312T1000", "Proposes instead 20260312T1000"),
    (
        "counter",
        {"starts_at": "2026-03-12T09:00:00+00:00", "ends_at": "2026-03-12T10:00:00+00:00", "comment": "Bussen"},
        "Foreslår i stedet torsdag 12. marts kl. 10.00–11.00\nBussen",
        "Proposes instead Thursday 12 March 10:00–11:00\nBussen",
    ),
    (
        "bounce",
        {"address": "a@b.dk", "texted": True},
        "Ret adressen, og ring i mellemtiden: a@b.dk\nEn SMS går ud i stedet.",
        "Correct the address, and ring meanwhile: a@b.dk\nA text message goes out instead.",
    ),
    ("quarantine", {"da": "Tom", "en": "Empty"}, "Tom.", "Empty."),
    ("quarantine", {"da": "Tom", "en": "Empty", "sender": "a@b.dk"}, "Tom.\nFra: a@b.dk", "Empty.\nFrom: a@b.dk"),
    ("rate", {"da": "Takst mangler", "en": "Rate missing"}, "Takst mangler.", "Rate missing."),
]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_name_in_both_tongues_and_answers_of_different_outcomes(kind: str) -> None:
    known = KINDS[kind]
    outcomes = [one.outcome for one in known.answers]

    assert known.name.da
    assert known.name.en
    assert outcomes
    assert len(set(outcomes)) == len(outcomes)


@pytest.mark.parametrize(
    "kind", ["declined", "begun", "filled", "requester", "stranger", "delegated", "bounce", "message"]
)
def test_a_sentence_is_whole_with_and_without_its_fact(kind: str) -> None:
    bare, full = KINDS[kind].said({}), KINDS[kind].said(dict.fromkeys(("comment", "address", "text"), "Fjordby"))

    assert bare.da.endswith(".")
    assert bare.en.endswith(".")
    assert (full.da, full.en) == (f"{bare.da[:-1]}: Fjordby", f"{bare.en[:-1]}: Fjordby")


def test_every_button_that_acts_has_its_act() -> None:
    acting = {(kind, one.outcome) for kind, known in KINDS.items() for one in known.answers if one.acts}

    assert acting == set(ACTS)


@pytest.mark.parametrize(("kind", "facts", "da", "en"), SAID)
def test_a_task_says_what_it_knows(kind: str, facts: Facts, da: str, en: str) -> None:
    said = KINDS[kind].said(facts)

    assert (said.da, said.en) == (da, en)


def test_a_task_takes_one_of_its_answers_once() -> None:
    assert check_answer(TASK, "accept").acts
    with pytest.raises(Invalid, match="accept, refuse"):
        check_answer(TASK, "seen")
    with pytest.raises(Conflict, match="Jette has settled it"):
        check_answer(replace(TASK, done_at=NOW, done_by_name="Jette"), "accept")
