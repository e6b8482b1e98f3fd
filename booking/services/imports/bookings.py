"""Bookings from a spreadsheet: what was delivered before, and what is ordered for later."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from booking.domain.accounts import Actor
from booking.domain.bookings import Order
from booking.domain.errors import OfficeError
from booking.domain.interpreters import Interpreter
from booking.domain.periods import Period, local_date
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.persistence.bulk import bookings_at, imported_as, jobs_of
from booking.services.accounts import actor_of
from booking.services.bookings.ordering import checked, request
from booking.services.desk import Desk
from booking.services.imports.columns import SAY_EVERY, Cells, Column, Progress, rows_of
from booking.services.imports.faults import Faults
from booking.services.imports.interpreters import EVERYBODY
from booking.services.imports.orders import order_in
from booking.services.imports.stories import check_price, story_in
from booking.services.past import Imported, Story, remember

COLUMNS = (
    Column("reference", "ekstern reference", ("reference", "ordrenummer", "bestillingsnummer")),
    Column("unit", "enhed", ("enhedskode",), required=True),
    Column("requester", "rekvirent", ("rekvirents e-mail", "bestiller"), required=True),
    Column("language", "sprog", ("tolkesprog",), required=True),
    Column("mode", "tolkeform", ("form", "bestilt form"), required=True),
    Column("day", "dato", required=True),
    Column("start", "start", ("kl", "kl.", "starttid", "klokken"), required=True),
    Column("end", "slut", ("sluttid",)),
    Column("minutes", "minutter", ("varighed", "varighed (minutter)")),
    Column("case_type", "sagstype", required=True),
    Column("measure", "foranstaltning"),
    Column("person_group", "persongruppe"),
    Column("citizen_ref", "sagsnummer", ("borgerreference", "sag", "sagsnr")),
    Column("address", "adresse", ("sted",)),
    Column("postcode", "postnummer", ("postnr",)),
    Column("phone", "telefon", ("tlf",)),
    Column("link", "link", ("mødelink",)),
    Column("in_person_reason", "begrundelse", ("begrundelse for fremmøde",)),
    Column("level", "niveau"),
    Column("gender", "tolkens køn", ("køn",)),
    Column("gender_required", "krav om køn"),
    Column("substitutes_ok", "erstatningssprog"),
    Column("contact", "kontakt", ("kontaktperson",)),
    Column("note", "bemærkning", ("bemærkninger", "note")),
    Column("asked", "bestilt", ("bestilt dato", "bestillingsdato")),
    Column("interpreter", "tolk", ("tolkens e-mail",)),
    Column("delivered_mode", "udført form", ("udført som",)),
    Column("actual_start", "faktisk start"),
    Column("actual_end", "faktisk slut"),
    Column("actual_minutes", "faktiske minutter", ("udførte minutter",)),
    Column("travel_minutes", "rejsetid", ("rejsetid (minutter)",)),
    Column("km", "km", ("kilometer",)),
)


@dataclass(frozen=True, slots=True)
class Known:
    """What a row may refer to: people by their address in lower case."""

    requesters: dict[str, Actor]
    interpreters: dict[str, Interpreter]


@dataclass(frozen=True, slots=True)
class Told:
    """One row understood: an order by somebody, with its story when it has taken place."""

    cells: Cells
    order: Order
    requester: Actor
    story: Story | None = None


async def import_bookings(desk: Desk, content: bytes, *, progress: Progress) -> int:
    """How many were added: all of the file's, or ImportRefused with everything that is wrong with it.

    What has taken place is attested and settled by the tariff and the rules of its day; what lies ahead is ordered
    in the requester's name, and somebody is looked for.
    """
    require_permission(desk.actor, "bookings:create")
    faults = Faults()
    rows = list(rows_of(content, COLUMNS, faults, progress))
    known = await _known(desk, rows)
    read = [told for cells in rows if (told := _told(cells, desk, known)) is not None]
    await _check_doubles(desk, read)
    await _check_jobs(desk, read)
    faults.refuse_any()
    await _order(desk, [told for told in read if told.story is None])
    faults.refuse_any()
    await remember(
        desk,
        (told.story for told in read if told.story is not None),
        progress=lambda n: _say_settled(progress, n),
    )
    desk.events.add("board")
    return len(read)


async def _known(desk: Desk, rows: Iterable[Cells]) -> Known:
    requesters = {}
    for email in {cells.text("requester").lower() for cells in rows}:
        found = await desk.accounts.by_email(email)
        if found is not None:
            requesters[email] = actor_of(found[0], desk.reference.units, via="import")
    people = await desk.interpreters.listed(limit=EVERYBODY)
    return Known(requesters, {one.email.lower(): one for one in people})


def _told(cells: Cells, desk: Desk, known: Known) -> Told | None:
    """The row understood; None when something in it cannot be."""
    order = order_in(cells, desk)
    requester = known.requesters.get(cells.text("requester").lower())
    if requester is None and cells.text("requester"):
        cells.fault(
            "requester",
            Text(
                "adressen har ingen konto. Opret den først med sprogtolk add-user.",
                "the address has no account. Add it first with sprogtolk add-user.",
            ),
        )
    if order is None or requester is None or cells.faulty:
        return None
    if order.starts_at >= desk.now:
        _check_not_delivered(cells)
        return Told(cells, _checked(cells, order, desk, now=desk.now), requester)
    order = _checked(cells, order, desk, now=order.starts_at)
    interpreter = known.interpreters.get(cells.text("interpreter").lower())
    story = story_in(cells, order, desk, requester=requester, interpreter=interpreter)
    if story is None:
        return None
    check_price(cells, story, desk)
    return Told(cells, order, requester, story)


FIELDS = {"starts_at": "start", "ends_at": "end"}


def _checked(cells: Cells, order: Order, desk: Desk, *, now: datetime) -> Order:
    """The order as the rules want it at that instant; what they refuse is a fault of the row."""
    try:
        return checked(order, replace(desk, now=now))
    except OfficeError as refusal:
        cells.fault(FIELDS.get(refusal.field or "", refusal.field), refusal.message)
        return order


def _check_not_delivered(cells: Cells) -> None:
    for column in COLUMNS[-7:]:
        if cells.text(column.key):
            cells.fault(
                column.key,
                Text("starten ligger fremme i tiden: her må intet stå.", "the start lies ahead: nothing may be here."),
            )


async def _check_doubles(desk: Desk, read: list[Told]) -> None:
    """The same reference, or without one the same unit, start, language and case: in the file, or there before."""
    references = [one.cells.text("reference") for one in read if one.cells.text("reference")]
    there: dict[tuple[object, ...], str] = {}
    there |= {(reference,): number for reference, number in (await imported_as(desk.connection, references)).items()}
    there |= await bookings_at(desk.connection, (one.order.starts_at for one in read))
    rows: dict[tuple[object, ...], int] = {}
    for one in read:
        key = _identity(one)
        if key in there:
            said = Text(f"findes allerede som {there[key]}.", f"is there already as {there[key]}.")
            one.cells.fault(_identifying(one), said)
        elif key in rows:
            said = Text(f"den samme som i række {rows[key]}.", f"the same as in row {rows[key]}.")
            one.cells.fault(_identifying(one), said)
        rows.setdefault(key, one.cells.number)


def _identity(one: Told) -> tuple[object, ...]:
    reference = one.cells.text("reference")
    order = one.order
    return (reference,) if reference else (order.unit_id, order.starts_at, order.language, order.citizen_ref)


def _identifying(one: Told) -> str:
    return "reference" if one.cells.text("reference") else "start"


async def _check_jobs(desk: Desk, read: list[Told]) -> None:
    """Nobody was at two places: not within the file, and not beside what is known already."""
    jobs = [(one.story.assignment, one.cells) for one in read if one.story and one.story.assignment]
    if not jobs:
        return
    span = Period(min(job.starts_at for job, _ in jobs), max(job.ends_at for job, _ in jobs))
    diaries: defaultdict[tuple[UUID, date], list[tuple[Period, Text]]] = defaultdict(list)
    for key, period, number in await jobs_of(desk.connection, {job.interpreter_id for job, _ in jobs}, within=span):
        for day in _days(period):
            diaries[key, day].append((period, Text(number, number)))
    for job, cells in jobs:
        period, key = Period(job.starts_at, job.ends_at), job.interpreter_id
        taken = [name for day in _days(period) for when, name in diaries[key, day] if when.overlaps(period)]
        if taken and not cells.faulty:
            said = Text(f"tolken havde da {taken[0].da}.", f"the interpreter had {taken[0].en} at that time.")
            cells.fault("interpreter", said)
        for day in _days(period):
            row = Text(f"opgaven i række {cells.number}", f"the job in row {cells.number}")
            diaries[key, day].append((period, row))


def _days(period: Period) -> set[date]:
    return {local_date(period.starts_at), local_date(period.ends_at)}


async def _order(desk: Desk, ahead: list[Told]) -> None:
    """Ordered as the requester would; what they may not is a fault of the row."""
    for one in ahead:
        own = replace(desk, actor=one.requester)
        try:
            booking = await request(own, order=one.order)
        except OfficeError as refusal:
            one.cells.fault(FIELDS.get(refusal.field or "", refusal.field), refusal.message)
            continue
        reference = one.cells.text("reference")
        if reference:
            own.histories.record("import", booking.id, "imported", after=Imported(reference))
        await own.finish()


def _say_settled(progress: Progress, settled: int) -> None:
    if settled % SAY_EVERY == 0:
        progress(Text(f"{settled} bestillinger afregnet", f"{settled} bookings settled"))
