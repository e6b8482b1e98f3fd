"""Interpreters pasted into the set-up: what is wrong is said by the line that was typed."""

import pytest

from booking.resources import Resources
from booking.services.imports import ImportRefused
from booking.services.setting_up import add_interpreters
from tests.builders import Cast

GOOD = "Lea Holm; lea@tolk.example.org; freelance; apc 4; 99 31 00 01"


@pytest.mark.parametrize(
    ("pasted", "lines"),
    [(f"{GOOD}\nOle Bak; ole", {2}), (f"navn;e-mail;ansættelse;sprog;telefon\n{GOOD}\nOle Bak; ole", {3})],
    ids=["lines alone", "with a heading"],
)
async def test_a_fault_names_the_line_as_it_was_typed(
    office: Resources, cast: Cast, pasted: str, lines: set[int]
) -> None:
    with pytest.raises(ImportRefused) as refused:
        async with office.desk(cast["admin"]) as desk:
            await add_interpreters(desk, content=pasted.encode())

    assert {one.row for one in refused.value.errors} == lines
