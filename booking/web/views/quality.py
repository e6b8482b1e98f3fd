"""Complaints, ratings and figures, as the pages show them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from booking.domain.quality import ABOUT, RULINGS, Figures, Stage
from booking.domain.texts import Text
from booking.web.views.orders import Option

STAGE_TAGS: dict[Stage, str] = {
    Stage.RECEIVED: "warn",
    Stage.HEARING: "info",
    Stage.ANSWERED: "warn",
    Stage.DECIDED: "ok",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintRow:
    """A complaint in a list."""

    number: str
    booking: str
    starts_at: datetime
    about: Text
    stage: Text
    tag: str
    interpreter: str
    made_at: datetime
    answer_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class ComplaintList:
    rows: tuple[ComplaintRow, ...]
    handles: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintPage:
    """One complaint; `typed` and `errors` come back on a mistake; the flags are what the reader may do now."""

    row: ComplaintRow
    text: str
    answer: str
    answered_at: datetime | None
    ruling: Text | None
    decision: str
    decided_at: datetime | None
    may_hear: bool = False
    may_answer: bool = False
    may_decide: bool = False
    only_withdrawal: bool = False
    typed: str = ""
    errors: Mapping[str, Text] = field(default_factory=dict)
    rulings: ClassVar[tuple[Option, ...]] = tuple(Option(ruling.value, name) for ruling, name in RULINGS.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgePage:
    """Where a booking's interpreting is rated and complained about."""

    number: str
    language: Text | str
    starts_at: datetime
    ends_at: datetime
    interpreter: str
    over: bool
    stars: int | None
    may_rate: bool
    complaints: tuple[ComplaintRow, ...]
    typed: str = ""
    about: str = ""
    errors: Mapping[str, Text] = field(default_factory=dict)
    kinds: ClassVar[tuple[Option, ...]] = tuple(Option(about.value, name) for about, name in ABOUT.items())


@dataclass(frozen=True, slots=True)
class FiguresRow:
    name: str
    employment: Text
    figures: Figures

    @property
    def hours(self) -> float:
        return round(self.figures.minutes / 60, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresPage:
    """Everybody's figures in a period, and of all together; what was typed comes back on a mistake."""

    since: date
    until: date
    rows: tuple[FiguresRow, ...]
    total: Figures
    since_typed: str = ""
    until_typed: str = ""
    error: Text | None = None
