"""The page "Tilbudsregler": each line as it is typed, and the whole in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from booking.domain.offering import How
from booking.domain.texts import Text
from booking.web.views.orders import Option

HOWS = (
    Option(How.NEXT.value, Text("Én ad gangen", "One at a time")),
    Option(How.SEVERAL.value, Text("Flere ad gangen", "Several at a time")),
    Option(How.ALL.value, Text("Alle på én gang", "All at once")),
)


@dataclass(frozen=True, slots=True)
class StepRow:
    lead: str
    how: str
    thinking: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyPage:
    """`words` is the policy in force; the fields are what is typed, or the policy itself."""

    words: tuple[Text, ...]
    steps: tuple[StepRow, ...]
    several: str
    opens: str
    closes: str
    late_hours: str
    now_minutes: str
    bridge_phone: str
    may_write: bool
    errors: Mapping[str, Text] = field(default_factory=dict)

    hows: ClassVar[tuple[Option, ...]] = HOWS
