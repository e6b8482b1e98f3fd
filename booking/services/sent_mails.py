"""What came of answers that the local sink saw: each mail to us with what the door for mail made of it."""

from collections.abc import Collection
from dataclasses import dataclass

from booking.domain.inbound import RULES
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.services.desk import Desk

RULE_OF = {rule.outcome.value: rule for rule in RULES}
ON_THE_WAY = Text("Ikke modtaget endnu", "Not received yet")
NOT_JUDGED = Text("Modtaget, ikke læst endnu", "Received, not read yet")


@dataclass(frozen=True, slots=True)
class Heard:
    """`outcome` is empty until the mail has been judged; `case` and `effect` say it, `lot` where the mail stays."""

    outcome: str
    case: Text
    effect: Text | None = None
    lot: str = ""

    @property
    def pending(self) -> bool:
        return not self.outcome


async def heard(desk: Desk, essences: Collection[bytes]) -> dict[bytes, Heard]:
    """What became of each of the mails, by essence; Denied unless the actor may read mail."""
    require_permission(desk.actor, "mail:read")
    known = await desk.inbound.judged(essences) if essences else {}
    return {one: _heard(known[one].outcome, known[one].state) if one in known else _nothing() for one in essences}


def _nothing() -> Heard:
    return Heard("", ON_THE_WAY)


def _heard(outcome: str, state: str) -> Heard:
    if not outcome:
        return Heard("", NOT_JUDGED)
    rule = RULE_OF.get(outcome)
    return Heard(outcome, rule.case if rule else Text(outcome, outcome), rule.effect if rule else None, state)
