"""What helps filling in the form: for whom one books, what is known of the case, one's templates, the ways out."""

from collections.abc import Mapping
from dataclasses import fields, replace
from uuid import UUID, uuid4

from booking.domain.accounts import Account
from booking.domain.bookings import Booking
from booking.domain.modes import Mode
from booking.domain.permissions import may, sees_all
from booking.domain.texts import Text
from booking.domain.units import subtree
from booking.services.cases import KnownCase, known_case, recent_cases
from booking.services.desk import Desk
from booking.services.templates import list_templates, read_template
from booking.web import formats
from booking.web.making.orders import blank, repeated
from booking.web.making.slots import with_slots
from booking.web.views.orders import Option, OrderForm, OrderHelps, OrderInput, RepeatCard, WayOut

# What the newest booking of a case says of the next one.
KNOWN = (
    "language", "mode", "in_person_reason", "minutes", "other_minutes", "unit", "case_type", "measure", "person_group",
    "link", "phone", "address", "postcode", "gender", "gender_required", "substitutes_ok", "level", "parties",
    "child_present", "group_size",
)  # fmt: skip


async def dressed(desk: Desk, form: OrderForm, *, refusal: Text | None = None) -> OrderForm:
    """The form with what is known of the one who books, of the case they typed, and when somebody is free.

    `refusal` says why a time that was pressed could not be held.
    """
    case = await known_case(desk, citizen_ref=form.values.citizen_ref)
    kept = await list_templates(desk) if may(desk.actor, "bookings:create") else []
    helps = OrderHelps(
        requesters=await _requesters(desk, form.values.unit),
        templates=tuple(Option(str(one.id), one.name) for one in kept),
        known=_told(case),
        people=await people_of(desk, form.values, case),
        ways=ways_out(form.errors, form.values),
        repeats=await _repeats(desk) if _is_untouched(form) else (),
    )
    return await with_slots(desk, replace(form, helps=helps), refusal=refusal)


def _is_untouched(form: OrderForm) -> bool:
    return not (form.values.citizen_ref or form.values.date or form.values.language or form.errors)


async def _repeats(desk: Desk) -> tuple[RepeatCard, ...]:
    """One's own latest cases, for who books for themselves."""
    if may(desk.actor, "bookings:enter"):
        return ()
    languages = desk.reference.languages
    return tuple(
        RepeatCard(
            number=one.latest.number,
            case=one.latest.citizen_ref,
            language=languages[one.latest.language].name if one.latest.language in languages else one.latest.language,
            mode=one.latest.mode,
            minutes=one.latest.period.minutes,
            last_at=one.latest.starts_at,
            interpreter=one.interpreter,
        )
        for one in await recent_cases(desk)
    )


async def with_usual(desk: Desk, values: OrderInput) -> OrderInput:
    """The form with the case's usual interpreter, where nobody was wished for."""
    case = await known_case(desk, citizen_ref=values.citizen_ref)
    if values.preferred or case is None or not case.met:
        return values
    return replace(values, preferred=str(case.met[0].id))


async def _requesters(desk: Desk, unit: str) -> tuple[Option, ...] | None:
    """Who could have ordered for the unit and whom the actor may enter for; None where that is nobody else."""
    everyone = [one for one in await desk.accounts.requesters() if _is_theirs(desk, one)]
    if not everyone:
        return None
    chosen = next((one.id for one in desk.reference.units.values() if one.code == unit), None)
    able = [one for one in everyone if chosen is None or _reaches(desk, one, chosen)]
    units = desk.reference.units
    return tuple(Option(one.email, f"{one.name}, {units[one.unit_id].name}") for one in able if one.unit_id is not None)


def _is_theirs(desk: Desk, account: Account) -> bool:
    return account.id != desk.actor.account_id and (sees_all(desk.actor) or account.unit_id in desk.actor.unit_ids)


def _reaches(desk: Desk, account: Account, unit_id: UUID) -> bool:
    return account.unit_id is not None and unit_id in subtree(desk.reference.units.values(), account.unit_id)


