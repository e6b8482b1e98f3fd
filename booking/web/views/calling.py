"""Who could be ringing."""

from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class Caller:
    """A requester; `href` is the order form as theirs."""

    name: str
    email: str
    unit: str
    code: str

    @property
    def href(self) -> str:
        return f"/bestil?{urlencode({'ringer': self.email})}"


@dataclass(frozen=True, slots=True)
class CallingUnit:
    """A unit whose caller has no account."""

    code: str
    name: str

    @property
    def href(self) -> str:
        return f"/bestil?{urlencode({'enhed': self.code})}"


@dataclass(frozen=True, slots=True)
class CallerList:
    """Those who fit what was typed; `found` counts them all."""

    q: str = ""
    people: tuple[Caller, ...] = ()
    units: tuple[CallingUnit, ...] = ()
    found: int = 0

    @property
    def beyond(self) -> int:
        return self.found - len(self.people) - len(self.units)
