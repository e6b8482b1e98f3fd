"""Suppliers' invoices: read in, matched to what was delivered, and released or sent back."""

from booking.services.invoicing.deciding import accept, release, send_back
from booking.services.invoicing.reading import InvoiceDetails, InvoiceList, file_of, listed, read, receive

__all__ = [
    "InvoiceDetails",
    "InvoiceList",
    "accept",
    "file_of",
    "listed",
    "read",
    "receive",
    "release",
    "send_back",
]
