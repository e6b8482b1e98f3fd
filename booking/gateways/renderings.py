"""The forms that a report can be taken away in: one line each, and every report has them all."""

from collections.abc import Callable
from dataclasses import dataclass

from booking.domain.reports import ReportResult
from booking.domain.reports.drawing import drawing_of
from booking.domain.texts import Text, Tongue
from booking.gateways.papers import pdf_report
from booking.gateways.report_charts import chart
from booking.gateways.sheets import csv_report
from booking.gateways.workbooks import xlsx_report


@dataclass(frozen=True, slots=True)
class Form:
    """How a file is made: `make` takes the result, the tongue, and whose report it is."""

    name: Text
    media_type: str
    make: Callable[[ReportResult, Tongue, str], bytes]


def _workbook(result: ReportResult, tongue: Tongue, office: str) -> bytes:
    return xlsx_report(result, tongue)


def _sheet(result: ReportResult, tongue: Tongue, office: str) -> bytes:
    return csv_report(result, tongue)


def _paper(result: ReportResult, tongue: Tongue, office: str) -> bytes:
    drawing = drawing_of(result, tongue)
    if drawing is None:
        return pdf_report(result, tongue, office=office)
    return pdf_report(result, tongue, office=office, chart=chart(drawing, tongue), told=drawing.told(tongue))


FORMS: dict[str, Form] = {
    "xlsx": Form(
        Text("Excel", "Excel"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _workbook
    ),
    "csv": Form(Text("CSV", "CSV"), "text/csv", _sheet),
    "pdf": Form(Text("PDF", "PDF"), "application/pdf", _paper),
}


def form_accepted(accept: str) -> str | None:
    """The key of the form that an Accept header asks for by name; None for JSON and for anything."""
    return next((key for key, form in FORMS.items() if form.media_type in accept), None)


def file_name(result: ReportResult, name: str, form: str) -> str:
    """Such as fjerntolkning-2026-01-01-2026-03-10.xlsx."""
    return f"{name}-{result.span.since}-{result.span.until}.{form}"
