"""The golden cases' pages: jobs whose price is known, listed with what they come to, and edited."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import cast
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from booking.domain.costs.golden import EXPECTS, OUTCOMES, Case, Expects
from booking.domain.costs.pricing import Outcome
from booking.domain.errors import Invalid
from booking.domain.modes import Mode
from booking.domain.money import ore_from
from booking.domain.periods import local_date
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.persistence.ids import new_id
from booking.services import tariffs
from booking.services.desk import Desk
from booking.web.entries import day_in, number_in, time_in
from booking.web.guards import Asked
from booking.web.making.golden import case_form, case_list
from booking.web.orders_in import Reading, Wrong
from booking.web.visits import visiting

HERE, PLACE = "/takster/proever", "takster"
CASE = f"{HERE}/{{case_id:uuid}}"
PAGE = "takster/proeve.html"


@get(HERE)
async def cases(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show("takster/proever.html", await case_list(visit.desk), place=PLACE)


@get(f"{HERE}/ny")
async def new_case(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show(PAGE, await case_form(visit.desk, None), place=PLACE)


@post(f"{HERE}/ny")
async def add(request: Asked) -> Response[str]:
    return await _kept(request, None)


@get(CASE)
async def case(request: Asked, case_id: FromPath[UUID]) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show(PAGE, await case_form(visit.desk, case_id), place=PLACE)


@post(CASE)
async def change(request: Asked, case_id: FromPath[UUID]) -> Response[str]:
    return await _kept(request, case_id)


@post(f"{CASE}/slet")
async def drop(request: Asked, case_id: FromPath[UUID]) -> Response[str]:
    async with visiting(request) as visit:
        await tariffs.drop_case(visit.desk, case_id=case_id)
        return visit.moved(HERE, told="case_dropped")


async def _kept(request: Asked, case_id: UUID | None) -> Response[str]:
    """On to the list; the form as typed comes back with what is wrong."""
    try:
        async with visiting(request) as visit:
            require_permission(visit.desk.actor, "tariffs:write")
            if case_id is not None:
                await tariffs.read_case(visit.desk, case_id=case_id)
            await _put(visit.desk, case_id, visit.fields)
            return visit.moved(HERE, told="case_saved")
    except Wrong as wrong:
        async with visiting(request) as visit:
            view = await case_form(visit.desk, case_id, visit.fields, errors=wrong.errors)
            return await visit.show(PAGE, view, place=PLACE, status=422, path=f"{HERE}/{case_id or 'ny'}")


async def _put(desk: Desk, case_id: UUID | None, typed: Mapping[str, str]) -> None:
    try:
        await tariffs.put_case(desk, case=case_in(desk, case_id, typed), is_new=case_id is None)
    except Invalid as refusal:
        raise Wrong({refusal.field or "name": refusal.message}) from refusal


def case_in(desk: Desk, case_id: UUID | None, typed: Mapping[str, str]) -> Case:
    """A case as typed; raises Wrong with everything that cannot be read, and Invalid for one that cannot have been."""
    reading, today = Reading(), local_date(desk.now)
    text = {name: value.strip() for name, value in typed.items()}
    scheme, _, category = text.get("tariff", "").partition("|")
    reading.need(scheme, "tariff", Text("Vælg en takst.", "Choose a tariff."))
    _check_choices(reading, text)
    expects = text.get("expects", "")
    given = {
        "day": reading.of(lambda: day_in(text.get("day", ""), today, field="day")),
        "starts": reading.of(lambda: time_in(text.get("starts", ""), field="starts")),
        "booked_minutes": reading.of(lambda: _count(text, "booked_minutes")),
        "actual_minutes": reading.of(lambda: _count(text, "actual_minutes")) if text.get("actual_minutes") else None,
        "travel_minutes": reading.of(lambda: _count(text, "travel_minutes")) if text.get("travel_minutes") else 0,
        "km": reading.of(lambda: number_in(text["km"], field="km")) if text.get("km") else Decimal(0),
        "notice_hours": reading.of(lambda: _count(text, "notice_hours")) if text.get("notice_hours") else None,
        "expected": reading.of(
            lambda: (
                _count(text, "expected")
                if expects == "minutes"
                else ore_from(text.get("expected", ""), field="expected")
            )
        ),
    }
    if reading.errors:
        raise Wrong(reading.errors)
    return Case(
        id=case_id or new_id(),
        name=text.get("name", ""),
        scheme=scheme,
        category=category,
        mode=Mode(text["mode"]),
        outcome=cast(Outcome, text["outcome"]),
        expects=cast(Expects, expects),
        source=text.get("source", ""),
        **given,  # type: ignore[arg-type]
    )


def _check_choices(reading: Reading, text: Mapping[str, str]) -> None:
    choices: tuple[tuple[str, list[str]], ...] = (
        ("mode", [mode.value for mode in Mode]),
        ("outcome", list(OUTCOMES)),
        ("expects", list(EXPECTS)),
    )
    for name, known in choices:
        if text.get(name) not in known:
            reading.errors[name] = Text("Vælg fra listen.", "Choose from the list.")


def _count(text: Mapping[str, str], name: str) -> int:
    if not re.fullmatch(r"[0-9]{1,5}", text.get(name, "")):
        raise Invalid(Text("Skriv et helt tal.", "Write a whole number."), field=name)
    return int(text[name])
