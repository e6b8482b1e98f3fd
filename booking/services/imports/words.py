"""The words that spreadsheets use for what the registers know: their Danish and English names, and their codes."""

import re
from collections.abc import Callable, Mapping
from datetime import time

from booking.domain.interpreters import EMPLOYMENTS, LEVELS, Employment, Hours
from booking.domain.languages import Language
from booking.domain.modes import MODES, Mode
from booking.domain.periods import WEEKDAYS
from booking.domain.texts import Text
from booking.gateways.spreadsheets import Unreadable, clock, one_of, pieces, plain

MODE_WORDS: dict[str, Mode] = {
    "fremmøde": Mode.IN_PERSON,
    "telefon": Mode.PHONE,
    "skype": Mode.SKYPE,
    "video": Mode.SKYPE,
    "teams": Mode.SKYPE,
    "tlf": Mode.PHONE,
    **{name: mode for mode, traits in MODES.items() for name in (mode.value, traits.name.da, traits.name.en)},
}
EMPLOYMENT_WORDS: dict[str, Employment] = {
    **{text.da.lower(): employment for employment, text in EMPLOYMENTS.items()},
    "fastansat": Employment.SALARIED,
    "freelancer": Employment.FREELANCE,
    "leverandør": Employment.AGENCY,
    **{employment.value: employment for employment in Employment},
}
GENDER_WORDS: dict[str, str] = {
    "kvinde": "female",
    "mand": "male",
    "k": "female",
    "m": "male",
    "female": "female",
    "male": "male",
}
_DAYS: dict[str, int] = {
    word: number
    for number, name in enumerate(WEEKDAYS, 1)
    for word in (name.da, name.da[:3], name.en.lower(), name.en.lower()[:3])
}
_RANGE = re.compile(r"([^-]+)-([^-]+)")
_SKILL = re.compile(r"(.+?)\s*[:=]?\s*(\d)?")

mode = one_of(MODE_WORDS, shown=3)
employment = one_of(EMPLOYMENT_WORDS, shown=3)
gender = one_of(GENDER_WORDS, shown=2)
level = one_of({str(number): number for number in LEVELS})


def modes(cell: str) -> frozenset[Mode]:
    return frozenset(mode(part) for part in pieces(cell))


def of_register(register: Mapping[str, Text]) -> Callable[[str], str]:
    """A reader of a register's names in either tongue, and of its codes."""
    named = {text.da: code for code, text in register.items()}
    return one_of(named | {text.en: code for code, text in register.items()} | {code: code for code in register})


def languages(known: Mapping[str, Language]) -> Callable[[str], str]:
    """A reader of ISO 639-3 codes and of names, with what stands in brackets or without; it is never canonicalised."""
    words = {language.name.da.split(" (")[0]: code for code, language in known.items()}
    for code, language in known.items():
        words |= {language.name.da: code, language.name.en: code}
    words |= {code: code for code in known}
    found = {plain(word): code for word, code in words.items()}

    def read(cell: str) -> str:
        if plain(cell) not in found:
            raise Unreadable(
                Text("et sprog som dari eller koden prs (ISO 639-3)", "a language such as Dari or its code prs")
            )
        return found[plain(cell)]

    return read


def skills(known: Mapping[str, Language]) -> Callable[[str], tuple[tuple[str, int], ...]]:
    """A reader of "apc 4, dari 3": languages, each with its level, or with level 1."""
    language = languages(known)

    def read(cell: str) -> tuple[tuple[str, int], ...]:
        found = [_SKILL.fullmatch(part) for part in pieces(cell)]
        return tuple((language(one[1]), level(one[2] or "1")) for one in found if one is not None)

    return read


def hours(cell: str) -> tuple[Hours, ...]:
    """A reader of "man-tor 8-16, fre 8-15.30", of "hverdage 9-15", and of "døgn" for round the clock."""
    if plain(cell) in {"døgn", "altid", "døgnet rundt"}:
        return tuple(Hours(day, time(0), time(0)) for day in range(1, 8))
    return tuple(found for part in pieces(cell) for found in _hours(part))


def _hours(part: str) -> list[Hours]:
    expected = Unreadable(Text("tider som man-fre 8-16, lør 9-13", "hours such as man-fre 8-16, lør 9-13"))
    *days, clocks = re.sub(r"\s*[-–]\s*", "-", part.lower()).split() or [""]
    found = _RANGE.fullmatch(clocks)
    if found is None or not days:
        raise expected
    try:
        # 24 is the midnight that ends the day.
        starts, ends = clock(found[1]), time(0) if found[2] == "24" else clock(found[2])
        return [Hours(day, starts, ends) for word in days for day in _days(word)]
    except (Unreadable, KeyError):
        raise expected from None


def _days(word: str) -> list[int]:
    if word in {"hverdage", "hverdag"}:
        return [1, 2, 3, 4, 5]
    first, _, last = word.partition("-")
    return list(range(_DAYS[first], _DAYS[last or first] + 1))
