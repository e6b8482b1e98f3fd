"""The log of a booking in words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from booking.domain.bookings import Status
from booking.domain.history import Entry, Plain
from booking.domain.modes import MODES, Mode
from booking.domain.texts import Text, Tongue
from booking.persistence.reference import Reference
from booking.services.closing import TIME_IS_OVER
from booking.web import formats
from booking.web.making.happenings import LATER
from booking.web.making.wishes import wishes_said
from booking.web.views.bookings import Change, HistoryRow

ACTIONS: dict[str, Text] = {
    "requested": Text("Bestilt", "Requested"),
    "offered": Text("Tilbudt en tolk", "Offered to an interpreter"),
    "offer accepted": Text("Tilbud accepteret", "Offer accepted"),
    "offer declined": Text("Tilbud afslået", "Offer declined"),
    "offer lapsed": Text("Tilbud udløbet uden svar", "Offer lapsed without an answer"),
    "offer lost": Text("Tilbud lukket, en anden fik opgaven", "Offer closed, somebody else got the job"),
    "offer withdrawn": Text("Tilbud trukket tilbage", "Offer withdrawn"),
    "offer backed_out": Text("Sagde ja og sprang fra", "Accepted, then withdrew"),
    "offer engaged": Text("Tilbud lukket, tolken fik en anden opgave", "Offer closed, the interpreter got another job"),
    "withdrew": Text("Tolken sprang fra", "The interpreter withdrew"),
    "next is asked": Text("Næste tolk spørges", "The next interpreter is asked"),
    "assigned": Text("Tolk tildelt", "Interpreter assigned"),
    "assignment moved": Text("Tolkens aftale flyttet", "The interpreter's job moved"),
    "released": Text("Tolken frigivet", "Interpreter released"),
    "document added": Text("Dokument set", "Document seen"),
    "document ended": Text("Dokument gælder ikke mere", "Document no longer valid"),
    "interpreter changed": Text("Oplysninger ændret", "Particulars changed"),
    "added": Text("Oprettet", "Added"),
    "hours changed": Text("Arbejdstid ændret", "Hours changed"),
    "absence": Text("Fravær lagt ind", "Absence added"),
    "absence changed": Text("Fravær ændret", "Absence changed"),
    "absence removed": Text("Fravær fjernet", "Absence removed"),
    "extra hours": Text("Ekstra tid lagt ind", "Extra hours added"),
    "address changed": Text("Mailadresse rettet", "Email address changed"),
    "conflict added": Text("Inhabilitet skrevet ind", "Conflict of interest added"),
    "conflict removed": Text("Inhabilitet fjernet", "Conflict of interest removed"),
    "ready now": Text("Kan ringes op nu", "May be rung now"),
    "not ready now": Text("Kan ikke ringes op nu", "May not be rung now"),
    "task taken": Text("Opgave taget", "Task taken"),
    "assignment undone": Text("Tildelingen fortrudt", "Assignment undone"),
    "confirmed": Text("Bekræftet", "Confirmed"),
    "searched anew": Text("Søgt på ny", "Searched again"),
    "next wish": Text("Ingen til det ønske, næste ønske prøves", "Nobody for that wish, the next is tried"),
    "unfilled": Text("Ingen ledig tolk", "No interpreter free"),
    "delivery": Text("Udførelse meldt", "Delivery reported"),
    "delivered": Text("Udført", "Delivered"),
    "no_show": Text("Udeblivelse meldt", "No-show reported"),
    "aborted": Text("Tolkningen afbrudt", "Interpreting broken off"),
    "waiting": Text("Venter på borgeren", "Waiting for the citizen"),
    "closed": Text("Lukket uden tolk", "Closed without an interpreter"),
    "asked anew": Text("Tolken spurgt på ny", "The interpreter is asked again"),
    "time paid": Text("Tolkens tid betalt", "The interpreter's time paid"),
    "waived": Text("Eftergivet", "Waived"),
    "charged": Text("Opkrævet mod reglen", "Charged against the rule"),
    "attested": Text("Attesteret", "Attested"),
    "priced": Text("Prisen fastlagt", "Price fixed"),
    "refund decided": Text("Refusionen afgjort", "Refund decided"),
    "cancelled": Text("Afbestilt", "Cancelled"),
    "answered accepted": Text("Sagde ja i kalenderen", "Accepted in the calendar"),
    "answered declined": Text("Sagde nej i kalenderen", "Declined in the calendar"),
    "answered tentative": Text("Sagde måske i kalenderen", "Answered perhaps in the calendar"),
    "task settled": Text("Opgave afsluttet", "Task settled"),
}
ACTIONS |= LATER
CHANGED = Text("Ændret", "Changed")
FIELDS: dict[str, Text] = {
    "language": Text("Sprog", "Language"),
    "mode": Text("Tolkeform", "Mode"),
    "starts_at": Text("Start", "Start"),
    "ends_at": Text("Slut", "End"),
    "alternatives": Text("Andre ønsker", "Other wishes"),
    "address": Text("Adresse", "Address"),
    "phone": Text("Telefonnummer", "Phone number"),
    "link": Text("Mødelink", "Meeting link"),
    "contact": Text("Kontakt på dagen", "Contact on the day"),
    "note": Text("Besked til tolken", "Message to the interpreter"),
    "exit_reason": Text("Årsag", "Reason"),
    "outcome": Text("Udfald", "Outcome"),
}
OUTCOMES: dict[str, Text] = {
    "delivered": Text("udført", "delivered"),
    "aborted": Text("afbrudt", "aborted"),
    "citizen_no_show": Text("borgeren udeblev", "the citizen did not come"),
    "interpreter_no_show": Text("tolken udeblev", "the interpreter did not come"),
}
# What stands for a reason where nobody wrote one.
UNSAID: dict[str, Text] = {
    "in time": Text("afbestilt i tide", "cancelled in time"),
    "late": Text("afbestilt efter fristen", "cancelled after the deadline"),
    TIME_IS_OVER: Text("tiden gik, uden at en tolk blev fundet", "the time passed without an interpreter being found"),
}
# A status that only follows from something else, and that something.
_ECHOES = {"delivered": "delivery", "no_show": "delivery", "confirmed": "assigned"}
# Of these the log keeps whole values, which say more than a reader wants; the first line names what was ordered.
_SILENT = frozenset(
    {
        "requested",
        "offered",
        "assigned",
        "released",
        "priced",
        "refund decided",
        "assignment moved",
        "withdrew",
        "task settled",
    }
)


def history_rows(
    entries: Iterable[Entry], reference: Reference, tongue: Tongue, *, ordered: Text | None = None
) -> tuple[HistoryRow, ...]:
    """The newest first, `ordered` instead of the plain word for the first line.

    The change of status is left out where what caused it is said at the same instant.
    """
    known = list(entries)
    said = {(entry.at, entry.action) for entry in known}
    kept = [entry for entry in known if (entry.at, _ECHOES.get(entry.action)) not in said]
    rows = [_row(entry, reference, tongue) for entry in kept]
    if ordered is not None:
        rows = [replace(row, what=ordered) if row.what is ACTIONS["requested"] else row for row in rows]
    unlike = [
        row for at, row in enumerate(rows) if at == 0 or (row.at, row.what) != (rows[at - 1].at, rows[at - 1].what)
    ]
    return tuple(reversed(unlike))


def _row(entry: Entry, reference: Reference, tongue: Tongue) -> HistoryRow:
    what = ACTIONS.get(entry.action, CHANGED)
    silent = entry.action in _SILENT or entry.action.startswith("offer ")
    # Going on to the next wish only changes places with it.
    said = {name: pair for name, pair in entry.changes.items() if (entry.action, name) != ("next wish", "alternatives")}
    changes = () if silent else tuple(_changes(said, reference, tongue))
    return HistoryRow(entry.at, entry.actor_name, what, changes)


def _changes(changes: Mapping[str, tuple[Plain, Plain]], reference: Reference, tongue: Tongue) -> Iterator[Change]:
    for name in FIELDS:
        if name in changes:
            before, after = changes[name]
            yield Change(FIELDS[name], _said(name, before, reference, tongue), _said(name, after, reference, tongue))


def _said(name: str, value: Plain, reference: Reference, tongue: Tongue) -> str:
    said = "" if value is None else str(value)
    if name in ("starts_at", "ends_at") and said:
        return formats.moment(datetime.fromisoformat(said), tongue)
    if name == "language" and said in reference.languages:
        return reference.languages[said].name.in_(tongue)
    if name == "mode" and said:
        return MODES[Mode(said)].name.in_(tongue)
    if name == "alternatives":
        return wishes_said(said, tongue)
    if name == "outcome" and said in OUTCOMES:
        return OUTCOMES[said].in_(tongue)
    if name == "exit_reason" and said in UNSAID:
        return UNSAID[said].in_(tongue)
    return said


def reached(entries: Iterable[Entry]) -> dict[Status, datetime]:
    """When each status was last entered."""
    found: dict[Status, datetime] = {}
    for entry in entries:
        if entry.subject_kind == "booking" and "status" in entry.changes:
            found[Status(str(entry.changes["status"][1]))] = entry.at
    return found
