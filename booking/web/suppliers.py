"""The suppliers' pages: who sends invoices, by which tariff and with what VAT."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from booking.domain.errors import Conflict, Invalid
from booking.domain.permissions import require_permission
from booking.domain.suppliers import Supplier
from booking.domain.texts import Text
from booking.persistence.ids import new_id
from booking.services.desk import Desk
from booking.services.suppliers import add_supplier, change_supplier
from booking.web.entries import number_in
from booking.web.guards import Asked, office_of
from booking.web.making.suppliers import supplier_form, supplier_list
from booking.web.orders_in import Reading, Wrong
from booking.web.visits import visiting

HERE = "/leverandoerer"
PAGE, PLACE = "leverandoerer/leverandoer.html", "leverandoerer"
_PERSON = re.compile(r"person_([0-9a-f-]{36})")


@get(HERE)
async def suppliers(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show("leverandoerer/liste.html", await supplier_list(visit.desk), place=PLACE)


@get(f"{HERE}/ny")
async def new_supplier(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show(PAGE, await supplier_form(visit.desk, None), place=PLACE)


@post(f"{HERE}/ny")
async def add(request: Asked) -> Response[str]:
    """On to the supplier; the form as typed comes back with what is wrong."""
    return await _saved(request, None)


@get(f"{HERE}/{{code:str}}")
async def supplier(request: Asked, code: FromPath[str]) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show(PAGE, await supplier_form(visit.desk, code), place=PLACE)


@post(f"{HERE}/{{code:str}}")
async def change(request: Asked, code: FromPath[str]) -> Response[str]:
    """On to the supplier as it is then; what somebody else has changed meanwhile is not overwritten."""
    return await _saved(request, code)


async def _saved(request: Asked, code: str | None) -> Response[str]:
    try:
        async with visiting(request) as visit:
            require_permission(visit.desk.actor, "suppliers:write")
            made = await _entered(visit.desk, code, visit.fields)
            answer = visit.moved(f"{HERE}/{made}", told="supplier_saved")
    except Wrong as wrong:
        async with visiting(request) as visit:
            view = await supplier_form(visit.desk, code, visit.fields, errors=wrong.errors)
            return await visit.show(PAGE, view, place=PLACE, status=422, path=f"{HERE}/{code or 'ny'}")
    office_of(request).forget_reference()
    return answer


async def _entered(desk: Desk, code: str | None, typed: Mapping[str, str]) -> str:
    given, people = _read(typed), _people(typed)
    try:
        if code is None:
            supplier = Supplier(id=new_id(), code=typed.get("code", ""), **given)
            return (await add_supplier(desk, supplier=supplier, interpreters=people)).supplier.code
        changes = given | {"active": typed.get("active") == "1"}
        stamp = typed.get("stamp", "")
        found = await change_supplier(desk, code=code, changes=changes, interpreters=people, stamp=stamp)
        return found.supplier.code
    except (Invalid, Conflict) as refusal:
        field = "name" if refusal.field == "If-Match" else refusal.field or "name"
        raise Wrong({field: refusal.message}) from refusal


def _read(typed: Mapping[str, str]) -> dict[str, Any]:
    """Every field as the supplier has it; raises Wrong for numbers that are none."""
    reading = Reading()
    registered = typed.get("vat_registered") == "1"
    vat = reading.of(lambda: number_in(typed.get("vat_percent", "").strip() or "0", field="vat_percent"))
    rank = reading.of(lambda: _rank(typed.get("rank", "").strip()))
    if reading.errors:
        raise Wrong(reading.errors)
    scheme, _, category = typed.get("scheme", "").partition("|")
    texts = {name: typed.get(name, "") for name in ("name", "cvr", "order_prefix", "contact", "invoice_email", "phone")}
    numbers = {"vat_registered": registered, "vat_percent": vat, "rank": rank}
    return {**texts, **numbers, "scheme": scheme, "category": category}


def _rank(written: str) -> int:
    if not re.fullmatch(r"[0-9]{1,2}", written):
        raise Invalid(Text("Skriv et helt tal.", "Write a whole number."), field="rank")
    return int(written)


def _people(typed: Mapping[str, str]) -> list[UUID]:
    return [UUID(found[1]) for name in typed if (found := _PERSON.fullmatch(name)) is not None]
