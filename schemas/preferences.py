"""What one hears of and how, as it goes in and out of the API."""

from datetime import datetime

from msgspec import Struct

from schemas.orders import Line
from schemas.settings import SettingChangeOut


class ChoiceOut(Struct):
    """One thing to choose: its value now, the office's, and the values it takes (none listed where it is free)."""

    key: str
    name: str
    value: int | str
    usual: int | str
    values: list[str]
    always: str = ""
    quiet_hours: str = ""


class PreferencesOut(Struct):
    """`phone` is the confirmed number, `waiting_for_code` one that a code was sent to; `sms` says whether there is a
    gateway."""

    tongue: str
    sms: bool
    phone: str
    waiting_for_code: str
    choices: list[ChoiceOut]


class PreferencesIn(Struct, forbid_unknown_fields=True, kw_only=True):
    """Values by key; what is left out stays."""

    choices: dict[str, int | str] = {}
    tongue: str = ""


class PhoneIn(Struct, forbid_unknown_fields=True):
    phone: Line


class CodeIn(Struct, forbid_unknown_fields=True):
    code: Line


class PhoneOut(Struct):
    """The number, and whether it is confirmed."""

    phone: str
    confirmed: bool


class OfficeChoicesOut(Struct):
    """What holds for whoever has chosen nothing, and who changed it, the newest first."""

    choices: list[ChoiceOut]
    changes: list[SettingChangeOut]


class OfficeChoicesIn(Struct, forbid_unknown_fields=True):
    """Values by key; what is left out stays."""

    choices: dict[str, int | str]


class KeptTextOut(Struct):
    """A text message as the local sink received it; `parts` is how many it was paid for as."""

    at: datetime
    to: str
    sender: str
    text: str
    parts: int
    repeats: int


class KeptTextsOut(Struct):
    items: list[KeptTextOut]


class ToldOut(Struct):
    """A reminder or a text message about a booking; `reason` says why where it was not sent."""

    topic: str
    name: str
    to: str
    way: str
    state: str
    at: datetime
    reason: str = ""


class ToldListOut(Struct):
    items: list[ToldOut]
