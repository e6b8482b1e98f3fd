"""Tasks: what somebody in the office has to look at, in its words and with the answers that settle it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from booking.domain.errors import Conflict, Invalid
from booking.domain.invitations import when
from booking.domain.invitations.drift import said_of
from booking.domain.periods import Period
from booking.domain.texts import Text

Plain = str | int | bool | None
Facts = Mapping[str, Plain]


@dataclass(frozen=True, slots=True)
class Answer:
    """A button of a task: the outcome it leaves behind, and its label; `acts` when it does more than settle.

    One that is `aside` is not what one usually wants.
    """

    outcome: str
    label: Text
    acts: bool = False
    aside: bool = False


SEEN = Answer("seen", Text("Markér som set", "Mark as seen"))


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of task: its name, what it says of its facts, and the answers it takes, the usual one first."""

    name: Text
    said: Callable[[Facts], Text]
    answers: tuple[Answer, ...] = (SEEN,)
    tag: str = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something to look at; `subject` names what it is about, and there is one task per kind and subject for ever."""

    id: UUID
    kind: str
    subject: str
    made_at: datetime
    booking_id: UUID | None = None
    person_id: UUID | None = None
    facts: Facts = field(default_factory=dict)
    done_at: datetime | None = None
    done_by_name: str = ""
    outcome: str = ""
    taken_by: UUID | None = None
    taken_by_name: str = ""


def _by_fact(name: str, da: str, en: str) -> Callable[[Facts], Text]:
    """A sentence with a fact at its end, or without it."""

    def said(facts: Facts) -> Text:
        value = facts.get(name)
        return Text(f"{da}: {value}", f"{en}: {value}") if value else Text(f"{da}.", f"{en}.")

    return said


def _proposal(facts: Facts) -> Text:
    """The time proposed, or as it was written where its zone is nobody's; and what was said of it."""
    starts, ends = facts.get("starts_at"), facts.get("ends_at")
    said = Text(str(facts.get("written", "")), str(facts.get("written", "")))
    if isinstance(starts, str) and isinstance(ends, str):
        said = when(Period(datetime.fromisoformat(starts), datetime.fromisoformat(ends)))
    comment = f"\n{facts['comment']}" if facts.get("comment") else ""
    return Text(f"Foreslår i stedet {said.da}{comment}", f"Proposes instead {said.en}{comment}")


def _given_up(facts: Facts) -> Text:
    """What it was about and to whom, and the server's answer."""
    about = " – ".join(str(facts[name]) for name in ("about", "address") if facts.get(name)) or str(facts.get("work"))
    reason = facts.get("reason") or "–"
    return Text(f"{about}\nÅrsag: {reason}", f"{about}\nReason: {reason}")


def _unplaced(facts: Facts) -> Text:
    """Why it waits, and from whom it came."""
    sender = facts.get("sender")
    come = Text(f"\nFra: {sender}", f"\nFrom: {sender}") if sender else Text("", "")
    return Text(f"{facts.get('da', '')}.{come.da}", f"{facts.get('en', '')}.{come.en}")


def _bounced(facts: Facts) -> Text:
    """The address, and whether a text went in its place."""
    said = _by_fact("address", "Ret adressen, og ring i mellemtiden", "Correct the address, and ring meanwhile")(facts)
    if not facts.get("texted"):
        return said
    return Text(f"{said.da}\nEn SMS går ud i stedet.", f"{said.en}\nA text message goes out instead.")