async def people_of(desk: Desk, values: OrderInput, case: KnownCase | None) -> tuple[Option, ...]:
    """Who can be preferred or barred: those who met the case, for everybody; for the office all who speak it."""
    met = [Option(str(one.id), one.name) for one in case.met] if case is not None else []
    chosen = {code for code in (values.preferred, values.barred) if code}
    others: list[Option] = []
    if may(desk.actor, "interpreters:write"):
        speaking = await desk.interpreters.listed(language=values.language or None)
        others = [Option(str(one.id), one.name) for one in speaking if one.active]
    elif chosen - {one.code for one in met}:
        others = [Option(str(one.id), one.name) for one in await desk.interpreters.listed(ids=_ids(chosen))]
    known = {one.code for one in met}
    return (*met, *(one for one in others if one.code not in known))


def _ids(chosen: set[str]) -> list[UUID]:
    found = []
    for code in chosen:
        try:
            found.append(UUID(code))
        except ValueError:
            continue
    return found


def _told(case: KnownCase | None) -> Text | None:
    if case is None:
        return None
    booking = case.latest
    day = formats.day(booking.starts_at, "da"), formats.day(booking.starts_at, "en")
    met = Text(f" Har mødt {case.met[0].name}.", f" Has met {case.met[0].name}.") if case.met else Text("", "")
    return Text(
        f"Sagen er kendt fra {booking.number}, {day[0]}.{met.da}",
        f"The case is known from {booking.number}, {day[1]}.{met.en}",
    )


async def filled(desk: Desk, values: OrderInput, *, everything: bool) -> OrderInput:
    """The form with what the case's newest booking says: all of it, or only where nothing was typed yet."""
    case = await known_case(desk, citizen_ref=values.citizen_ref)
    if case is None:
        return values
    said, untouched = repeated(desk, case.latest), blank(desk)
    if case.met:
        said = replace(said, preferred=str(case.met[0].id))
    names = [
        name for name in (*KNOWN, "preferred") if everything or getattr(values, name) in ("", getattr(untouched, name))
    ]
    return replace(values, **{name: getattr(said, name) for name in names})


async def from_template(desk: Desk, template_id: UUID) -> OrderInput:
    """A blank form with what the template holds on it; NotFound for another's."""
    kept = await read_template(desk, template_id=template_id)
    known = {field.name for field in fields(OrderInput)} - {"key", "date", "wishes"}
    held = {name: value for name, value in kept.typed.items() if name in known}
    plain = dict.fromkeys(("substitutes_ok", "child_present", "gender_required"), "")
    return replace(blank(desk), **plain | held, key=uuid4().hex)


def copied(desk: Desk, booking: Booking) -> OrderInput:
    """All of a booking, its day too."""
    return replace(repeated(desk, booking), date=formats.day(booking.starts_at, desk.actor.tongue))


def ways_out(errors: Mapping[str, Text], values: OrderInput) -> tuple[WayOut, ...]:
    """What to press when a rule says no."""
    found: list[WayOut] = []
    if "in_person_reason" in errors and values.mode == Mode.IN_PERSON.value:
        found.append(WayOut(Text("Bestil som video i stedet", "Book by video instead"), "mode", Mode.SKYPE.value))
        found.append(WayOut(Text("Bestil pr. telefon i stedet", "Book by phone instead"), "mode", Mode.PHONE.value))
    if "measure" in errors:
        found.append(WayOut(Text("Bestil uden foranstaltning", "Book without a measure"), "measure", ""))
    return tuple(found)


async def for_requester(desk: Desk, values: OrderInput) -> OrderInput:
    """Whoever it is entered for is whom the interpreter meets, unless somebody else was written."""
    if values.contact.strip() or not values.requester:
        return values
    found = await desk.accounts.by_email(values.requester)
    return replace(values, contact=found[0].name) if found is not None and _is_theirs(desk, found[0]) else values
