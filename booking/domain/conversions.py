"""Which talks held in person could be held by phone or video (omlægning): what speaks for it, and what against."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from booking.domain.catalogue import IN_PERSON_REASONS
from booking.domain.errors import Conflict, Invalid
from booking.domain.modes import Mode
from booking.domain.texts import Text

SHORT, FAR = 60, 45
"""Minutes: a talk that is no longer is short, and a journey there and back that is longer is far."""

# Reasons for meeting that a screen does not meet; without one, or with "other", it can be asked.
KEEPERS = frozenset(IN_PERSON_REASONS) - {"other"}
LONGEST_WORDS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """What a booking says that matters here; `minutes` is how long, `travel` the interpreter's journey in minutes.

    `speakers` is how many interpreters of the language take phone or video, `known` whether the case has met before.
    """

    minutes: int
    parties: int = 2
    child: bool = False
    group: int = 1
    reason: str | None = None
    case_type: str = ""
    speakers: int = 0
    offered: bool = True
    travel: int = 0
    known: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for or against, by its key."""

    key: str
    text: Text


@dataclass(frozen=True, slots=True)
class Judgement:
    """It fits when nothing speaks against it."""

    reasons: tuple[Reason, ...]
    against: tuple[Reason, ...]

    @property
    def fits(self) -> bool:
        return not self.against


Rule = tuple[str, Callable[[Talk], bool], Text]

FOR: tuple[Rule, ...] = (
    ("short", lambda talk: talk.minutes <= SHORT, Text("Kort samtale", "A short conversation")),
    ("two", lambda talk: talk.parties <= 2, Text("To deltagere", "Two parties")),
    (
        "spoken",
        lambda talk: talk.speakers > 1,
        Text("Flere tolke i sproget tager telefon og video", "Several interpreters of it take phone and video"),
    ),
    ("known", lambda talk: talk.known, Text("Opfølgning: borgeren er mødt før", "A follow-up: they have met before")),
    ("far", lambda talk: talk.travel >= FAR, Text("Lang vej for tolken", "A long way for the interpreter")),
    (
        "unfounded",
        lambda talk: talk.reason in (None, "other"),
        Text("Ingen særlig grund til fremmøde", "No particular reason for meeting"),
    ),
)
AGAINST: tuple[Rule, ...] = (
    (
        "parties",
        lambda talk: talk.parties > 2 or talk.group > 1 or talk.reason == "several_parties",
        Text("Flere end to deltagere", "More than two parties"),
    ),
    ("child", lambda talk: talk.child or talk.reason == "child", Text("Et barn deltager", "A child takes part")),
    ("hearing", lambda talk: talk.reason == "hearing", Text("Nedsat hørelse eller syn", "Impaired hearing or sight")),
    ("trauma", lambda talk: talk.reason == "trauma", Text("Traume eller sårbar borger", "Trauma or vulnerability")),
    ("signing", lambda talk: talk.reason == "documents", Text("Dokumenter underskrives", "Documents are signed")),
    ("home", lambda talk: talk.reason == "home_visit", Text("Hjemmebesøg", "A home visit")),
    (
        "offline",
        lambda talk: talk.reason == "no_connection",
        Text("Ingen brugbar forbindelse på stedet", "No usable connection there"),
    ),
    ("long", lambda talk: talk.minutes > SHORT, Text("Over en time", "More than an hour")),
    (
        "unspoken",
        lambda talk: not talk.speakers,
        Text("Ingen tolk i sproget tager telefon eller video", "No interpreter of it takes phone or video"),
    ),
    (
        "unoffered",
        lambda talk: not talk.offered,
        Text("Servicekataloget tilbyder det ikke på det tidspunkt", "The catalogue does not offer it at that time"),
    ),
)


def judged(talk: Talk) -> Judgement:
    """Everything that speaks for it and against it, in the order of the registers."""
    return Judgement(_those(FOR, talk), _those(AGAINST, talk))


def fits(talk: Talk) -> bool:
    """Whether it could be held remotely: the rule that the advisor and report R12 share."""
    return judged(talk).fits


def _those(rules: tuple[Rule, ...], talk: Talk) -> tuple[Reason, ...]:
    return tuple(Reason(key, text) for key, holds, text in rules if holds(talk))


class State(StrEnum):
    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"


STATES: dict[State, Text] = {
    State.ASKED: Text("Spurgt", "Asked"),
    State.ACCEPTED: Text("Ja tak", "Accepted"),
    State.DECLINED: Text("Nej tak", "Declined"),
}
DECLINES: dict[str, Text] = {
    "relation": Text("Relationen kræver, at vi mødes", "The relation needs us to meet"),
    "vulnerable": Text("Borgeren er sårbar", "The citizen is vulnerable"),
    "parties": Text("Der kommer flere med", "More people will come"),
    "papers": Text("Vi skal se på papirer sammen", "We must look at papers together"),
    "technology": Text("Borgeren kan ikke være med på skærm", "The citizen cannot take part on a screen"),
    "other": Text("Andet", "Something else"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """A requester was asked to hold a talk in another mode, and what they answered.

    Amounts in øre as the price engine had them when it was asked; `freed_minutes` is the interpreter's journey.
    `never` says that the case shall not be asked about again.
    """

    id: UUID
    booking_id: UUID
    case_ref: str
    mode: Mode
    in_person_ore: int
    remote_ore: int
    freed_minutes: int
    asked_at: datetime
    asked_by: UUID | None
    asked_by_name: str
    state: State = State.ASKED
    reason: str = ""
    words: str = ""
    never: bool = False
    answered_at: datetime | None = None
    answered_by_name: str = ""

    @property
    def saving_ore(self) -> int:
        return self.in_person_ore - self.remote_ore


def check_open(advice: Advice | None, number: str) -> Advice:
    """The advice that waits for an answer; Conflict when nobody asked, or when it has been answered."""
    if advice is None:
        raise Conflict(
            Text(
                f"Ingen har spurgt, om {number} kan holdes på telefon eller video.",
                f"Nobody has asked whether {number} can be held by phone or video.",
            ),
            subject=number,
        )
    if advice.state is not State.ASKED:
        raise Conflict(
            Text(
                f"{advice.answered_by_name} har allerede svaret: {STATES[advice.state].da.lower()}.",
                f"{advice.answered_by_name} has answered already: {STATES[advice.state].en.lower()}.",
            ),
            subject=number,
        )
    return advice


def check_decline(reason: str, words: str) -> str:
    """The words, trimmed; Invalid for a reason that is not on the list, and for "something else" without any."""
    if reason not in DECLINES:
        raise Invalid(
            Text(
                "Vælg en grund, så I ikke bliver spurgt forgæves igen.",
                "Choose a reason, so that you are not asked again in vain.",
            ),
            field="reason",
        )
    said = words.strip()
    if reason == "other" and not said:
        raise Invalid(Text("Skriv kort hvorfor.", "Say shortly why."), field="words")
    if len(said) > LONGEST_WORDS:
        raise Invalid(
            Text(f"Skriv højst {LONGEST_WORDS} tegn.", f"Write at most {LONGEST_WORDS} characters."), field="words"
        )
    return said


@dataclass(frozen=True, slots=True)
class Outcomes:
    """How the questions went; amounts in øre: what the accepted were to save, and what the delivered of them did."""

    asked: int = 0
    accepted: int = 0
    declined: int = 0
    expected_ore: int = 0
    realised: int = 0
    realised_ore: int = 0
    freed_minutes: int = 0

    @property
    def answered(self) -> int:
        return self.accepted + self.declined
