"""The page "Telefontolk nu": what is typed, and how the call stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from booking.domain.bookings import Status
from booking.domain.modes import Mode
from booking.domain.texts import Text
from booking.web.views.orders import Option


@dataclass(frozen=True, slots=True)
class NowInput:
    """The form as typed; `bridge` chooses the office's telephone bridge instead of a number."""

    language: str = ""
    minutes: str = "30"
    phone: str = ""
    bridge: str = ""
    unit: str = ""
    case_type: str = ""
    measure: str = ""
    citizen_ref: str = ""
    substitutes_ok: str = ""


@dataclass(frozen=True, slots=True)
class NowForm:
    """What there is to choose from; `bridge_phone` is empty where the office has none."""

    values: NowInput
    languages: tuple[Option, ...]
    units: tuple[Option, ...]
    case_types: tuple[Option, ...]
    measures: tuple[Option, ...]
    bridge_phone: str
    patience: int
    errors: Mapping[str, Text] = field(default_factory=dict)

    lengths: ClassVar[tuple[str, ...]] = ("15", "30", "45", "60")


@dataclass(frozen=True, slots=True)
class WayBox:
    way: str
    text: Text
    count: int


@dataclass(frozen=True, slots=True)
class Hotline:
    name: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallPage:
    """A call: who was asked and until when, who has come, or what else there is."""

    number: str
    status: Status
    language: Text | str
    mode: Mode
    starts_at: datetime
    ends_at: datetime
    asked: int
    refused: int
    until: datetime | None
    interpreter: str = ""
    interpreter_phone: str = ""
    phone: str = ""
    link: str = ""
    ways: tuple[WayBox, ...] = ()
    hotlines: tuple[Hotline, ...] = ()

    @property
    def state(self) -> str:
        """waits · come · nobody · over, as the page tells them apart."""
        if self.interpreter:
            return "come"
        return {Status.OFFERED: "waits", Status.REQUESTED: "waits", Status.UNFILLED: "nobody"}.get(self.status, "over")

    @property
    def waits(self) -> bool:
        return self.state == "waits"

    @property
    def stream(self) -> str:
        return f"/nu/{self.number}/strom"
