"""Suppliers' invoices as files: UBL 2.1 (OIOUBL and Peppol BIS) and spreadsheets, read into the same documents."""

from booking.domain.invoices import Document
from booking.gateways.invoices.sheets import COLUMNS, read_lines
from booking.gateways.invoices.ubl import read_ubl

__all__ = ["COLUMNS", "LARGEST", "is_xml", "read_documents"]

LARGEST = 5_000_000


def read_documents(content: bytes) -> tuple[Document, ...]:
    """The invoices in a file, XML or CSV by what it begins with; Invalid, with what is wrong and where."""
    if is_xml(content):
        return (read_ubl(content),)
    return read_lines(content)


def is_xml(content: bytes) -> bool:
    return content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
