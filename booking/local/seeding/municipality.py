"""Fjordby Kommune: its units and places, its interpreters, and everybody who can log in."""

from collections.abc import Iterator, Sequence
from csv import DictReader
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files
from random import Random
from uuid import UUID

from booking.domain.accounts import DEMO_PASSWORD, Account, Actor, Role
from booking.domain.interpreters import Interpreter
from booking.domain.suppliers import Supplier
from booking.domain.texts import Text
from booking.domain.units import Unit, check_ean
from booking.gateways.secrets import hash_password
from booking.persistence.bulk import Bulk, add_targets
from booking.persistence.ids import new_id
from booking.persistence.seed.cast import CAST
from booking.persistence.suppliers import read_suppliers
from booking.persistence.units import add_places, add_units
from booking.services.accounts import actor_of
from booking.services.desk import Desk
from booking.services.imports import import_interpreters
from booking.services.suppliers import add_supplier, agencies

FOLDER = files("booking") / "persistence" / "seed" / "fjordby"
REACHED: dict[Role, tuple[str, dict[str, int | str]]] = {
    Role.INTERPRETER: ("+4599311025", {"way.job_reminder": "both", "way.day_sheet": "both"}),
    Role.REQUESTER: ("+4599311026", {"way.booking_changed": "both", "way.booking_reminder": "mail"}),
    Role.COORDINATOR: ("+4599311027", {"way.alarm": "both"}),
}
# What the council wants of the remote share, in percent, from these days on.
TARGETS = {date(2018, 1, 1): 20, date(2020, 1, 1): 35, date(2023, 1, 1): 50, date(2026, 1, 1): 60}
OVERHEADS = frozenset({"fjordby", "beskaeftigelse", "boern", "voksen"})


@dataclass(frozen=True)
class Municipality:
    """Who there is; requesters by the unit they belong to, actors by interpreter."""

    units: dict[str, Unit]
    interpreters: tuple[Interpreter, ...]
    requesters: dict[UUID, tuple[Actor, ...]]
    by_interpreter: dict[UUID, Actor]


def read_units() -> list[Unit]:
    """Parents before their children."""
    ids: dict[str, UUID] = {}
    units = []
    for row in _rows("units.csv"):
        ids[row["code"]] = new_id()
        units.append(
            Unit(
                id=ids[row["code"]],
                code=row["code"],
                name=row["name"],
                parent_id=ids[row["parent"]] if row["parent"] else None,
                ean=check_ean(row["ean"]),
                cost_centre=row["cost_centre"],
                address=row["address"],
                lat=float(row["lat"]),
                lon=float(row["lon"]),
            )
        )
    return units


async def write_places(desk: Desk) -> None:
    """Units, postcodes, and the council's targets for the remote share."""
    await add_units(desk.connection, read_units())
    places = {row["postcode"]: (row["name"], float(row["lat"]), float(row["lon"])) for row in _rows("places.csv")}
    await add_places(desk.connection, places)
    await add_targets(desk.connection, TARGETS)


def _rows(name: str) -> Iterator[dict[str, str]]:
    yield from DictReader((FOLDER / name).read_text(encoding="utf-8").splitlines(), delimiter=";")


async def _hire(desk: Desk) -> None:
    """Each agency of the register as a supplier: registered for VAT, asked in the register's own order."""
    for n, one in enumerate(await agencies(desk), 1):
        code = one.name.split()[0].lower() if one.name != "Tolkebureauet Limbro" else "limbro"
        supplier = Supplier(
            id=new_id(),
            code=code,
            name=one.name,
            scheme=one.scheme,
            category=one.category,
            # No company has such a number.
            cvr=f"{n:08d}",
            rank=one.agency_rank,
            contact="Bogholderiet",
            invoice_email=f"faktura@{code}.example.org",
            phone=one.phone,
        )
        await add_supplier(desk, supplier=supplier, interpreters=[one.id])
    desk.reference = replace(desk.reference, suppliers=await read_suppliers(desk.connection))


async def settle_in(desk: Desk, rng: Random) -> Municipality:
    """The interpreters, by the office's own import, and the accounts; one password, hashed once, for all."""
    content = (FOLDER / "interpreters.csv").read_bytes()
    await import_interpreters(desk, content, progress=_unheard)
    await _hire(desk)
    interpreters = tuple(await desk.interpreters.listed())
    units = {unit.code: unit for unit in sorted(desk.reference.units.values(), key=lambda unit: unit.code)}
    accounts = [*_cast(units, interpreters), *_interpreters(interpreters), *_requesters(units, rng)]
    bulk, password_hash = Bulk(desk.connection), hash_password(DEMO_PASSWORD)
    for account in accounts:
        bulk.add_account(account, password_hash=password_hash, now=desk.now)
    await bulk.write()
    await _reach(desk, accounts)
    actors = [actor_of(account, desk.reference.units, via="web") for account in accounts]
    return Municipality(
        units=units,
        interpreters=interpreters,
        requesters={
            unit.id: tuple(actor for actor in actors if Role.REQUESTER in actor.roles and actor.unit_id == unit.id)
            for unit in units.values()
        },
        by_interpreter={actor.interpreter_id: actor for actor in actors if actor.interpreter_id is not None},
    )


async def _reach(desk: Desk, accounts: Sequence[Account]) -> None:
    """The people one logs in as have proved their numbers, and want to be texted."""
    by_email = {account.email: account for account in accounts}
    for role, (number, chosen) in REACHED.items():
        account = by_email[CAST[role][0]]
        await desk.preferences.set_phone(account.id, number, confirmed_at=desk.now)
        await desk.preferences.choose(account.id, chosen)


def _unheard(_text: Text) -> None:
    """Sixty rows are no progress to speak of."""


def _cast(units: dict[str, Unit], interpreters: Sequence[Interpreter]) -> Iterator[Account]:
    for role, (email, name, unit) in CAST.items():
        account = Account(new_id(), email, name, frozenset({role}), units[unit].id if unit else None)
        if role is Role.INTERPRETER:
            person = next(one for one in interpreters if one.name == name)
            account = replace(account, interpreter_id=person.id)
        yield account


def _interpreters(interpreters: Sequence[Interpreter]) -> Iterator[Account]:
    known = {name for _, name, _ in CAST.values()}
    for one in interpreters:
        if one.name not in known:
            yield Account(new_id(), one.email, one.name, frozenset({Role.INTERPRETER}), interpreter_id=one.id)


def _requesters(units: dict[str, Unit], rng: Random) -> Iterator[Account]:
    """Two or three case workers in every unit but those that only hold others together."""
    names, taken = list(_rows("names.csv")), set[str]()
    for unit in units.values():
        for _ in range(0 if unit.code in OVERHEADS else rng.choice((2, 2, 3))):
            name = _new_name(rng, names, taken)
            email = name.lower().replace(" ", ".").replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
            yield Account(new_id(), f"{email}@fjordby.example", name, frozenset({Role.REQUESTER}), unit.id)


def _new_name(rng: Random, names: Sequence[dict[str, str]], taken: set[str]) -> str:
    while (name := f"{rng.choice(names)['first']} {rng.choice(names)['last']}") in taken:
        pass
    taken.add(name)
    return name
