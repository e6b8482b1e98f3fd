"""Attestation: how long silence may last before it is an approval, and when somebody is reminded."""

from dataclasses import dataclass

from booking.domain.errors import Invalid
from booking.domain.texts import Text

LONGEST = 365


@dataclass(frozen=True, slots=True)
class AttestationRule:
    """Days without a dispute after which the system attests, and days after which a requester is reminded; 0: never."""

    silence_days: int = 0
    remind_days: int = 3


def check_rule(rule: AttestationRule) -> None:
    """Invalid, naming the field: days from 0 to a year, and silence no sooner than the first reminder."""
    for field, days in (("silence_days", rule.silence_days), ("remind_days", rule.remind_days)):
        if not 0 <= days <= LONGEST:
            raise Invalid(Text(f"Skriv dage fra 0 til {LONGEST}.", f"Write days from 0 to {LONGEST}."), field=field)
    if rule.silence_days and not 0 < rule.remind_days < rule.silence_days:
        raise Invalid(
            Text(
                "Tavshed kan først godkende, når der er mindet om det. Sæt en påmindelse til færre dage.",
                "Silence approves only after a reminder. Let the reminder come after fewer days.",
            ),
            field="silence_days",
        )
