"""A draft's pages: its rates and terms, what it would have made of last quarter, and publishing it."""

from collections.abc import Mapping
from datetime import date
from typing import cast
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from booking.domain.costs.drafts import RateKey
from booking.domain.costs.tariffs import COMPONENTS, Component, Rate, Unit
from booking.domain.costs.wording import ONE
from booking.domain.errors import Conflict, Invalid
from booking.domain.money import ore_from
from booking.domain.periods import local_date
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.services import tariffs
from booking.services.desk import Desk
from booking.web.entries import day_in
from booking.web.guards import Asked, office_of
from booking.web.making.tariff_drafts import draft_page
from booking.web.making.version_fields import terms_fields
from booking.web.making.versions import scheme_of, terms_form
from booking.web.orders_in import Reading, Wrong
from booking.web.versions_in import terms_in
from booking.web.visits import Visit, moved, visiting

HERE, PLACE = "/takster/kladder", "takster"
DRAFT = f"{HERE}/{{draft_id:uuid}}"
TERMS = f"{DRAFT}/vilkaar/{{subject:str}}"
PAGE, TERMS_PAGE = "takster/kladde.html", "takster/vilkaar.html"
FIELDS = {"amount_ore": "amount", "scheme": "tariff", "category": "tariff"}


@get(DRAFT)
async def show(request: Asked, draft_id: FromPath[UUID]) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show(PAGE, await draft_page(visit.desk, draft_id), place=PLACE)


@post(f"{DRAFT}/takst")
async def put_rate(request: Asked, draft_id: FromPath[UUID]) -> Response[str]:
    """The draft with the rate in it; the form as typed comes back with what is wrong."""
    try:
        async with visiting(request) as visit:
            require_permission(visit.desk.actor, "tariffs:write")
            await _put_rate(visit.desk, draft_id, visit.fields)
            return visit.moved(f"{HERE}/{draft_id}")
    except Wrong as wrong:
        return await _again(request, draft_id, wrong.errors)


async def _put_rate(desk: Desk, draft_id: UUID, typed: Mapping[str, str]) -> None:
    await tariffs.read_draft(desk, draft_id=draft_id)
    rate = rate_in(desk, typed)
    try:
        await tariffs.put_rate(desk, draft_id=draft_id, rate=rate)
    except (Invalid, Conflict) as refusal:
        field = refusal.field or "valid_from"
        raise Wrong({FIELDS.get(field, field): refusal.message}) from refusal


def rate_in(desk: Desk, typed: Mapping[str, str]) -> Rate:
    """A rate as typed; raises Wrong with everything that cannot be read."""
    reading, today = Reading(), local_date(desk.now)
    scheme, _, category = typed.get("tariff", "").partition("|")
    component, unit = typed.get("component", ""), typed.get("unit", "")
    reading.need(scheme, "tariff", Text("Vælg en takst.", "Choose a tariff."))
    if component not in COMPONENTS:
        reading.errors["component"] = Text("Vælg, hvad der betales for.", "Choose what is paid for.")
    if unit not in ONE:
        reading.errors["unit"] = Text("Vælg en enhed.", "Choose a unit.")
    amount = reading.of(lambda: ore_from(typed.get("amount", ""), field="amount"))
    first = reading.of(lambda: day_in(typed.get("valid_from", ""), today, field="valid_from"))
    ends = typed.get("valid_to", "").strip()
    last = reading.of(lambda: day_in(ends, first or today, field="valid_to")) if ends else None
    if reading.errors or amount is None or first is None:
        raise Wrong(reading.errors)
    return Rate(scheme, category, cast(Component, component), cast(Unit, unit), amount, first, last)


@post(f"{DRAFT}/takst/fjern")
async def drop_rate(request: Asked, draft_id: FromPath[UUID]) -> Response[str]:
    async with visiting(request) as visit:
        scheme, _, category = visit.fields.get("tariff", "").partition("|")
        key = cast(RateKey, (scheme, category, visit.fields.get("component", "")))
        await tariffs.drop_rate(visit.desk, draft_id=draft_id, key=key, valid_from=_day(visit))
        return visit.moved(f"{HERE}/{draft_id}")


def _day(visit: Visit) -> date:
    """Of a hidden field; a day that nobody has for anything else."""
    try:
        return date.fromisoformat(visit.fields.get("valid_from", ""))
    except ValueError:
        return date.min


