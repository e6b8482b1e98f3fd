"""What one can be told of, who is, by which ways, and whether it may ring at night: one table."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from booking.domain.accounts import Role
from booking.domain.texts import Text


class Topic(StrEnum):
    OFFER = "offer"
    ON_DEMAND = "on_demand"
    JOB_CHANGED = "job_changed"
    JOB_REMINDER = "job_reminder"
    DAY_SHEET = "day_sheet"
    BOOKING_CHANGED = "booking_changed"
    BOOKING_REMINDER = "booking_reminder"
    ALARM = "alarm"
    UNFILLED_WEEK = "unfilled_week"
    OPEN_TASKS = "open_tasks"
    LEADER_REPORT = "leader_report"


class Way(StrEnum):
    OFF = "off"
    MAIL = "mail"
    SMS = "sms"
    BOTH = "both"

    @property
    def by_mail(self) -> bool:
        return self in (Way.MAIL, Way.BOTH)

    @property
    def by_sms(self) -> bool:
        return self in (Way.SMS, Way.BOTH)


class Breaks(StrEnum):
    """What quiet hours mean to a topic: it waits, it waits unless that is too late, or it never waits."""

    NEVER = "never"
    TOO_LATE = "too_late"
    ALWAYS = "always"


WAYS: dict[Way, Text] = {
    Way.OFF: Text("Slet ikke", "Not at all"),
    Way.MAIL: Text("Mail", "Email"),
    Way.SMS: Text("SMS", "SMS"),
    Way.BOTH: Text("Mail og SMS", "Email and SMS"),
}


@dataclass(frozen=True, slots=True)
class Traits:
    """Who hears of it, the ways to choose among, the product's own choice, and why it cannot be switched off.

    `mails`: its mail is sent from here; else it is the calendar's or the office's own, and only an SMS is added.
    """

    name: Text
    text: Text
    role: Role
    ways: tuple[Way, ...]
    usual: Way
    breaks: Breaks
    at_night: Text
    always: Text | None = None
    mails: bool = True


_ANY = (Way.MAIL, Way.SMS, Way.BOTH)
_OR_NOT = (Way.OFF, *_ANY)
_BESIDE = (Way.MAIL, Way.BOTH)
_LETTER = (Way.OFF, Way.MAIL)

_WAITS = Text("Venter i stille timer.", "Waits in quiet hours.")
_UNTIL_TOO_LATE = Text(
    "Venter i stille timer, når fristen eller starten tillader det.",
    "Waits in quiet hours where the deadline or the start allows it.",
)
_RINGS = Text("Kommer også i stille timer.", "Comes in quiet hours too.")
_OWN_CLOCK = Text("Kommer på sit eget klokkeslæt.", "Comes at its own time of day.")
_JOB = Text(
    "Kan ikke slås fra: ellers møder du op til en opgave, der er aflyst.",
    "Cannot be switched off: you would turn up for a job that is cancelled.",
)

TOPICS: dict[Topic, Traits] = {
    Topic.OFFER: Traits(
        Text("Tilbud om en opgave", "Offers of a job"),
        Text("Hvornår, hvordan, og hvornår du senest skal svare.", "When, how, and until when to answer."),
        Role.INTERPRETER, _ANY, Way.MAIL, Breaks.TOO_LATE, _UNTIL_TOO_LATE,
        Text("Kan ikke slås fra: uden tilbud får du ingen opgaver.", "Cannot be switched off: no offers, no jobs."),
    ),
    Topic.ON_DEMAND: Traits(
        Text("Telefontolk nu", "Interpreter now"),
        Text("Nogen mangler en tolk i dette øjeblik, og du er ledig.", "Somebody needs one this minute; you are free."),
        Role.INTERPRETER, _ANY, Way.BOTH, Breaks.ALWAYS, _RINGS,
        Text(
            "Kan ikke slås fra her: du spørges kun, når du er ledig eller har sagt, at du kan ringes op.",
            "Cannot be switched off here: you are asked only when free, or when you said that you may be rung.",
        ),
    ),
    Topic.JOB_CHANGED: Traits(
        Text("Opgave aflyst eller ændret inden for et døgn", "Job cancelled or changed within a day"),
        Text(
            "Kalenderen får altid besked på mail; en SMS når dig på vejen.",
            "The calendar is always told by email; an SMS reaches you on the way.",
        ),
        Role.INTERPRETER, _BESIDE, Way.BOTH, Breaks.TOO_LATE, _UNTIL_TOO_LATE, _JOB, mails=False,
    ),
    Topic.JOB_REMINDER: Traits(
        Text("Påmindelse om en opgave", "Reminder of a job"),
        Text("Én gang for hver opgave, hvis den stadig er din.", "Once for each job, if it is still yours."),
        Role.INTERPRETER, _OR_NOT, Way.MAIL, Breaks.NEVER, _WAITS,
    ),
    Topic.DAY_SHEET: Traits(
        Text("Dagseddel", "Day sheet"),
        Text("Dagens opgaver i rækkefølge, kun de dage du har nogen.", "The day's jobs in order, on days with any."),
        Role.INTERPRETER, _OR_NOT, Way.MAIL, Breaks.ALWAYS, _OWN_CLOCK,
    ),
    Topic.BOOKING_CHANGED: Traits(
        Text("Bestilling aflyst eller ændret inden for et døgn", "Booking cancelled or changed within a day"),
        Text("En bestilling, som andre end dig selv har ændret.", "A booking that somebody else has changed."),
        Role.REQUESTER, _BESIDE, Way.MAIL, Breaks.TOO_LATE, _UNTIL_TOO_LATE,
        Text(
            "Kan ikke slås fra: ellers venter du på en tolk, der ikke kommer.",
            "Cannot be switched off: you would wait for an interpreter who does not come.",
        ),
        mails=False,
    ),
    Topic.BOOKING_REMINDER: Traits(
        Text("Påmindelse om en bestilling", "Reminder of a booking"),
        Text("Én gang for hver bestilling med tolk.", "Once for each booking with an interpreter."),
        Role.REQUESTER, _OR_NOT, Way.OFF, Breaks.NEVER, _WAITS,
    ),
    Topic.ALARM: Traits(
        Text("Alarm: starter snart uden tolk", "Alarm: starts soon without interpreter"),
        Text("Mailen går til kontorets adresse, en SMS til dig.", "The email goes to the office, an SMS to you."),
        Role.COORDINATOR, _BESIDE, Way.MAIL, Breaks.ALWAYS, _RINGS,
        Text("Kan ikke slås fra her: adressen står under alarm.", "Cannot be switched off here: see the alarm."),
        mails=False,
    ),
    Topic.UNFILLED_WEEK: Traits(
        Text("Ubesatte opgaver, ugens liste", "Jobs without interpreter, the week's list"),
        Text("De næste to uger, ugens første arbejdsdag.", "The next two weeks, on the week's first working day."),
        Role.COORDINATOR, _LETTER, Way.MAIL, Breaks.ALWAYS, _OWN_CLOCK,
    ),
    Topic.OPEN_TASKS: Traits(
        Text("Åbne opgaver for kontoret", "The office's open tasks"),
        Text("Hver arbejdsdag, når der er nogen.", "Each working day when there are any."),
        Role.COORDINATOR, _LETTER, Way.MAIL, Breaks.ALWAYS, _OWN_CLOCK,
    ),
    Topic.LEADER_REPORT: Traits(
        Text("Månedens ledelsesrapport", "The month's report for leaders"),
        Text(
            "Fire sætninger og en PDF, månedens første arbejdsdag.",
            "Four sentences and a PDF, on the month's first working day.",
        ),
        Role.LEADER, _LETTER, Way.MAIL, Breaks.ALWAYS, _OWN_CLOCK,
    ),
}  # fmt: skip


def topics_of(roles: Collection[Role]) -> tuple[Topic, ...]:
    """What somebody with these roles hears of, in the table's order."""
    return tuple(topic for topic, traits in TOPICS.items() if traits.role in roles)
