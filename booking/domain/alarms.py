"""Alarms: a job that begins soon, or has begun, and that nobody has."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from booking.domain.errors import Invalid
from booking.domain.texts import Text

MOST_HOURS = 72
_ADDRESS = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]+")


class Alarm(StrEnum):
    SOON = "soon"
    BEGUN = "begun"


ALARMS: dict[Alarm, Text] = {
    Alarm.SOON: Text("Starter snart uden tolk", "Starts soon without interpreter"),
    Alarm.BEGUN: Text("Begyndt uden tolk", "Begun without interpreter"),
}


@dataclass(frozen=True, slots=True)
class AlarmRule:
    """How many hours before the start the alarm is raised, and where it is mailed, nowhere when empty."""

    hours: int = 2
    email: str = ""


def alarm_of(starts_at: datetime, now: datetime, rule: AlarmRule) -> Alarm | None:
    """The alarm of a job that nobody has."""
    if starts_at <= now:
        return Alarm.BEGUN
    return Alarm.SOON if starts_at - now <= timedelta(hours=rule.hours) else None


def check_rule(rule: AlarmRule) -> None:
    """Invalid for hours beyond three days and for what is no address."""
    if not 0 <= rule.hours <= MOST_HOURS:
        raise Invalid(
            Text(f"Skriv et antal timer fra 0 til {MOST_HOURS}.", f"Write hours from 0 to {MOST_HOURS}."), field="hours"
        )
    if rule.email and not _ADDRESS.fullmatch(rule.email):
        raise Invalid(
            Text("Skriv én mailadresse, eller lad feltet stå tomt.", "Write one email address, or leave it empty."),
            field="email",
        )
