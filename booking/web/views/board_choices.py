"""What of the board is shown: whose rows, which of the queue; and the addresses that keep it so."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import ClassVar
from urllib.parse import urlencode

from booking.domain.texts import Text
from booking.web.views.orders import Option

ONLY: dict[str, Text] = {
    "": Text("Alle", "All"),
    "fri": Text("Til rådighed", "Available"),
    "ansat": Text("Ansatte", "Salaried"),
}
QUEUES: dict[str, Text] = {"": Text("Alle", "All"), "dag": Text("Denne dag", "This day")}


@dataclass(frozen=True, slots=True)
class Choices:
    """`language` is a code, `only` a key of ONLY, `queue` a key of QUEUES; empty is everything."""

    language: str = ""
    only: str = ""
    queue: str = ""

    NAMES: ClassVar[tuple[str, ...]] = ("sprog", "kun", "koe")

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """What a form or an address carries along."""
        values = (self.language, self.only, self.queue)
        return tuple((name, value) for name, value in zip(self.NAMES, values, strict=True) if value)

    @lru_cache(maxsize=4096)  # noqa: B019 - a value, and kept for no longer than others push it out
    def at(self, path: str, day: date | None = None, chosen: str = "") -> str:
        """The address of a day, with the booking that is open in the queue."""
        own = [("dag", day.isoformat() if day is not None else ""), ("vis", chosen)]
        query = [(name, value) for name, value in (*own, *self.fields) if value]
        return f"{path}?{urlencode(query)}" if query else path


EVERYTHING = Choices()


def choices_in(typed: Mapping[str, str]) -> Choices:
    """As it was sent; what nobody can choose counts as everything."""
    language, only, queue = (typed.get(name, "") for name in Choices.NAMES)
    known = language if language.isalnum() and len(language) <= 8 else ""
    return Choices(known, only if only in ONLY else "", queue if queue in QUEUES else "")


@dataclass(frozen=True, slots=True)
class Choosable:
    """What can be chosen: the languages of the register, and how many interpreters each choice shows."""

    languages: tuple[Option, ...] = ()
    counts: Mapping[str, int] | None = None

    @property
    def kinds(self) -> tuple[tuple[str, Text, int | None], ...]:
        return tuple((key, name, (self.counts or {}).get(key)) for key, name in ONLY.items())


NOTHING_CHOOSABLE = Choosable()
