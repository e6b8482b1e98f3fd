"""The programs whose answers are written here, each with its manners, and what one can answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from booking.domain.texts import Text


class Answer(StrEnum):
    """What a recipient, or the machine that should have delivered to them, sends back."""

    ACCEPT = "accept"
    DECLINE = "decline"
    TENTATIVE = "tentative"
    COUNTER = "counter"
    MESSAGE = "message"
    ABSENCE = "absence"
    BOUNCE = "bounce"


@dataclass(frozen=True, slots=True)
class Manner:
    """One answer: its button, and for a calendar's answer the PARTSTAT and METHOD."""

    name: Text
    partstat: str = ""
    method: str = ""

    @property
    def of_calendar(self) -> bool:
        return bool(self.method)


ANSWERS: dict[Answer, Manner] = {
    Answer.ACCEPT: Manner(Text("Acceptér", "Accept"), "ACCEPTED", "REPLY"),
    Answer.DECLINE: Manner(Text("Afvis", "Decline"), "DECLINED", "REPLY"),
    Answer.TENTATIVE: Manner(Text("Svar måske", "Answer maybe"), "TENTATIVE", "REPLY"),
    Answer.COUNTER: Manner(Text("Foreslå ny tid", "Propose another time"), "TENTATIVE", "COUNTER"),
    Answer.MESSAGE: Manner(Text("Skriv en besked", "Write a message")),
    Answer.ABSENCE: Manner(Text("Send autosvar", "Send absence reply")),
    Answer.BOUNCE: Manner(Text("Send retur som uleverlig", "Return as undeliverable")),
}


@dataclass(frozen=True, slots=True)
class Client:
    """A program: how it begins its subjects, who it says it is, whether it attaches the answer once more.

    `to_sender` is where its absence replies go: to the writer, or as RFC 3834 wants to the envelope's sender.
    """

    key: str
    name: str
    prodid: str
    prefixes: Mapping[Answer, str]
    attaches: bool = False
    to_sender: bool = True
    postmaster: str = "MAILER-DAEMON"
    undelivered: str = "Undelivered Mail Returned to Sender"
    status: str = "5.1.1"


CLIENTS: dict[str, Client] = {
    one.key: one
    for one in (
        Client(
            "outlook",
            "Outlook",
            "Microsoft Exchange Server 2010",
            {
                Answer.ACCEPT: "Accepteret: ",
                Answer.DECLINE: "Afvist: ",
                Answer.TENTATIVE: "Foreløbig: ",
                Answer.COUNTER: "Nyt tidspunkt foreslået: ",
                Answer.MESSAGE: "SV: ",
                Answer.ABSENCE: "Automatisk svar: ",
            },
            postmaster="postmaster",
            undelivered="Kan ikke leveres: ",
            status="5.1.10",
        ),
        Client(
            "gmail",
            "Gmail",
            "-//Google Inc//Google Calendar 70.9054//EN",
            {
                Answer.ACCEPT: "Accepteret: ",
                Answer.DECLINE: "Afvist: ",
                Answer.TENTATIVE: "Måske: ",
                Answer.COUNTER: "Foreslået nyt tidspunkt: ",
                Answer.MESSAGE: "Re: ",
                Answer.ABSENCE: "Autosvar: ",
            },
            attaches=True,
            postmaster="mailer-daemon",
            undelivered="Delivery Status Notification (Failure)",
        ),
        Client(
            "apple",
            "Apple",
            "-//Apple Inc.//macOS 15.1//EN",
            {
                Answer.ACCEPT: "Accepteret: ",
                Answer.DECLINE: "Afslået: ",
                Answer.TENTATIVE: "Måske: ",
                Answer.COUNTER: "Forslag til nyt tidspunkt: ",
                Answer.MESSAGE: "Re: ",
                Answer.ABSENCE: "Auto: ",
            },
            to_sender=False,
        ),
    )
}
