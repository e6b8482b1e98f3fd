"""Putting a question to a report: what may be asked, by whom, and how the answer says what it is limited to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from booking.domain.catalogue import CASE_TYPES
from booking.domain.errors import Denied, Invalid, NotFound
from booking.domain.modes import MODES, Mode
from booking.domain.periods import local_date
from booking.domain.permissions import require_permission, sees_all
from booking.domain.refunds.rules import MEASURES
from booking.domain.reports import BREAKDOWNS, NO_MEASURE, Filters, Question, Report, span_of
from booking.domain.reports.breakdowns import PRIVATE
from booking.domain.texts import Text
from booking.domain.units import Unit, subtree
from booking.persistence.reports import REPORTS, Source, read_widely, settled
from booking.services.desk import Desk
from booking.services.reports.naming import NO_MEASURE_NAME, suppliers_named

# Older than any transaction may become: nothing can be recorded as of then any more.
LONG_AGO = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that may be asked, to the source that answers it; `limits` are in words, for the footnote."""

    source: Source
    question: Question
    limits: tuple[Text, ...]


async def asked(
    desk: Desk,
    key: str,
    *,
    frm: date | None,
    to: date | None,
    as_of: date | None,
    known_at: datetime | None,
    by: str | None,
    filters: Filters,
    public: bool = False,
) -> Asked:
    """Raises NotFound for an unknown report, Denied without the right to it or to the unit, Invalid for the rest."""
    source = source_of(key)
    require_permission(desk.actor, source.report.permission)
    if public and (not source.report.public or by in PRIVATE):
        raise _not_public(source.report)
    unit = _unit(desk, filters)
    _check_filters(desk, filters)
    _check_known(by, {name: BREAKDOWNS[name] for name in source.report.by}, field="by")
    known_at = await _read_time(desk, known_at)
    question = Question(
        span=span_of(frm=frm, to=to, as_of=as_of, today=local_date(known_at)),
        known_at=known_at,
        by=by or source.report.by[0],
        unit_ids=subtree(desk.reference.units.values(), unit.id) if unit is not None else _own_units(desk),
        language=filters.language,
        mode=filters.mode,
        case_type=filters.case_type,
        measure=filters.measure,
        supplier=filters.supplier,
    )
    return Asked(source, question, tuple(_limits(desk, unit, filters)))


def _check_filters(desk: Desk, filters: Filters) -> None:
    if filters.language is not None:
        desk.reference.language(filters.language)
    _check_known(filters.mode, {mode.value: mode for mode in MODES}, field="mode")
    _check_known(filters.case_type, CASE_TYPES, field="case_type")
    _check_known(filters.measure, {**MEASURES, NO_MEASURE: NO_MEASURE_NAME}, field="measure")
    _check_known(filters.supplier, suppliers_named(desk.reference), field="supplier")


def _not_public(report: Report) -> Invalid:
    title = report.title
    return Invalid(
        Text(
            f"{title.da} kan ikke laves til offentligheden: en arbejdsliste, eller hvad nogen har skrevet.",
            f"{title.en} cannot be made for the public: a work list, or what somebody has written.",
        ),
        field="public",
    )


def source_of(key: str) -> Source:
    """NotFound, with those there are, for a key that no report has."""
    if key not in REPORTS:
        known = ", ".join(REPORTS)
        raise NotFound(
            Text(f"Der er ingen rapport {key!r}. Der er: {known}.", f"There is no report {key!r}. There are: {known}."),
            subject=key,
        )
    return REPORTS[key]


async def _read_time(desk: Desk, known_at: datetime | None) -> datetime:
    if known_at is not None and known_at > desk.now:
        raise Invalid(
            Text(
                "Der kan ikke læses, hvad der vides på et tidspunkt, der ikke er kommet.",
                "What is known at a time that has not come cannot be read.",
            ),
            field="known_at",
        )
    await read_widely(desk.connection)
    wanted = known_at or desk.now
    if wanted < desk.now - LONG_AGO:
        return wanted
    return min(wanted, await settled(desk.connection, now=desk.now))


def _own_units(desk: Desk) -> frozenset[UUID] | None:
    return None if sees_all(desk.actor) else desk.actor.unit_ids


def _unit(desk: Desk, filters: Filters) -> Unit | None:
    if filters.unit is None:
        return None
    unit = desk.reference.unit(filters.unit)
    if not sees_all(desk.actor) and unit.id not in desk.actor.unit_ids:
        raise Denied(
            Text(
                f"Du kan se tal for din egen enhed og enhederne under den, ikke for {unit.name}.",
                f"You can see the figures of your own unit and the units below it, not of {unit.name}.",
            ),
            field="unit",
        )
    return unit


def _limits(desk: Desk, unit: Unit | None, filters: Filters) -> Iterator[Text]:
    if unit is None and not sees_all(desk.actor) and desk.actor.unit_id is not None:
        unit = desk.reference.units[desk.actor.unit_id]
    if unit is not None:
        yield Text(f"{unit.name} med enhederne under den", f"{unit.name} and the units below it")
    if filters.language is not None:
        yield desk.reference.language(filters.language).name
    if filters.mode is not None:
        yield MODES[Mode(filters.mode)].name
    if filters.case_type is not None:
        yield CASE_TYPES[filters.case_type].name
    if filters.measure is not None:
        yield MEASURES.get(filters.measure, NO_MEASURE_NAME)
    if filters.supplier is not None:
        yield suppliers_named(desk.reference)[filters.supplier]


def _check_known(value: str | None, known: Mapping[str, object], *, field: str) -> None:
    if value is not None and value not in known:
        choices = ", ".join(known)
        raise Invalid(
            Text(
                f"{value!r} kendes ikke. Mulighederne er: {choices}.",
                f"{value!r} is unknown. The choices are: {choices}.",
            ),
            field=field,
        )