# The register: a new kind is one line here, and what its buttons do is one line in services/tasks.
KINDS: dict[str, Kind] = {
    "counter": Kind(
        Text("Nyt tidspunkt foreslået", "Another time proposed"),
        _proposal,
        (
            Answer("accept", Text("Flyt bestillingen", "Move the booking"), acts=True),
            Answer("refuse", Text("Afvis forslaget", "Refuse the proposal"), acts=True),
        ),
        "warn",
    ),
    "declined": Kind(
        Text("Afbud fra kalenderen", "Declined from the calendar"),
        _by_fact("comment", "Opgaven søges besat på ny", "A new interpreter is being found"),
        tag="warn",
    ),
    "away": Kind(
        Text("Har lagt fravær ind oven i en opgave", "Added an absence over a job"),
        _by_fact("reason", "Opgaven er stadig tolkens. Find en anden", "The job is still theirs. Find another"),
        tag="warn",
    ),
    "begun": Kind(
        Text("Nej, efter at opgaven er begyndt", "A no after the job has begun"),
        _by_fact("comment", "Svaret ændrede intet. Ring til tolken", "It changed nothing. Ring the interpreter"),
        tag="bad",
    ),
    "filled": Kind(
        Text("Ja, men opgaven er givet videre", "A yes, but somebody else has it"),
        _by_fact("comment", "Sagde først nej og så ja, da en anden havde opgaven", "Declined, then accepted too late"),
    ),
    "requester": Kind(
        Text("Rekvirenten siger nej i kalenderen", "The requester declines in the calendar"),
        _by_fact("comment", "Bestillingen står ved magt. Spørg, om den skal afbestilles", "The booking stands. Ask"),
        tag="warn",
    ),
    "stranger": Kind(
        Text("Svar fra en fremmed adresse", "An answer from a strange address"),
        _by_fact("address", "Svaret gælder ikke, det kom for", "The answer does not count, it came for"),
        tag="warn",
    ),
    "delegated": Kind(
        Text("Vil give opgaven videre", "Wants to pass the job on"),
        _by_fact("address", "Svaret gælder ikke. Vil have en anden til at komme", "Does not count. Wants to send"),
        tag="warn",
    ),
    "bounce": Kind(
        Text("Mail kan ikke leveres", "Email cannot be delivered"),
        _bounced,
        (
            Answer("again", Text("Adressen er i orden, send igen", "The address is in order, send again"), acts=True),
            Answer("corrected", Text("Adressen er i orden", "The address is in order"), acts=True),
        ),
        "bad",
    ),
    "disputed": Kind(
        Text("Indsigelse mod en tidsregistrering", "Disputed hours"),
        _by_fact("reason", "Rekvirenten skriver. Afgør den på bestillingens side", "The requester writes"),
        tag="warn",
    ),
    "drift": Kind(
        Text("Kalenderen afviger", "The calendar differs"),
        said_of,
        (Answer("again", Text("Send igen", "Send again"), acts=True), SEEN),
        "warn",
    ),
    "dead_mail": Kind(
        Text("Mail ikke taget imod", "Email not received"),
        _given_up,
        (Answer("again", Text("Send igen", "Send again"), acts=True), SEEN),
        "bad",
    ),
    "dead_work": Kind(
        Text("Opgivet arbejde", "Work given up"),
        _given_up,
        (Answer("again", Text("Prøv igen", "Try again"), acts=True), SEEN),
        "bad",
    ),
    "message": Kind(
        Text("Besked", "Message"),
        _by_fact("text", "Skriver", "Writes"),
    ),
    "quarantine": Kind(
        Text("Mail i karantæne", "Email in quarantine"),
        _unplaced,
        (Answer("discard", Text("Kassér mailen", "Discard the email"), acts=True, aside=True),),
        "warn",
    ),
    "document": Kind(
        Text("Dokument udløber", "Document expires"),
        lambda facts: Text(f"{facts.get('da', '')}.", f"{facts.get('en', '')}."),
        tag="warn",
    ),
    "rate": Kind(
        Text("Takst udløber", "Rate ends"),
        lambda facts: Text(f"{facts.get('da', '')}.", f"{facts.get('en', '')}."),
        tag="warn",
    ),
}


def check_answer(task: Task, outcome: str) -> Answer:
    """The answer with that outcome; Conflict when somebody was first, Invalid when the kind has no such answer."""
    check_open(task)
    found = next((one for one in KINDS[task.kind].answers if one.outcome == outcome), None)
    if found is None:
        names = ", ".join(one.outcome for one in KINDS[task.kind].answers)
        raise Invalid(Text(f"Opgaven kan afsluttes med: {names}.", f"The task takes one of: {names}."), field="outcome")
    return found


def check_open(task: Task) -> None:
    """Conflict when somebody has settled it."""
    if task.done_at is not None:
        raise Conflict(
            Text(
                f"{task.done_by_name} har allerede afsluttet opgaven.", f"{task.done_by_name} has settled it already."
            ),
            subject=str(task.id),
        )
