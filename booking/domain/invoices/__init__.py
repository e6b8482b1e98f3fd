"""Suppliers' invoices: what they say, and how they agree with what was booked, delivered and settled."""

from booking.domain.invoices.accepting import agreed_ore, check_acceptable, check_approval, of_document
from booking.domain.invoices.documents import Document, DocumentLine
from booking.domain.invoices.facts import BLOCKING, Billed, Deviation, Job, Judged
from booking.domain.invoices.judging import judge
from booking.domain.invoices.wording import KINDS, letter

__all__ = [
    "BLOCKING",
    "KINDS",
    "Billed",
    "Deviation",
    "Document",
    "DocumentLine",
    "Job",
    "Judged",
    "agreed_ore",
    "check_acceptable",
    "check_approval",
    "judge",
    "letter",
    "of_document",
]
