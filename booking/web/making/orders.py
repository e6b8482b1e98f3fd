"""The form "Bestil tolk": what it offers to choose from, and what the order as typed would mean."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import datetime
from uuid import uuid4

from booking.domain.bookings import Booking, Order, check_times
from booking.domain.catalogue import CASE_TYPES, IN_PERSON_REASONS
from booking.domain.deadlines import Deadline
from booking.domain.errors import Invalid
from booking.domain.interpreters import LEVELS
from booking.domain.modes import Mode
from booking.domain.permissions import may, sees_all
from booking.domain.refunds.rules import MEASURES, PERSON_GROUPS
from booking.domain.texts import Text
from booking.domain.units import Unit
from booking.services.bookings.foreseeing import Foresight, foresee
from booking.services.desk import Desk
from booking.services.remedies import remedies_for
from booking.web import formats
from booking.web.making.services import hints, warnings
from booking.web.making.ways import ways_of
from booking.web.orders_in import Reading, mode_in, period_in, person_in
from booking.web.views.orders import Option, OrderForm, OrderInput, Quote, QuoteLine
from booking.web.views.wishes import WishInput, WishQuote
from booking.web.wishes_in import as_order, collected, rows_of

NOT_CHOSEN = Text("Ikke valgt", "Not chosen")
NO_FREE_DEADLINE = Text(
    "Uden frist: en afbestilling koster efter leverandørens vilkår.",
    "No deadline: a cancellation costs by the supplier's terms.",
)
AGREED_LENGTHS = ("30", "45", "60", "90")


def typed_in(given: Mapping[str, str]) -> OrderInput:
    """The form's own fields of what was sent."""
    known = {field.name for field in fields(OrderInput)}
    return OrderInput(**{name: value for name, value in given.items() if name in known} | {"wishes": collected(given)})


def blank(desk: Desk) -> OrderInput:
    """Preset with what is known of the one who books."""
    units = units_of(desk)
    own = next((unit.code for unit in units if unit.id == desk.actor.unit_id), "")
    return OrderInput(
        unit=own or (units[0].code if len(units) == 1 else ""),
        contact="" if may(desk.actor, "bookings:enter") else desk.actor.name,
        key=uuid4().hex,
    )


def repeated(desk: Desk, booking: Booking) -> OrderInput:
    """All of a booking but its day."""
    minutes = str(booking.period.minutes)
    return OrderInput(
        language=booking.language,
        mode=booking.mode.value,
        in_person_reason=booking.in_person_reason or "",
        start=formats.clock(booking.starts_at, desk.actor.tongue),
        minutes=minutes if minutes in AGREED_LENGTHS else "other",
        other_minutes="" if minutes in AGREED_LENGTHS else minutes,
        unit=desk.reference.units[booking.unit_id].code,
        case_type=booking.case_type,
        measure=booking.measure or "",
        person_group=booking.person_group or "",
        link=booking.link,
        phone=booking.phone,
        address=booking.address,
        postcode=booking.postcode,
        citizen_ref=booking.citizen_ref,
        gender=booking.gender or "",
        gender_required="1" if booking.gender_required else "",
        substitutes_ok="1" if booking.substitutes_ok else "",
        level=str(booking.level),
        parties=str(booking.parties),
        child_present="1" if booking.child_present else "",
        group_size=str(booking.group_size),
        preferred=str(booking.preferred[0]) if booking.preferred else "",
        barred=str(booking.barred[0]) if booking.barred else "",
        contact=booking.contact or blank(desk).contact,
        note=booking.note,
        key=uuid4().hex,
    )


def order_form(
    desk: Desk,
    values: OrderInput,
    *,
    errors: Mapping[str, Text] | None = None,
    quote: Quote | None = None,
    quote_error: Text | None = None,
) -> OrderForm:
    return OrderForm(
        values=values,
        languages=languages_of(desk),
        units=tuple(Option(unit.code, unit.name) for unit in units_of(desk)),
        case_types=tuple(Option(case.code, case.name) for case in CASE_TYPES.values()),
        measures=_options(MEASURES),
        reasons=_options(IN_PERSON_REASONS),
        groups=_options(PERSON_GROUPS),
        errors=errors or {},
        quote=quote,
        quote_error=quote_error,
        services=hints(desk),
        may_override=may(desk.actor, "catalogue:override"),
        more_wishes=rows_of(values.wishes),
    )


def languages_of(desk: Desk) -> tuple[Option, ...]:
    """By their names in the actor's tongue."""
    tongue = desk.actor.tongue
    languages = sorted(desk.reference.languages.values(), key=lambda one: one.name.in_(tongue).lower())
    return tuple(Option(one.code, one.name) for one in languages)


def units_of(desk: Desk) -> list[Unit]:
    """The units that the actor may book for, by name."""
    every: Iterable[Unit] = desk.reference.units.values()
    mine = [unit for unit in every if unit.active and (sees_all(desk.actor) or unit.id in desk.actor.unit_ids)]
    return sorted(mine, key=lambda unit: unit.name)


def _options(register: Mapping[str, Text]) -> tuple[Option, ...]:
    return tuple(Option(code, name) for code, name in register.items())


