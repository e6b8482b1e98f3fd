"""The steps of a new municipality."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from booking.domain.texts import Text


@dataclass(frozen=True, slots=True)
class Beginning:
    """The first page, behind the link: whose office it is, and who administrates it."""

    token: str
    values: Mapping[str, str]
    errors: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StepRow:
    key: str
    name: Text
    done: bool


@dataclass(frozen=True, slots=True)
class SchemeRow:
    """A tariff that is there from the start: its name, since when, and how many rates it has."""

    name: Text
    since: date
    rates: int


@dataclass(frozen=True, slots=True)
class StepPage:
    """One step with why it is asked for; `step` is empty when all are done."""

    step: str
    steps: tuple[StepRow, ...]
    why: Text
    values: Mapping[str, str]
    units: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    schemes: tuple[SchemeRow, ...] = ()
    rules: int = 0
    email: str = ""
    errors: Mapping[str, Text] = field(default_factory=dict)
    faults: tuple[Text, ...] = ()

    @property
    def at(self) -> int:
        """The step's own number, from 1."""
        return next((n for n, row in enumerate(self.steps, 1) if row.key == self.step), len(self.steps))
