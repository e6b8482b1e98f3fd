"""How an interpreter takes part: in the room, by telephone, by Skype or another video link."""

from dataclasses import dataclass
from enum import StrEnum

from booking.domain.texts import Text


class Mode(StrEnum):
    """The key in the API, in the tables and in the reports."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    SKYPE = "skype"


@dataclass(frozen=True, slots=True)
class ModeTraits:
    """What a mode implies; `reach_field` is the booking field that says how to get there."""

    name: Text
    short: Text
    remote: bool
    reach_field: str
    icon: str


MODES: dict[Mode, ModeTraits] = {
    Mode.SKYPE: ModeTraits(Text("Videotolkning", "Video"), Text("Video", "Video"), True, "link", "video"),
    Mode.PHONE: ModeTraits(Text("Telefontolkning", "Telephone"), Text("Telefon", "Phone"), True, "phone", "phone"),
    Mode.IN_PERSON: ModeTraits(
        Text("Fremmødetolkning", "In person"), Text("Fremmøde", "In person"), False, "address", "map-pin"
    ),
}


def is_remote(mode: Mode) -> bool:
    return MODES[mode].remote
