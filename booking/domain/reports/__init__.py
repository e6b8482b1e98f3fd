"""What the office can be asked for: the words every report is made of, its period, and how figures are written."""

from booking.domain.reports.breakdowns import BREAKDOWNS, CHAPTERS, NO_MEASURE, NONE, OWN, Filters
from booking.domain.reports.figures import percent, plain, share, written
from booking.domain.reports.results import (
    Column,
    Headline,
    Question,
    Report,
    ReportResult,
    Row,
)
from booking.domain.reports.spans import Span, dated, months_in, span_of

__all__ = [
    "BREAKDOWNS",
    "CHAPTERS",
    "NONE",
    "NO_MEASURE",
    "OWN",
    "Column",
    "Filters",
    "Headline",
    "Question",
    "Report",
    "ReportResult",
    "Row",
    "Span",
    "dated",
    "months_in",
    "percent",
    "plain",
    "share",
    "span_of",
    "written",
]