async def quoted(desk: Desk, values: OrderInput, *, offer_ways: bool = True) -> tuple[Quote | None, Text | None]:
    """What the order would mean as far as it is typed, or what keeps that from being said; neither without a time."""
    if not (values.date.strip() and values.start.strip()):
        return None, None
    reading = Reading()
    period = period_in(values, reading, now=desk.now)
    order = order_so_far(desk, values, reading, period) if period is not None else None
    if order is None:
        return None, next(iter(reading.errors.values()), None)
    try:
        check_times(order, now=desk.now)
        found = await foresee(desk, order=order)
        said = warnings(desk, order)
        ways = ways_of(await remedies_for(desk, order=order)) if found.free == 0 and offer_ways else ()
        quote = _quote(desk, order, found, decided=bool(values.case_type))
        quote = replace(quote, ways=ways, warnings=said, advice=advice(order, values))
        return replace(quote, wishes=await _more(desk, values)), None
    except Invalid as error:
        return None, error.message


async def _more(desk: Desk, values: OrderInput) -> tuple[WishQuote, ...]:
    """What each wish after the first would cost, and how many are free for it."""
    rows = [row for row in rows_of(values.wishes) if row != WishInput()]
    return tuple([await _wish_quote(desk, as_order(values, row), rank) for rank, row in enumerate(rows, start=2)])


async def _wish_quote(desk: Desk, values: OrderInput, rank: int) -> WishQuote:
    quote, error = await quoted(desk, values, offer_ways=False)
    if quote is None:
        return WishQuote(rank, error=error)
    many = int(values.interpreters) if values.interpreters in SEVERAL else 1
    refund = quote.refund_ore * many if quote.refund_ore is not None else None
    known = quote.starts_at, quote.ends_at, quote.total_ore * many, refund, quote.free_interpreters
    return WishQuote(rank, quote.mode, *known, interpreters=many)


SEVERAL = ("2", "3", "4")
MOST_ALONE_MINUTES = 120
TAKE_TWO = Text(
    "Fremmøde over 2 timer tolkes bedst af to, der skiftes. Vælg to tolke under »Flere ønsker til tolken«.",
    "More than 2 hours in person is best interpreted by two who take turns. Choose two under “More wishes”.",
)


def advice(order: Order, values: OrderInput) -> Text | None:
    """To take two for a long job in person, where one is chosen."""
    alone = values.interpreters not in SEVERAL
    long = order.mode is Mode.IN_PERSON and order.period.minutes > MOST_ALONE_MINUTES
    return TAKE_TWO if alone and long else None


def order_so_far(desk: Desk, values: OrderInput, reading: Reading, period: tuple[datetime, datetime]) -> Order | None:
    """What was typed as an order, with what is missing as it usually is; None without a mode or a unit to order for."""
    mode, units = reading.of(lambda: mode_in(values.mode)), units_of(desk)
    if mode is None or not units:
        return None
    return Order(
        language=values.language,
        mode=mode,
        starts_at=period[0],
        ends_at=period[1],
        unit_id=next((unit.id for unit in units if unit.code == values.unit), units[0].id),
        case_type=values.case_type or "other",
        measure=values.measure or None,
        person_group=values.person_group or None,
        in_person_reason=(values.in_person_reason or None) if mode is Mode.IN_PERSON else None,
        postcode=values.postcode.strip(),
        citizen_ref=values.citizen_ref.strip(),
        gender=values.gender or None,
        gender_required=bool(values.gender and values.gender_required),
        level=int(values.level) if values.level in map(str, LEVELS) else 1,
        substitutes_ok=bool(values.substitutes_ok),
        barred=(reading.of(lambda: person_in(values.barred, field="barred")) or ()),
    )


def _quote(desk: Desk, order: Order, found: Foresight, *, decided: bool) -> Quote:
    language = desk.reference.languages.get(order.language)
    decision, deadline = found.quote.decision, found.quote.deadline
    reason = decision.reason if decided else Text("Vælg sagstype for refusion.", "Choose a case type for the refund.")
    known = decided and decision.state == "decided"
    return Quote(
        starts_at=order.starts_at,
        ends_at=order.ends_at,
        mode=order.mode,
        language=language.name if language is not None else NOT_CHOSEN,
        lines=tuple(QuoteLine(line.text, line.amount_ore, line.why) for line in found.quote.price.lines),
        total_ore=found.quote.price.total_ore,
        refund_ore=found.quote.refund_ore if known else None,
        refund_reason=reason,
        free_until=deadline.instant if deadline is not None else None,
        free_until_why=why_until(deadline),
        free_interpreters=found.free,
        gender=gender_told(order, found),
        too_late=deadline is not None and not deadline.in_time(desk.now),
    )


def gender_told(order: Order, found: Foresight) -> Text | None:
    """What a wish for a gender, or a requirement of it, leaves of those who are free."""
    if order.gender is None or found.free is None:
        return None
    plural = {"female": Text("kvinder", "women"), "male": Text("mænd", "men")}.get(order.gender)
    if plural is None:
        return None
    fitting, free = found.of_gender, found.free_of_any
    said = Text(f"{fitting} af {free} ledige er {plural.da}.", f"{fitting} of {free} free are {plural.en}.")
    if not order.gender_required:
        return Text(f"{said.da} De spørges først.", f"{said.en} They are asked first.")
    if free == fitting:
        return said
    lost = free - fitting
    return Text(f"{said.da} Kravet udelukker {lost}.", f"{said.en} The requirement rules out {lost}.")


def why_until(deadline: Deadline | None) -> Text:
    return deadline.derivation if deadline is not None else NO_FREE_DEADLINE