@post(f"{DRAFT}/vilkaar")
async def choose_terms(request: Asked, draft_id: FromPath[UUID]) -> Response[str]:
    """From the list of schemes and modes on to the form."""
    async with visiting(request) as visit:
        require_permission(visit.desk.actor, "tariffs:write")
        await tariffs.read_draft(visit.desk, draft_id=draft_id)
        subject = visit.fields.get("subject", "")
        return moved(f"{HERE}/{draft_id}/vilkaar/{subject}" if subject else f"{HERE}/{draft_id}")


@get(TERMS)
async def terms(request: Asked, draft_id: FromPath[UUID], subject: FromPath[str]) -> Response[str]:
    """The terms as the draft has them, or as they are today."""
    async with visiting(request) as visit:
        desk = visit.desk
        require_permission(desk.actor, "tariffs:write")
        draft = await tariffs.read_draft(desk, draft_id=draft_id)
        scheme, mode = scheme_of(desk, subject)
        there = [one for one in draft.terms if (one.scheme, one.mode) == (scheme, mode)]
        today = [one for one in desk.reference.tariffs.all_terms if (one.scheme, one.mode) == (scheme, mode)]
        typed = terms_fields((there or today)[-1], desk.actor.tongue)
        if there:
            typed["valid_from"] = there[0].valid_from.isoformat()
        view = terms_form(desk, subject, typed, href=f"{HERE}/{draft_id}/vilkaar/{subject}")
        return await visit.show(TERMS_PAGE, view, place=PLACE)


@post(TERMS)
async def put_terms(request: Asked, draft_id: FromPath[UUID], subject: FromPath[str]) -> Response[str]:
    """Back to the draft; the form as typed comes back with what is wrong."""
    try:
        async with visiting(request) as visit:
            require_permission(visit.desk.actor, "tariffs:write")
            await tariffs.read_draft(visit.desk, draft_id=draft_id)
            await _put_terms(visit, draft_id, subject)
            return visit.moved(f"{HERE}/{draft_id}")
    except Wrong as wrong:
        href = f"{HERE}/{draft_id}/vilkaar/{subject}"
        async with visiting(request) as visit:
            view = terms_form(visit.desk, subject, visit.fields, href=href, errors=wrong.errors)
            return await visit.show(TERMS_PAGE, view, place=PLACE, status=422, path=href)


async def _put_terms(visit: Visit, draft_id: UUID, subject: str) -> None:
    terms = terms_in(visit.fields, *scheme_of(visit.desk, subject), visit.desk)
    try:
        await tariffs.put_terms(visit.desk, draft_id=draft_id, terms=terms)
    except (Invalid, Conflict) as refusal:
        raise Wrong({refusal.field or "valid_from": refusal.message}) from refusal


@post(f"{TERMS}/fjern")
async def drop_terms(request: Asked, draft_id: FromPath[UUID], subject: FromPath[str]) -> Response[str]:
    async with visiting(request) as visit:
        require_permission(visit.desk.actor, "tariffs:write")
        await tariffs.read_draft(visit.desk, draft_id=draft_id)
        await tariffs.drop_terms(visit.desk, draft_id=draft_id, key=scheme_of(visit.desk, subject))
        return visit.moved(f"{HERE}/{draft_id}")


@post(f"{DRAFT}/udgiv")
async def publish(request: Asked, draft_id: FromPath[UUID]) -> Response[str]:
    """In force from its days on; without a reason only when every golden case holds."""
    try:
        async with visiting(request) as visit:
            await _published(visit, draft_id)
            answer = visit.moved(f"{HERE}/{draft_id}", told="tariff_published")
    except Wrong as wrong:
        return await _again(request, draft_id, wrong.errors)
    office_of(request).forget_reference()
    return answer


async def _published(visit: Visit, draft_id: UUID) -> None:
    try:
        await tariffs.publish(visit.desk, draft_id=draft_id, reason=visit.fields.get("reason", ""))
    except (Invalid, Conflict) as refusal:
        field = refusal.field or "valid_from"
        raise Wrong({FIELDS.get(field, field): refusal.message}) from refusal


@post(f"{DRAFT}/slet")
async def drop(request: Asked, draft_id: FromPath[UUID]) -> Response[str]:
    async with visiting(request) as visit:
        await tariffs.drop_draft(visit.desk, draft_id=draft_id)
        return visit.moved("/takster", told="draft_dropped")


async def _again(request: Asked, draft_id: UUID, errors: dict[str, Text]) -> Response[str]:
    async with visiting(request) as visit:
        view = await draft_page(visit.desk, draft_id, visit.fields, errors=errors)
        return await visit.show(PAGE, view, place=PLACE, status=422, path=f"{HERE}/{draft_id}")
