"""Languages by their ISO 639-3 code, and who may stand in for whom.

The code is the key and is never canonicalised: BCP 47 would turn Dari (prs) into a Persian of Afghanistan.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from booking.domain.errors import Invalid
from booking.domain.texts import Text

LONGEST_NOTE = 200


@dataclass(frozen=True, slots=True)
class Language:
    """A language or variety; `tag` is BCP 47, for the page's lang attribute only."""

    code: str
    tag: str
    name: Text
    match_group: str
    rtl: bool
    note: str


@dataclass(frozen=True, slots=True)
class Substitute:
    """Who asked for `wanted` follows `spoken`; the reverse is another row, or not so."""

    wanted: str
    spoken: str
    consent_needed: bool
    note: str


def check_substitute(substitute: Substitute) -> None:
    """Raises Invalid, naming the field, for a language in its own place and for a note that is too long."""
    if substitute.wanted == substitute.spoken:
        raise Invalid(Text("Vælg to forskellige sprog.", "Choose two different languages."), field="spoken")
    if len(substitute.note) > LONGEST_NOTE:
        raise Invalid(
            Text(f"Skriv højst {LONGEST_NOTE} tegn.", f"Write {LONGEST_NOTE} characters at most."), field="note"
        )


def accepted(wanted: str, substitutes: Iterable[Substitute], *, consent: bool) -> tuple[str, ...]:
    """The codes that will do: the language itself first, then those that match as one, then those by consent."""
    rows = [row for row in substitutes if row.wanted == wanted]
    as_one = (row.spoken for row in rows if not row.consent_needed)
    by_consent = (row.spoken for row in rows if row.consent_needed and consent)
    return wanted, *as_one, *by_consent
