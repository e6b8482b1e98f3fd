"""The ways an order reaches the office, and how each is said."""

from enum import StrEnum

from booking.domain.texts import Text


class Channel(StrEnum):
    WEB = "web"
    API = "api"
    PHONE = "phone"
    MAIL = "mail"


CHANNELS: dict[Channel, Text] = {
    Channel.WEB: Text("på siden", "on the page"),
    Channel.API: Text("via API", "over the API"),
    Channel.PHONE: Text("pr. telefon", "by phone"),
    Channel.MAIL: Text("pr. mail", "by email"),
}
_NAMES: dict[Channel, Text] = {
    Channel.WEB: Text("Denne side", "This page"),
    Channel.API: Text("API", "API"),
    Channel.PHONE: Text("Telefon", "Phone"),
    Channel.MAIL: Text("Mail", "Email"),
}
# What the office can say of an order that it enters for somebody else.
TAKEN: tuple[Channel, ...] = (Channel.PHONE, Channel.MAIL, Channel.WEB)


def name_of(channel: Channel) -> Text:
    return _NAMES[channel]


def how(channel: str) -> Text:
    """How a booking came in, in words; nothing for one whose channel nobody wrote down."""
    return CHANNELS[Channel(channel)] if channel in list(Channel) else Text("", "")
