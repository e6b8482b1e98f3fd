"""Stamps: whether somebody's change starts from the record as it is now."""

import hashlib

import msgspec

from booking.domain.errors import Conflict
from booking.domain.texts import Text


def stamp_of(record: object) -> str:
    """A mark that is another one as soon as anything about the record is, and the same one in every process."""
    return hashlib.sha256(msgspec.json.encode(record, order="deterministic")).hexdigest()[:16]


def check_stamp(record: object, stamp: str | None, *, name: str, code: str) -> None:
    """Raises Conflict (field "If-Match") when the record no longer has that stamp; None asks for nothing."""
    if stamp is not None and stamp != stamp_of(record):
        raise Conflict(
            Text(
                f"{name} er ændret, siden du hentede den. Se den igennem, og prøv igen.",
                f"{name} was changed since you fetched it. Look it over and try again.",
            ),
            field="If-Match",
            subject=code,
        )
