"""The office's settings as they go in and out of the API."""

from datetime import datetime
from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from schemas.orders import Line

Ore = Annotated[int, Meta(ge=0, le=1_000_000)]


class WeightsIn(Struct, forbid_unknown_fields=True, kw_only=True):
    """In øre, but `continuity_most`, a count of meetings; what is left out stays."""

    continuity_ore: Ore | UnsetType = UNSET
    continuity_most: Ore | UnsetType = UNSET
    preferred_ore: Ore | UnsetType = UNSET
    gender_wish_ore: Ore | UnsetType = UNSET
    substitute_ore: Ore | UnsetType = UNSET
    decline_ore: Ore | UnsetType = UNSET
    asked_ore: Ore | UnsetType = UNSET
    worked_week_ore: Ore | UnsetType = UNSET


class WeightOut(Struct):
    key: str
    value: int
    unit: str
    text: str


class SettingChangeOut(Struct):
    key: str
    value: int | str
    set_at: datetime
    set_by: str


class WeightsOut(Struct):
    """The weights in force, and who changed which, the newest first."""

    weights: list[WeightOut]
    changes: list[SettingChangeOut]


class AlarmIO(Struct, forbid_unknown_fields=True, kw_only=True):
    """Hours before the start of a job that nobody has, and the address that is mailed; none when empty."""

    hours: Annotated[int, Meta(ge=0, le=72)] = 2
    email: Line = ""
