"""Tasks as the page shows them."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from urllib.parse import urlencode
from uuid import UUID

from booking.domain.tasks import Answer
from booking.domain.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """One thing to look at; `href` is where more stands about it and `link` its words, `settled` how it ended."""

    id: UUID
    kind: str
    name: Text
    tag: str
    says: Text
    made_at: datetime
    answers: tuple[Answer, ...] = ()
    booking: str = ""
    starts_at: datetime | None = None
    person: str = ""
    href: str = ""
    link: Text | None = None
    done_at: datetime | None = None
    done_by: str = ""
    settled: Text | None = None
    taken_by: str = ""
    mine: bool = False


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """A kind one may narrow to, and how many of it wait."""

    kind: str
    name: Text
    count: int


@dataclass(frozen=True, slots=True)
class TaskList:
    rows: tuple[TaskRow, ...]
    kinds: tuple[TaskFilter, ...] = ()
    chosen: str = ""
    done: bool = False
    error: Text | None = None
    mine: bool = False
    stream: str = "/tavle/strom"

    part: ClassVar[str] = "opgaver/_liste.html"

    @property
    def here(self) -> str:
        """The address of the list as it is narrowed to."""
        asked = {"slags": self.chosen, "mine": "ja" if self.mine else "", "faerdige": "ja" if self.done else ""}
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"/opgaver?{query}" if query else "/opgaver"

    @property
    def waiting(self) -> int:
        return sum(one.count for one in self.kinds)
