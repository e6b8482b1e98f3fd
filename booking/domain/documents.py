"""Papers that the office has seen of an interpreter, and when one must be seen again."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from booking.domain.errors import Invalid
from booking.domain.periods import check_day
from booking.domain.texts import Text


class Paper(StrEnum):
    """What has been seen; the paper itself stays with its owner."""

    IDENTITY = "identity"
    CERTIFICATE = "certificate"
    CHILDREN = "children"
    CRIMINAL = "criminal"
    AUTHORISATION = "authorisation"
    SECRECY = "secrecy"
    OTHER = "other"


PAPERS: dict[Paper, Text] = {
    Paper.IDENTITY: Text("Legitimation", "Proof of identity"),
    Paper.CERTIFICATE: Text("Sprogprøve eller eksamensbevis", "Language test or diploma"),
    Paper.CHILDREN: Text("Børneattest", "Certificate for work with children"),
    Paper.CRIMINAL: Text("Straffeattest", "Criminal record certificate"),
    Paper.AUTHORISATION: Text("Autorisation", "Authorisation"),
    Paper.SECRECY: Text("Tavshedserklæring", "Confidentiality declaration"),
    Paper.OTHER: Text("Andet", "Other"),
}

# Days ahead at which the office is reminded; zero is the day after the last.
WARNINGS = (60, 30, 7, 0)


class Validity(StrEnum):
    FINE = "fine"
    SOON = "soon"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Document:
    """One paper; `expires_on` is its last day, None for one that holds for good. `ended_at`: replaced or withdrawn."""

    id: UUID
    interpreter_id: UUID
    kind: Paper
    added_at: datetime
    note: str = ""
    issued_on: date | None = None
    expires_on: date | None = None
    ended_at: datetime | None = None

    @property
    def name(self) -> Text:
        """What it is, with the note that tells it from another of its kind."""
        said = PAPERS[self.kind]
        return Text(f"{said.da}, {self.note}", f"{said.en}, {self.note}") if self.note else said


def warning_of(document: Document, today: date) -> int | None:
    """The latest of WARNINGS that has been reached; None while there is time, or no end."""
    if document.expires_on is None:
        return None
    left = (document.expires_on - today).days
    if left < 0:
        return 0
    return min((days for days in WARNINGS if days and left <= days), default=None)


def validity(document: Document, today: date) -> Validity:
    found = warning_of(document, today)
    if found is None:
        return Validity.FINE
    return Validity.SOON if found else Validity.OVER


def said(document: Document, today: date) -> Text:
    """When it ends, or that it has."""
    assert document.expires_on is not None
    day, name = document.expires_on, document.name
    written = Text(f"{day:%d.%m.%Y}", f"{day.day} {day:%B %Y}")
    if validity(document, today) is Validity.OVER:
        return Text(f"{name.da} udløb {written.da}", f"{name.en} expired on {written.en}")
    return Text(f"{name.da} udløber {written.da}", f"{name.en} expires on {written.en}")


def check_document(document: Document) -> None:
    """Invalid, naming the field, for days that cannot be and for a paper of unsaid kind without a note."""
    check_day(document.issued_on, field="issued_on")
    check_day(document.expires_on, field="expires_on")
    if document.issued_on and document.expires_on and document.expires_on < document.issued_on:
        raise Invalid(
            Text(
                "Dokumentet udløber, før det er udstedt. Ret en af datoerne.",
                "The document expires before it is issued. Correct one of the dates.",
            ),
            field="expires_on",
        )
    if document.kind is Paper.OTHER and not document.note.strip():
        raise Invalid(Text("Skriv, hvad det er.", "Write what it is."), field="note")
