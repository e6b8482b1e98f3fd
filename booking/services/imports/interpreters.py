"""Interpreters from a spreadsheet: a row each, with their languages, limits and weekly hours."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from booking.domain.errors import Invalid
from booking.domain.interpreters import Employment, Interpreter, Skill
from booking.domain.modes import Mode
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.gateways.spreadsheets import Unreadable, count, day, decimal
from booking.persistence.ids import new_id
from booking.persistence.reference import Reference
from booking.services.desk import Desk
from booking.services.imports import words
from booking.services.imports.columns import Cells, Column, Progress, rows_of
from booking.services.imports.faults import Faults
from booking.services.interpreters import check_interpreter

EVERYBODY = 1_000_000
SKILLS_FROM = date(2018, 1, 1)
OFFICE_HOURS = "man-fre 8-17"
CATEGORIES = {Employment.SALARIED: "own", Employment.FREELANCE: "own", Employment.AGENCY: "agency"}

COLUMNS = (
    Column("name", "navn", ("tolk", "tolkens navn"), required=True),
    Column("email", "e-mail", ("email", "mail", "mailadresse"), required=True),
    Column("employment", "ansættelse", ("ansættelsesform", "tilknytning"), required=True),
    Column("languages", "sprog", ("tolkesprog",), required=True),
    Column("phone", "telefon", ("tlf", "mobil", "telefonnummer")),
    Column("gender", "køn"),
    Column("born", "født", ("fødselsdato",)),
    Column("modes", "former", ("tolkeformer", "form")),
    Column("scheme", "takst", ("takstskema",)),
    Column("category", "kategori", ("takstkategori",)),
    Column("postcode", "postnummer", ("postnr", "postnr.")),
    Column("hours", "arbejdstid", ("tider", "rådighed")),
    Column("daily", "timer pr. dag", ("timer/dag",)),
    Column("weekly", "timer pr. uge", ("timer/uge",)),
    Column("max_trip", "rejsetid", ("største rejsetid", "rejsetid (minutter)")),
    Column("agency_rank", "bureaurang", ("rang",)),
    Column("valid_from", "gyldig fra", ("godkendt fra",)),
)


async def import_interpreters(desk: Desk, content: bytes, *, progress: Progress) -> int:
    """How many were added: all of the file's, or ImportRefused with everything that is wrong with it."""
    require_permission(desk.actor, "interpreters:write")
    faults = Faults()
    known = {one.email.lower(): one for one in await desk.interpreters.listed(limit=EVERYBODY)}
    new: dict[str, Interpreter] = {}
    rows: dict[str, int] = {}
    for cells in rows_of(content, COLUMNS, faults, progress):
        found = interpreter_in(cells, desk)
        email = cells.text("email").lower()
        if email in known:
            there = known[email].name
            cells.fault("email", Text(f"{there} i registeret har adressen.", f"{there} in the register has it."))
        elif email in rows:
            cells.fault("email", Text(f"den samme som i række {rows[email]}.", f"the same as in row {rows[email]}."))
        rows.setdefault(email, cells.number)
        if found is not None:
            new[email] = found
    faults.refuse_any()
    await desk.interpreters.add_all(new.values())
    desk.events.add("board")
    return len(new)


def interpreter_in(cells: Cells, desk: Desk) -> Interpreter | None:
    """Whom a row describes; None when something in it cannot be read."""
    employment = cells.read("employment", words.employment) or Employment.FREELANCE
    person = Interpreter(
        id=new_id(),
        name=cells.free_text("name"),
        email=cells.read("email", _address) or "",
        employment=employment,
        phone=cells.text("phone"),
        gender=cells.read("gender", words.gender),
        born=cells.read("born", day),
        modes=cells.read("modes", words.modes) or frozenset(Mode),
        category=cells.text("category") or CATEGORIES[employment],
        skills=_skills(cells, desk.reference),
        hours=cells.read("hours", words.hours) or words.hours(OFFICE_HOURS),
        **_home(cells, desk.reference),
        **_limits(cells),
    )
    person = replace(person, scheme=cells.text("scheme") or person.scheme)
    _check(cells, person, desk)
    return None if cells.faulty else person


def _address(cell: str) -> str:
    name, _, domain = cell.partition("@")
    if not name or "." not in domain or not cell.isascii() or set(cell) & set(" <>,;\"'\n"):
        raise Unreadable(Text("en adresse som navn@firma.dk", "an address such as name@company.com"))
    return cell


def _skills(cells: Cells, reference: Reference) -> tuple[Skill, ...]:
    valid_from = cells.read("valid_from", day) or SKILLS_FROM
    found = cells.read("languages", words.skills(reference.languages)) or ()
    return tuple(Skill(language, level, valid_from) for language, level in found)


def _home(cells: Cells, reference: Reference) -> dict[str, Any]:
    """Degrees and name of the place with that postcode."""
    postcode = cells.text("postcode")
    if not postcode:
        return {}
    place = reference.places.get(postcode)
    if place is None:
        cells.fault(
            "postcode",
            Text(f"postnummeret {postcode} kendes ikke af kontoret.", f"the office does not know {postcode}."),
        )
        return {}
    return {"lat": place.lat, "lon": place.lon, "home_place": f"{place.postcode} {place.name}"}


def _limits(cells: Cells) -> dict[str, Any]:
    given = {
        "daily_limit": cells.read("daily", _minutes),
        "weekly_limit": cells.read("weekly", _minutes),
        "max_trip": cells.read("max_trip", count),
        "agency_rank": cells.read("agency_rank", count),
    }
    return {name: value for name, value in given.items() if value is not None}


def _minutes(cell: str) -> int:
    """Hours with a decimal comma, as whole minutes."""
    hours = decimal(cell)
    if not 0 <= hours <= 24 * 7:
        raise Unreadable(Text("et antal timer som 7,4", "a number of hours such as 7,4"))
    return int(hours * Decimal(60))


def _check(cells: Cells, person: Interpreter, desk: Desk) -> None:
    if cells.faulty:
        return
    try:
        check_interpreter(person, desk)
    except Invalid as refusal:
        cells.fault(refusal.field, refusal.message)
    if not any(
        rate.scheme == person.scheme and rate.category == person.category for rate in desk.reference.tariffs.rates
    ):
        cells.fault(
            "category" if cells.text("category") else "scheme",
            Text(
                f"der er ingen takst {person.scheme} {person.category}.",
                f"there is no tariff {person.scheme} {person.category}.",
            ),
        )
