"""Somebody ill with a day full of jobs, and the register's pages."""

from dataclasses import replace
from uuid import UUID

from booking.domain.documents import Validity
from booking.domain.modes import Mode
from booking.domain.repairs import LineKind, LineState
from booking.domain.texts import Text
from booking.web.views import people, repairs
from booking.web.views.bookings import HistoryRow
from booking.web.views.conflicts import ConflictBox, ConflictRow
from booking.web.views.orders import Option
from tests.web.gallery.frames import ARABIC, ID, SOMALI, TIGRINYA, TODAY, at

TOLD = (
    repairs.ToldRow(Text("Selam Tesfay", "Selam Tesfay"), Text("Aflysning: 26-1042.", "Cancellation: 26-1042.")),
    repairs.ToldRow(Text("Rekvirenten", "The requester"), Text("Kalenderopdatering.", "Calendar update.")),
)


def line(n: int, kind: LineKind, what: Text, cost_ore: int | None, mode: Mode = Mode.PHONE) -> repairs.LineRow:
    return repairs.LineRow(
        id=UUID(int=ID.int + n),
        number=f"26-104{n}",
        starts_at=at(8 + 2 * n),
        ends_at=at(9 + 2 * n),
        mode=mode,
        language=(ARABIC, TIGRINYA, SOMALI)[n % 3],
        unit="Jobcenter",
        kind=kind,
        state=LineState.PROPOSED,
        what=what,
        cost_ore=cost_ore,
        tells=TOLD,
    )


LINES = (
    line(0, LineKind.GIVE, Text("Tildeles Dawit Berhane", "Goes to Dawit Berhane"), 0),
    line(1, LineKind.SWAP, Text("Tildeles Rahel, hvis 26-1050 går til Amal", "Goes to Rahel, 26-1050 to Amal"), -12000),
    line(2, LineKind.ASK, Text("Tilbydes Karim Mansour", "Is offered to Karim Mansour"), 58650),
    replace(
        line(3, LineKind.REMOTE, Text("Rekvirenten spørges om telefon", "Asked about phone"), None, Mode.IN_PERSON),
        state=LineState.FAILED,
        said=Text("Tolken kan ikke tage opgaven: Optaget 09.30–10.30.", "Busy 09:30–10:30."),
    ),
    replace(line(4, LineKind.NOBODY, Text("Ingen ledige", "Nobody free"), None), state=LineState.DONE),
)
ILL = repairs.RepairPage(ID, ID, "Selam Tesfay", at(7, 10), at(24), True, True, None, False, LINES)
WELL = replace(
    ILL,
    live=False,
    ended_at=at(7, 40),
    proved=True,
    open_ended=False,
    lines=(
        replace(LINES[0], state=LineState.DONE, may_take_back=True),
        replace(LINES[1], state=LineState.GONE),
        replace(LINES[2], state=LineState.TAKEN_BACK),
    ),
)
PERSON = repairs.PersonPage(
    id=ID,
    name="Selam Tesfay",
    employment=Text("Ansat", "Salaried"),
    phone="99 31 00 00",
    email="selam@tolk.example.org",
    place="Fjordby",
    modes=tuple(Mode),
    skills=(
        repairs.SkillRow(
            TIGRINYA, Text("Niveau 3: uddannet", "Level 3: trained"), stands_in_for=((ARABIC, True), (SOMALI, False))
        ),
    ),
    week=(repairs.WeekRow(Text("mandag", "Monday"), "08.00–16.00"), repairs.WeekRow(Text("søndag", "Sunday"), "")),
    away=(repairs.AwayRow(ID, at(0, days=3), at(0, days=5), False, "Ferie"),),
    may_write=True,
    may_add=True,
    may_change=True,
    undelivered=True,
    typed_email="uden snabel-a",
    error_email=Text("E-mailadressen skal have formen navn@domæne.", "The email address must be name@domain."),
    conflicts=ConflictBox(
        (ConflictRow(ID, Text("Sag 26-04417", "Case 26-04417"), "Familie", ("B-2026-000001", "B-2026-000002"), TODAY),),
        (Option("sundhed", "Sundhed"),),
        ("0101", "sundhed", "Familie", "i går"),
        Text("Skriv et sagsnummer.", "Write a case number."),
        shown=True,
    ),
)
TOO_LATE = replace(
    PERSON,
    illness=ID,
    ill_since=at(7, 10),
    ill_until=at(24),
    away=(repairs.AwayRow(ID, at(7, 10), at(24), False, "Syg", True),),
    start="i går",
    error=Text("Skriv en dato.", "Write a date."),
)
PEOPLE = people.PeopleList(
    (
        people.PersonRow(
            ID, "Selam Tesfay", Text("Ansat", "Salaried"), TIGRINYA, True, True, tuple(Mode), "99 31 00 00"
        ),
        people.PersonRow(
            UUID(int=2),
            "Karim Mansour",
            Text("Freelance", "Freelance"),
            ARABIC,
            away=(at(0, days=3), at(23, days=5), Text("Ferie", "Ferie")),
            paper=Text("Børneattest udløber 20.11.2026", "Certificate for work with children expires on 20 November"),
            paper_tag="warn",
        ),
    ),
    people.Sieve("a", "apc", "phone", "salaried", papers=True),
    (Option("apc", ARABIC),),
    may_change=True,
    has_papers=True,
)
NO_PEOPLE = people.PeopleList((), people.Sieve("<b>"))
NOBODY_YET = people.PeopleList((), may_change=True)
NEW_PERSON = people.PersonForm(
    {"name": "Nour <b>", "modes": "phone, skype", "employment": "agency", "gender": "female", "scheme": "MUNI-DEMO"},
    dict.fromkeys(("name", "email", "languages", "modes", "hours"), Text("Skriv det.", "Write it.")),
)
EDITED_PERSON = people.PersonForm({"name": "Selam Tesfay", "languages": "tir 3"}, id=ID, title="Selam Tesfay")
ENDED = replace(
    PERSON,
    ended=True,
    supplier="Fjerntolk Øst",
    undelivered=False,
    documents=people.DocumentBox(
        (
            people.DocumentRow(ID, Text("Børneattest", "Certificate"), "children", "", TODAY, TODAY, Validity.OVER),
            people.DocumentRow(
                UUID(int=3), Text("Legitimation", "Identity"), "identity", "pas", None, None, Validity.FINE
            ),
            people.DocumentRow(UUID(int=4), Text("Autorisation", "Authorisation"), "a", "", None, TODAY, Validity.SOON),
        ),
        shown=True,
        typed={"kind": "other", "replaces": str(ID)},
        errors={"note": Text("Skriv, hvad det er.", "Write what it is.")},
    ),
    figures=(repairs.FigureRow(Text("Timer", "Hours"), "312"),),
    history=(HistoryRow(at(9), "Jette Holm", Text("Fravær lagt ind", "Absence added")),),
)
