"""The remote advisor: what could be held by phone or video, what was asked, and the answers."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from schemas.orders import LINES


class ReasonOut(Struct):
    key: str
    text: str


class SuggestionOut(Struct):
    """A talk ahead; amounts in DKK by the price engine, `freed_minutes` is the interpreter's journey.

    `guessed`: nobody has it yet, and the unit's usual journey stands in.
    """

    number: str
    starts_at: datetime
    language: str
    unit: str
    mode: str
    fits: bool
    reasons: list[ReasonOut]
    against: list[ReasonOut]
    in_person: str
    remote: str
    saving: str
    freed_minutes: int
    guessed: bool


class OutcomesOut(Struct):
    """What came of the questions; `acceptance` in percent of those answered, null where nobody has."""

    asked: int
    accepted: int
    declined: int
    acceptance: str | None
    expected: str
    realised: int
    realised_saving: str
    freed_minutes: int


class PotentialOut(Struct):
    """Everything in person ahead that nobody was asked about; the sums are of those that fit."""

    fitting: int
    saving: str
    freed_minutes: int
    items: list[SuggestionOut]
    outcomes: OutcomesOut


class AdviceOut(Struct):
    number: str
    mode: str
    state: str
    saving: str
    freed_minutes: int
    reason: str
    words: str
    never: bool


class Accept(Struct, forbid_unknown_fields=True):
    """`mode` as suggested unless said; `reach` is the link or the number."""

    mode: Literal["phone", "skype"] | None = None
    reach: Annotated[str, Meta(max_length=300)] = ""


class Decline(Struct, forbid_unknown_fields=True):
    """`never`: the case is not asked about again."""

    reason: str
    words: Annotated[str, Meta(max_length=500, pattern=LINES)] = ""
    never: bool = False
