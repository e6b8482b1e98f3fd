"""The office's own settings: what the weights are worth, and when an alarm is raised."""

from dataclasses import dataclass
from datetime import datetime

from booking.domain.texts import Text


@dataclass(frozen=True, slots=True)
class WeightRow:
    """One weight in its unit; `value` is what stands in the field, `usual` what the product came with."""

    key: str
    name: Text
    text: Text
    unit: Text
    value: str
    usual: int
    error: Text | None = None


@dataclass(frozen=True, slots=True)
class LogRow:
    """Who set what to which value, and when."""

    at: datetime
    who: str
    what: Text
    value: str


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One page of settings, and what it decides."""

    href: str
    name: Text
    says: Text


@dataclass(frozen=True, slots=True)
class SettingGroup:
    name: Text
    rows: tuple[SettingRow, ...]


@dataclass(frozen=True, slots=True)
class SettingsIndex:
    """All the pages that the reader may open, in their groups."""

    groups: tuple[SettingGroup, ...]


@dataclass(frozen=True, slots=True)
class WeightsPage:
    rows: tuple[WeightRow, ...]
    log: tuple[LogRow, ...]
    may_write: bool = False


@dataclass(frozen=True, slots=True)
class AlarmPage:
    """`hours` and `email` as they stand in the fields."""

    hours: str
    email: str
    log: tuple[LogRow, ...] = ()
    may_write: bool = False
    error_hours: Text | None = None
    error_email: Text | None = None
