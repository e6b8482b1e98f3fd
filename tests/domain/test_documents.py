"""Papers: when the office is reminded, in which words, and what cannot be put down."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from booking.domain.documents import Document, Paper, Validity, check_document, said, validity, warning_of
from booking.domain.errors import Invalid
from booking.domain.texts import Text

TODAY = date(2026, 3, 10)
PAPER = Document(UUID(int=1), UUID(int=2), Paper.CHILDREN, datetime(2026, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("days", "warning", "found"),
    [
        (None, None, Validity.FINE),
        (61, None, Validity.FINE),
        (60, 60, Validity.SOON),
        (31, 60, Validity.SOON),
        (30, 30, Validity.SOON),
        (8, 30, Validity.SOON),
        (7, 7, Validity.SOON),
        (0, 7, Validity.SOON),
        (-1, 0, Validity.OVER),
        (-400, 0, Validity.OVER),
    ],
)
def test_the_office_is_reminded_sixty_thirty_and_seven_days_before(
    days: int | None, warning: int | None, found: Validity
) -> None:
    paper = replace(PAPER, expires_on=None if days is None else TODAY + timedelta(days=days))

    assert (warning_of(paper, TODAY), validity(paper, TODAY)) == (warning, found)


@pytest.mark.parametrize(
    ("last", "note", "words"),
    [
        (
            date(2026, 4, 1),
            "",
            Text("Børneattest udløber 01.04.2026", "Certificate for work with children expires on 1 April 2026"),
        ),
        (
            date(2026, 3, 9),
            "ny",
            Text("Børneattest, ny udløb 09.03.2026", "Certificate for work with children, ny expired on 9 March 2026"),
        ),
    ],
)
def test_a_warning_says_what_and_when(last: date, note: str, words: Text) -> None:
    assert said(replace(PAPER, expires_on=last, note=note), TODAY) == words


@pytest.mark.parametrize(
    ("different", "field"),
    [
        ({}, None),
        ({"issued_on": TODAY, "expires_on": TODAY}, None),
        ({"issued_on": TODAY, "expires_on": TODAY - timedelta(days=1)}, "expires_on"),
        ({"kind": Paper.OTHER, "note": "  "}, "note"),
        ({"kind": Paper.OTHER, "note": "kursusbevis"}, None),
    ],
)
def test_what_cannot_be_is_refused_by_field(different: dict[str, object], field: str | None) -> None:
    paper = replace(PAPER, **different)  # type: ignore[arg-type]

    if field is None:
        check_document(paper)
        return
    with pytest.raises(Invalid) as refusal:
        check_document(paper)
    assert refusal.value.field == field
