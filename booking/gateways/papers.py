"""Reports as documents (PDF): tagged, the chart also in words, and the footnote that every answer has."""

from collections.abc import Sequence

from booking.domain.errors import Invalid
from booking.domain.reports import Column, ReportResult, Row, dated
from booking.domain.texts import Text, Tongue
from booking.gateways.pdf import pdf

MOST_ROWS = 3000
_TOTAL = Text("I alt", "Total")
_HOW, _PAGE = Text("Sådan er tallet regnet", "How the figure is counted"), Text("side", "page")


def pdf_report(
    result: ReportResult, tongue: Tongue = "da", *, office: str = "", chart: str = "", told: str = ""
) -> bytes:
    """A report on paper; `chart` is a picture (SVG) and `told` the same in words.

    Raises Invalid for a list that is too long to print: a sheet holds it.
    """
    if len(result.rows) > MOST_ROWS:
        raise Invalid(
            Text(
                f"Listen har {len(result.rows)} linjer, og et dokument har højst {MOST_ROWS}. Hent den som regneark.",
                f"The list has {len(result.rows)} lines and a document at most {MOST_ROWS}. Take it as a sheet.",
            ),
            field="format",
        )
    return pdf("rapport", _said(result, tongue) | {"office": office, "chart": chart, "told": told}, at=result.read_at)


def _said(result: ReportResult, tongue: Tongue) -> dict[str, object]:
    report, headline = result.report, result.headline
    as_of = dated(result.span.as_of)
    return {
        "lang": tongue,
        "id": report.id,
        "title": report.title.in_(tongue),
        "purpose": report.purpose.in_(tongue),
        "headline": headline.written(tongue),
        "about": _about(result, tongue),
        "headings": [column.heading(tongue) for column in result.columns],
        "figures": [column.kind not in ("text", "date") for column in result.columns],
        "rows": [result.cells(row, tongue) for row in result.rows],
        "total": _total(result.columns, result.total, result, tongue),
        "footnote": result.footnote.in_(tongue),
        "definition": report.definition.in_(tongue),
        "how": _HOW.in_(tongue),
        "as_of": Text(f"pr. {as_of.da}", f"as of {as_of.en}").in_(tongue),
        "page": _PAGE.in_(tongue),
    }


def _about(result: ReportResult, tongue: Tongue) -> str:
    headline = result.headline
    name = headline.column.title.in_(tongue)
    if headline.target is None:
        return name
    target = headline.target_written(tongue)
    return Text(f"{name}, mål {target}", f"{name}, target {target}").in_(tongue)


def _total(columns: Sequence[Column], total: Row, result: ReportResult, tongue: Tongue) -> list[str]:
    return [_TOTAL.in_(tongue), *result.cells(total, tongue)[1:]]
