"""Somebody ill with a day full of jobs, and the register's pages."""

from dataclasses import replace
from uuid import UUID

from booking.domain.modes import Mode
from booking.domain.repairs import LineKind, LineState
from booking.domain.texts import Text
from booking.web.views import repairs
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
ILL = repairs.RepairPage(ID, ID, "Selam Tesfay", at(7, 10), TODAY, True, True, None, False, LINES)
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
    skills=(repairs.SkillRow(TIGRINYA, Text("Niveau 3: uddannet", "Level 3: trained")),),
    week=(repairs.WeekRow(Text("mandag", "Monday"), "08.00–16.00"), repairs.WeekRow(Text("søndag", "Sunday"), "")),
    away=(repairs.AwayRow(ID, at(0, days=3), at(0, days=5), False, "Ferie"),),
    may_write=True,
    may_add=True,
    may_change=True,
    undelivered=True,
    typed_email="uden snabel-a",
    error_email=Text("E-mailadressen skal have formen navn@domæne.", "The e-mail address must be name@domain."),
    conflicts=ConflictBox(
        (ConflictRow(ID, Text("Sag 26-04417", "Case 26-04417"), "Familie", ("B-2026-000001", "B-2026-000002")),),
        (Option("sundhed", "Sundhed"),),
        ("0101", "sundhed", "Familie"),
        Text("Skriv et sagsnummer.", "Write a case number."),
        shown=True,
    ),
)
TOO_LATE = replace(
    PERSON,
    illness=ID,
    ill_until=at(24),
    away=(repairs.AwayRow(ID, at(7, 10), at(24), False, "Syg", True),),
    start="i går",
    error=Text("Skriv en dato.", "Write a date."),
)
PEOPLE = repairs.PeopleList(
    (
        repairs.PersonRow(ID, "Selam Tesfay", Text("Ansat", "Salaried"), TIGRINYA, True, True),
        repairs.PersonRow(UUID(int=2), "Karim Mansour", Text("Freelance", "Freelance"), ARABIC, False),
    ),
    "a",
)
NO_PEOPLE = repairs.PeopleList((), "<b>")
