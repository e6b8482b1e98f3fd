"""Units as they go in and out of the API."""

from msgspec import UNSET, Struct, UnsetType

from schemas.orders import Line


class NewUnit(Struct, forbid_unknown_fields=True, kw_only=True):
    """A unit under another; `ean` has 13 digits, `cost_centre` as many as the chart of accounts, no fewer."""

    code: Line
    name: Line
    parent: Line | None = None
    ean: Line | None = None
    cost_centre: Line | None = None
    address: Line = ""


class UnitChanges(Struct, forbid_unknown_fields=True, kw_only=True):
    """What shall be different; what is left out stays. `active` false closes the unit to new bookings."""

    name: Line | UnsetType = UNSET
    parent: Line | UnsetType | None = UNSET
    ean: Line | UnsetType | None = UNSET
    cost_centre: Line | UnsetType | None = UNSET
    address: Line | UnsetType = UNSET
    active: bool | UnsetType = UNSET


class UnitOut(Struct, kw_only=True):
    """A unit in full; degrees are WGS 84, None where the postcode is not known."""

    code: str
    name: str
    parent: str | None
    children: list[str]
    ean: str | None
    cost_centre: str | None
    address: str
    lat: float | None
    lon: float | None
    active: bool
    bookings_ahead: int
    warnings: list[str]
