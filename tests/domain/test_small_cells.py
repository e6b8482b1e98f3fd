"""Versions for the public: no figure of fewer than five citizens, nor one that could be worked out."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest

from booking.domain.reports import Column, Headline, Report, ReportResult, Row, Span
from booking.domain.reports.small_cells import without_small_cells
from booking.domain.texts import Text

COLUMNS = (Column("n", Text("Udførte", "Delivered")), Column("phone", Text("Telefon", "Phone")))
DAY = date(2018, 4, 30)


def published(rows: Mapping[str, tuple[int, int]]) -> dict[str, tuple[str, str]]:
    """The table as published, of rows that have as many citizens as bookings."""
    total = tuple(map(sum, zip(*rows.values(), strict=True))) if rows else (0, 0)
    every = {key: dict(zip(("n", "phone"), pair, strict=True)) for key, pair in rows.items()}
    whole = dict(zip(("n", "phone"), total, strict=True))
    result = ReportResult(
        report=Report(
            key="x",
            id="R01",
            slug="x",
            chapter="office",
            title=Text("", ""),
            purpose=Text("", ""),
            definition=Text("", ""),
            version=1,
            columns=COLUMNS,
            headline="n",
            by=("unit",),
        ),
        span=Span(DAY, DAY, DAY),
        by="unit",
        read_at=datetime(2018, 5, 1, tzinfo=UTC),
        columns=COLUMNS,
        rows=tuple(Row(key, dict(values)) for key, values in every.items()),
        total=Row("total", dict(whole)),
        headline=Headline(COLUMNS[0], whole["n"]),
        footnote=Text("", ""),
    )
    citizens: dict[str | None, dict[str, int]] = {None: whole}
    citizens.update(every)
    found = without_small_cells(result, citizens)
    assert found.headline.value == found.total.values["n"]
    return {row.key: (found.cells(row)[0], found.cells(row)[1]) for row in (*found.rows, found.total)}


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        ({"a": (20, 9), "b": (30, 12)}, {"a": ("20", "9"), "b": ("30", "12"), "total": ("50", "21")}),
        (
            {"a": (4, 0), "b": (3, 0), "c": (40, 9)},
            {"a": ("<5", "skjult"), "b": ("<5", "skjult"), "c": ("40", "9"), "total": ("47", "9")},
        ),
        (
            {"a": (4, 0), "b": (10, 6), "c": (40, 9)},
            {"a": ("<5", "skjult"), "b": ("skjult", "skjult"), "c": ("40", "9"), "total": ("54", "15")},
        ),
        ({"a": (2, 0)}, {"a": ("<5", "skjult"), "total": ("<5", "skjult")}),
        (
            {"a": (1, 0), "b": (2, 0), "c": (0, 0)},
            {"a": ("<5", "skjult"), "b": ("<5", "skjult"), "c": ("0", "0"), "total": ("<5", "skjult")},
        ),
        (
            {"a": (20, 2), "b": (30, 8), "c": (90, 50)},
            {"a": ("20", "<5"), "b": ("30", "skjult"), "c": ("90", "50"), "total": ("140", "60")},
        ),
        (  # the next smallest row has no talks by phone: 12 - 10 would tell that the two have 2
            {"a": (20, 2), "b": (8, 0), "c": (40, 10), "d": (90, 50)},
            {
                "a": ("20", "<5"),
                "b": ("8", "skjult"),
                "c": ("40", "skjult"),
                "d": ("90", "50"),
                "total": ("158", "62"),
            },
        ),
        ({"a": (20, 2), "b": (8, 0)}, {"a": ("20", "<5"), "b": ("8", "skjult"), "total": ("28", "<5")}),
        ({"a": (20, 2)}, {"a": ("20", "<5"), "total": ("20", "<5")}),
        ({"a": (20, 2), "b": (0, 0)}, {"a": ("20", "<5"), "b": ("0", "0"), "total": ("20", "<5")}),
        ({}, {"total": ("0", "0")}),
    ],
)
def test_small_cells_are_hidden_with_what_they_could_be_worked_out_from(
    rows: dict[str, tuple[int, int]], shown: dict[str, tuple[str, str]]
) -> None:
    assert published(rows) == shown


@pytest.mark.parametrize("seed", range(200))
def test_what_is_hidden_is_never_one_row_alone_beside_a_total(seed: int) -> None:
    sizes = [(seed * 7 + n * 13) % 23 for n in range(1 + seed % 6)]
    shown = published({str(n): (size, 0) for n, size in enumerate(sizes)})

    hidden = [size for n, size in enumerate(sizes) if not shown[str(n)][0].isdigit()]
    if shown["total"][0].isdigit():
        assert not hidden or (len(hidden) >= 2 and sum(hidden) >= 5)
    assert all(size == 0 or size >= 5 for n, size in enumerate(sizes) if shown[str(n)][0].isdigit())
