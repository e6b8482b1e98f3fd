"""How somebody has their jobs in their own calendar, as it goes in and out of the API."""

from typing import Literal

from msgspec import Struct

from schemas.orders import Line


class CalendarChoiceIn(Struct, forbid_unknown_fields=True, kw_only=True):
    choice: Literal["invitations", "feed", "both"]


class CalendarOut(Struct, kw_only=True):
    """`choice` is empty until one is made; `address` only right after it was made, shown this once."""

    choice: str
    invited: int
    subscribed: bool
    address: str = ""


class AddressIn(Struct, forbid_unknown_fields=True, kw_only=True):
    email: Line
