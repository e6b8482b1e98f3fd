"""The units' pages: the tree, and the form of one."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from booking.domain.texts import Text
from booking.web.views.conflicts import NOBODY_AWAY, AwayBox
from booking.web.views.orders import Option


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit in the tree; `depth` counts from 0, and `twins` says that another unit has the same EAN."""

    code: str
    name: str
    depth: int
    ean: str
    cost_centre: str
    address: str
    active: bool
    twins: bool


@dataclass(frozen=True, slots=True)
class UnitTree:
    rows: tuple[UnitRow, ...]
    may_edit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitForm:
    """A unit as typed; `stamp` marks what the form was made from and is empty for a new one."""

    values: Mapping[str, str]
    parents: tuple[Option, ...]
    digits: int
    is_new: bool
    stamp: str = ""
    title: str = ""
    warnings: tuple[Text, ...] = ()
    errors: Mapping[str, Text] = field(default_factory=dict)
    away: AwayBox = NOBODY_AWAY

    @property
    def names(self) -> Mapping[str, Text]:
        return NAMES


NAMES: dict[str, Text] = {
    "code": Text("Kode", "Code"),
    "name": Text("Navn", "Name"),
    "parent": Text("Ligger under", "Lies under"),
    "ean": Text("EAN-nummer", "EAN number"),
    "cost_centre": Text("Omkostningssted", "Cost centre"),
    "address": Text("Adresse", "Address"),
}
