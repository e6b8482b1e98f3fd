"""Answering a question: rows with their names, a total that was counted, a headline, and a footnote."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from booking.domain.modes import MODES
from booking.domain.periods import local
from booking.domain.reports import BREAKDOWNS, Column, Headline, ReportResult, Row, dated, months_in
from booking.domain.reports.figures import Value
from booking.domain.reports.spans import last_day, stamped
from booking.domain.texts import Text
from booking.persistence.reports.sources import Source, Sums
from booking.services.desk import Desk
from booking.services.reports.asking import Asked
from booking.services.reports.naming import Names

TARGET = Column("target", Text("Mål", "Target"), "share")


def answer(desk: Desk, ask: Asked, groups: dict[str, Sums]) -> ReportResult:
    """The whole answer, of the sums of each group."""
    report, question = ask.source.report, ask.question
    total = ask.source.figures(added(ask.source, groups.values()))
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
        rows=_rows(desk, ask, groups),
        total=Row("total", {**total, TARGET.key: target}),
        headline=headline(ask.source, report.headline, total[report.headline], target),
        footnote=footnote(ask),
        limits=ask.limits,
    )


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


def _rows(desk: Desk, ask: Asked, groups: dict[str, Sums]) -> tuple[Row, ...]:
    names, by, span = Names(desk.reference), ask.question.by, ask.question.span
    rows = []
    for key in _keys(ask, groups):
        figures = ask.source.figures(groups.get(key) or added(ask.source, ()))
        target = target_on(desk, last_day(key, span) if by == "month" else span.until)
        rows.append(Row(key, {by: names.of(by, key), **figures, TARGET.key: target}))
    return tuple(rows)


def _keys(ask: Asked, groups: dict[str, Sums]) -> list[str]:
    """Every month of the span and every mode, in their order; of the rest those that have rows, the largest first."""
    if ask.question.by == "month":
        return list(months_in(ask.question.span))
    if ask.question.by == "mode":
        return [mode.value for mode in MODES]
    largest = ask.source.report.columns[0].key
    return sorted(groups, key=lambda key: (-groups[key].get(largest, 0), key))
