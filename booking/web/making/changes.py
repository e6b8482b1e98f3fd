"""The form that changes a booking: filled in from it, with what the change means, or what has changed meanwhile."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace

from booking.domain.bookings import STATUSES, Booking, Order, Status
from booking.domain.changes import Consequence, Verdict
from booking.domain.errors import Conflict, Invalid
from booking.domain.modes import MODES
from booking.domain.texts import Text, Tongue
from booking.services.bookings import Changes
from booking.services.bookings.foreseeing import ChangeForesight, foresee_change
from booking.services.cases import known_case
from booking.services.desk import Desk
from booking.web import formats
from booking.web.changes_in import changes_in, clock_of, origin_in, rebased, start_of, written_origin
from booking.web.making.entering import people_of
from booking.web.making.orders import order_form, repeated, why_until
from booking.web.orders_in import Wrong, field_of
from booking.web.views.bookings import Change
from booking.web.views.changes import ChangeForm, Meaning, Meanwhile, Overtaken, Owed
from booking.web.views.orders import FIELD_NAMES, Option, OrderForm, OrderHelps, OrderInput, QuoteLine
from booking.web.wishes_in import one_more, rows_said, typed_wishes

YES, NO = Text("ja", "yes"), Text("nej", "no")
STATUS = Text("Status", "Status")
TICKS: dict[str, Text] = {
    "gender_required": Text("Køn er et krav", "Gender is a requirement"),
    "substitutes_ok": Text("Nært beslægtet sprog er i orden", "A closely related language will do"),
    "child_present": Text("Et barn er til stede", "A child is present"),
}
MEANINGS: dict[str, Text] = {
    "unchanged": Text("Du har ikke ændret noget endnu.", "You have not changed anything yet."),
    "changed": Text("Ændringen får ikke betydning for søgningen.", "The change does not affect the search."),
    "changed_searching": Text(
        "Ingen har opgaven endnu. Den søges besat på ny.", "Nobody has the job yet. A new interpreter is being found."
    ),
    "changed_quietly": Text(
        "Tolken beholder opgaven. Kalenderen er uændret.", "The interpreter keeps the job. The calendar is unchanged."
    ),
    "changed_kept": Text(
        "Tolken beholder opgaven og får en ny invitation.",
        "The interpreter keeps the job and gets a new invitation.",
    ),
    "changed_reoffered": Text(
        "Tolken får en aflysning og spørges som den første, om den nye tid passer.",
        "The interpreter gets a cancellation and is asked before all others whether the new time suits.",
    ),
    "changed_anew": Text(
        "Tolken mister opgaven og får en aflysning. Opgaven søges besat på ny.",
        "The interpreter loses the job and gets a cancellation. A new interpreter is being found.",
    ),
}


@dataclass(frozen=True, slots=True)
class Basis:
    """What a form was made from: the booking's version, and its fields as they were then."""

    version: str
    origin: str


def outcome_of(before: Booking, verdict: Verdict, *, told: bool) -> str:
    """The key of what a change means: of MEANINGS before it is made, of the notices after."""
    if verdict.kind is None:
        return "unchanged"
    if before.status is not Status.CONFIRMED:
        return "changed_searching" if verdict.consequence is Consequence.RELEASE else "changed"
    if verdict.consequence is Consequence.RELEASE:
        return "changed_anew"
    if verdict.consequence is Consequence.REOFFER:
        return "changed_reoffered"
    return "changed_kept" if told else "changed_quietly"


def prefilled(desk: Desk, booking: Booking) -> OrderInput:
    """The booking as the form has it; the unit's own address is written as none."""
    own = desk.reference.units[booking.unit_id].address
    return replace(
        repeated(desk, booking),
        date=formats.day(booking.starts_at, desk.actor.tongue),
        start=start_of(booking, desk.actor.tongue),
        address="" if booking.address == own else booking.address,
        wishes=typed_wishes(booking.wishes_left, desk.actor.tongue, clock_of),
        key="",
    )


def basis_of(desk: Desk, booking: Booking) -> Basis:
    return Basis(str(booking.version), written_origin(prefilled(desk, booking), booking.status))


async def change_form(
    desk: Desk, booking: Booking, typed: OrderInput, basis: Basis, *, errors: Mapping[str, Text] | None = None
) -> ChangeForm:
    """The form as typed, with what it would mean as far as that can be said."""
    form = order_form(desk, one_more(typed), errors=errors)
    people = await people_of(desk, typed, await known_case(desk, citizen_ref=typed.citizen_ref))
    form = replace(form, values=typed, helps=OrderHelps(people=people))
    meaning, error = await _meaning(desk, booking, typed, form)
    shown = {field.name: getattr(form, field.name) for field in fields(OrderForm)}
    return ChangeForm(
        **shown,
        number=booking.number,
        version=basis.version,
        origin=basis.origin,
        meaning=meaning,
        meaning_error=error,
    )


