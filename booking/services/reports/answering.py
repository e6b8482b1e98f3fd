"""Answering a question: rows with their names, a total that was counted, a headline, and a footnote."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction

from booking.domain.modes import MODES
from booking.domain.periods import local
from booking.domain.reports import BREAKDOWNS, Column, Headline, ReportResult, Row, Span, dated, months_in
from booking.domain.reports.breakdowns import LEAD_BANDS
from booking.domain.reports.figures import Value
from booking.domain.reports.spans import last_day, quarters_in, stamped
from booking.domain.texts import Text
from booking.persistence.reports.sources import Measures, Source, Sums
from booking.services.desk import Desk
from booking.services.reports.asking import Asked
from booking.services.reports.naming import Names

_ALL: dict[str, Callable[[Span], Iterable[str]]] = {
    "month": months_in,
    "quarter": quarters_in,
    "mode": lambda span: (mode.value for mode in MODES),
    "lead_band": lambda span: LEAD_BANDS,
}
TARGET = Column("target", Text("Mål", "Target"), "share")


async def answer(
    desk: Desk, ask: Asked, groups: dict[str, Sums], measures: Mapping[str | None, Measures]
) -> ReportResult:
    """The whole answer, of the sums of each group and of what does not add up."""
    report, question = ask.source.report, ask.question
    rows = _rows(desk, ask, groups, measures)
    total = await _total(desk, ask, added(ask.source, groups.values()), measures.get(None), rows)
    target = target_on(desk, question.span.until)
    return ReportResult(
        report=report,
        span=question.span,
        by=question.by,
        read_at=question.known_at,
        columns=(
            Column(question.by, BREAKDOWNS[question.by], "text"),
            *report.columns,
            *((TARGET,) if report.targeted else ()),
        ),
        rows=rows,
        total=Row("total", {**total, TARGET.key: target}),
        headline=headline(ask.source, report.headline, total[report.headline], target),
        footnote=footnote(ask),
        limits=ask.limits,
    )


def _figures(desk: Desk, ask: Asked, sums: Sums, measures: Measures | None) -> dict[str, Value]:
    """A report's columns; what was not counted at all has no median."""
    source, constants = ask.source, ask.source.constants
    beside = constants(desk.reference.workdays, ask.question) if constants is not None else {}
    return {**source.figures(sums | beside), **(measures or dict.fromkeys(source.measures))}


async def _total(
    desk: Desk, ask: Asked, sums: Sums, measures: Measures | None, rows: tuple[Row, ...]
) -> dict[str, Value]:
    """The whole's columns, counted of its own sums."""
    source, total = ask.source, _figures(desk, ask, sums, measures)
    for name in source.summed:
        values = [row.values[name] for row in rows]
        total[name] = sum(value for value in values if isinstance(value, int | Fraction))
    if source.whole is not None:
        total |= await source.whole(desk.connection, ask.question, sums)
    return total


def headline(source: Source, column: str, value: Value, target: Fraction | None) -> Headline:
    shown = next(one for one in source.report.columns if one.key == column)
    return Headline(shown, value, target if source.report.targeted and shown.kind == "share" else None)


def added(source: Source, groups: Iterable[Sums]) -> Sums:
    """The sums of several groups as one; of none, noughts."""
    groups = list(groups)
    return {name: sum((group[name] for group in groups), 0) for name in source.sums}


def target_on(desk: Desk, day: date) -> Fraction | None:
    """The council's target in force on a day."""
    in_force = [percent for valid_from, percent in desk.reference.targets if valid_from <= day]
    return Fraction(in_force[-1], 100) if in_force else None


def footnote(ask: Asked) -> Text:
    """Period, as-of day, time of reading, definition and version, and what the answer is limited to."""
    span, report = ask.question.span, ask.source.report
    since, until, as_of = dated(span.since), dated(span.until), dated(span.as_of)
    read = stamped(local(ask.question.known_at))
    limits = [Text("Kun: ", "Only: "), *_joined(ask.limits)] if ask.limits else []
    return Text(
        f"Periode {since.da}–{until.da}, pr. {as_of.da}. Læst {read.da}. Definition {report.id}, version "
        f"{report.version}. {''.join(text.da for text in limits)}".strip(),
        f"Period {since.en}–{until.en}, as of {as_of.en}. Read {read.en}. Definition {report.id}, version "
        f"{report.version}. {''.join(text.en for text in limits)}".strip(),
    )


def _joined(texts: Iterable[Text]) -> list[Text]:
    parts = list(texts)
    return [Text("; ".join(text.da for text in parts) + ".", "; ".join(text.en for text in parts) + ".")]


def _rows(desk: Desk, ask: Asked, groups: dict[str, Sums], measures: Mapping[str | None, Measures]) -> tuple[Row, ...]:
    names, by, span = Names(desk.reference), ask.question.by, ask.question.span
    rows = []
    for key in _keys(ask, groups):
        figures = _figures(desk, ask, groups.get(key) or added(ask.source, ()), measures.get(key))
        target = target_on(desk, last_day(key, span) if by == "month" else span.until)
        rows.append(Row(key, {by: names.of(by, key), **figures, TARGET.key: target}))
    return tuple(rows)


def _keys(ask: Asked, groups: dict[str, Sums]) -> list[str]:
    """Every month, mode and band, in their order; of the rest those that have rows, the largest first."""
    whole = _ALL.get(ask.question.by)
    if whole is not None:
        return list(whole(ask.question.span))
    largest = ask.source.report.columns[0].key
    return sorted(groups, key=lambda key: (-groups[key].get(largest, 0), key))