async def overtaken_form(desk: Desk, booking: Booking, typed: OrderInput, basis: Basis) -> ChangeForm:
    """On top of the booking as it is now: what somebody else changed is shown, what was typed is kept."""
    now_is = prefilled(desk, booking)
    was, status = origin_in(basis.origin, now_is, booking.status)
    form = await change_form(desk, booking, rebased(typed, was, now_is), basis_of(desk, booking))
    mine = dict(_said(form.values, form, desk.actor.tongue))
    rows = [
        Overtaken(change, mine[name] if mine[name] != change.after else "")
        for name, change in differences(was, now_is, form, desk.actor.tongue).items()
    ]
    if status is not booking.status:
        rows.insert(0, Overtaken(Change(STATUS, _status(status, desk), _status(booking.status, desk))))
    entries = await desk.histories.of(booking.id)
    who, at = (entries[-1].actor_name, entries[-1].at) if entries else ("", None)
    return replace(form, meanwhile=Meanwhile(who, at, tuple(rows)))


def _status(status: Status, desk: Desk) -> str:
    return STATUSES[status].in_(desk.actor.tongue)


def changed_order(desk: Desk, booking: Booking, typed: OrderInput) -> tuple[Order, Changes]:
    """The whole order as typed, and what of it is different; raises Wrong."""
    return changes_in(typed, prefilled(desk, booking), booking, desk.reference, now=desk.now)


def wrong_of(error: Invalid, typed: OrderInput, order: Order, desk: Desk) -> Wrong:
    """A refusal of the change, at the form's field."""
    return Wrong({field_of(error, typed, order, now=desk.now): error.message})


async def _meaning(
    desk: Desk, booking: Booking, typed: OrderInput, form: OrderForm
) -> tuple[Meaning | None, Text | None]:
    try:
        _, changes = changed_order(desk, booking, typed)
        return _meant(desk, await foresee_change(desk, number=booking.number, changes=changes), form), None
    except Wrong as wrong:
        return None, next(iter(wrong.errors.values()))
    except (Conflict, Invalid) as error:
        return None, error.message


def _meant(desk: Desk, found: ChangeForesight, form: OrderForm) -> Meaning:
    after, tongue, key = found.after, desk.actor.tongue, outcome_of(found.before, found.verdict, told=found.told)
    language = desk.reference.languages[after.language].name
    before_said, after_said = prefilled(desk, found.before), prefilled(desk, after)
    quoted, earlier = found.quote_after, found.quote_before
    return Meaning(
        starts_at=after.starts_at,
        ends_at=after.ends_at,
        mode=after.mode,
        language=language,
        changes=tuple(differences(before_said, after_said, form, tongue).values()),
        interpreter=found.interpreter.name if found.interpreter is not None else "",
        says=MEANINGS[key],
        loses=key in ("changed_anew", "changed_reoffered"),
        owed=owed_of(found),
        free=found.free,
        before_ore=earlier.price.total_ore if earlier is not None else None,
        after_ore=quoted.price.total_ore if quoted is not None else None,
        refund_ore=quoted.refund_ore if quoted is not None and quoted.decision.state == "decided" else None,
        free_until=found.deadline.instant if found.deadline is not None else None,
        free_until_why=why_until(found.deadline),
        too_late=found.deadline is not None and not found.deadline.in_time(desk.now),
    )


def owed_of(found: ChangeForesight) -> Owed | None:
    """What the change owes because it comes after the deadline."""
    move = found.move
    if move is None or not move.price.lines:
        return None
    rows = tuple(QuoteLine(line.text, line.amount_ore, line.why) for line in move.price.lines)
    return Owed(move.minutes, move.price.total_ore, why_until(move.deadline), rows)


def differences(before: OrderInput, after: OrderInput, form: OrderForm, tongue: Tongue) -> dict[str, Change]:
    """Field by field what is read differently, in words."""
    earlier, later = dict(_said(before, form, tongue)), dict(_said(after, form, tongue))
    names = FIELD_NAMES | TICKS
    return {name: Change(names[name], earlier[name], later[name]) for name in later if earlier[name] != later[name]}


def _said(values: OrderInput, form: OrderForm, tongue: Tongue) -> Iterator[tuple[str, str]]:
    """Every field of the form as a reader sees it; the unit is not among them."""
    modes = tuple(Option(mode.value, traits.name) for mode, traits in MODES.items())
    choices = {
        "language": form.languages, "mode": modes, "case_type": form.case_types, "measure": form.measures,
        "in_person_reason": form.reasons, "person_group": form.groups, "gender": form.genders, "level": form.levels,
    }  # fmt: skip
    choices |= {"preferred": form.helps.people, "barred": form.helps.people}
    for name in FIELD_NAMES:
        value = getattr(values, name)
        if name == "minutes":
            minutes = values.other_minutes if value == "other" else value
            yield name, formats.duration(int(minutes), tongue) if minutes.isdecimal() else minutes
        elif name == "wishes":
            yield name, rows_said(value, tongue)
        elif name not in ("other_minutes", "unit", "requester", "channel"):
            yield name, _named(value, choices.get(name, ()), tongue)
    for name in TICKS:
        yield name, (YES if getattr(values, name) else NO).in_(tongue)


def _named(value: str, choices: tuple[Option, ...], tongue: Tongue) -> str:
    name = next((one.name for one in choices if one.code == value), value)
    return name.in_(tongue) if isinstance(name, Text) else name
