"""The administrator's pages about people: who can log in, as what, and the link by which they choose a password."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery

from booking.domain.accounts import Role
from booking.domain.errors import Conflict, Invalid
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.services import administration
from booking.services.desk import Desk
from booking.web.guards import Asked
from booking.web.making.administration import new_user_form, roles_page, user_form, user_list
from booking.web.orders_in import Wrong
from booking.web.visits import visiting

HERE, ONE = "/administration", "/administration/brugere/{account_id:uuid}"
NEW = "/administration/brugere/ny"
LIST_PAGE, PAGE = "administration/brugere.html", "administration/bruger.html"
PLACE = "administration"


@get(HERE)
async def users(request: Asked, q: FromQuery[str] = "") -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show(LIST_PAGE, await user_list(visit.desk, q=q), place=PLACE)


@get("/administration/roller")
async def roles(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show("administration/roller.html", roles_page(visit.desk), place=PLACE)


@get(NEW)
async def new_user(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show(PAGE, new_user_form(visit.desk, {}), place=PLACE)


@post(NEW)
async def add(request: Asked) -> Response[str]:
    """Made and written to; the form as typed comes back with what is wrong."""
    try:
        async with visiting(request) as visit:
            require_permission(visit.desk.actor, "users:write")
            made = await _invited(visit.desk, visit.fields)
            return visit.moved(f"{HERE}/brugere/{made}", told="user_invited")
    except Wrong as wrong:
        async with visiting(request) as visit:
            view = new_user_form(visit.desk, visit.fields, errors=wrong.errors)
            return await visit.show(PAGE, view, place=PLACE, status=422, path=NEW)


@get(ONE)
async def user(request: Asked, account_id: FromPath[UUID]) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show(PAGE, await user_form(visit.desk, account_id), place=PLACE)


@post(ONE)
async def change(request: Asked, account_id: FromPath[UUID]) -> Response[str]:
    try:
        async with visiting(request) as visit:
            await _changed(visit.desk, account_id, visit.fields)
            return visit.moved(f"{HERE}/brugere/{account_id}", told="user_saved")
    except Wrong as wrong:
        async with visiting(request) as visit:
            view = await user_form(visit.desk, account_id, visit.fields, errors=wrong.errors)
            return await visit.show(PAGE, view, place=PLACE, status=422, path=f"{HERE}/brugere/{account_id}")


@post(f"{ONE}/link")
async def send(request: Asked, account_id: FromPath[UUID]) -> Response[str]:
    """A new link by mail; older ones end."""
    async with visiting(request) as visit:
        require_permission(visit.desk.actor, "users:write")
        found = await administration.read_user(visit.desk, account_id=account_id)
        await administration.send_link(visit.desk, account=found.account)
        return visit.moved(f"{HERE}/brugere/{account_id}", told="link_sent")


@post(f"{ONE}/log-ud")
async def end(request: Asked, account_id: FromPath[UUID]) -> Response[str]:
    async with visiting(request) as visit:
        await administration.end_all_sessions(visit.desk, account_id=account_id)
        return visit.moved(f"{HERE}/brugere/{account_id}", told="sessions_ended")


async def _invited(desk: Desk, typed: Mapping[str, str]) -> UUID:
    try:
        account = await administration.invite_user(
            desk,
            email=typed.get("email", ""),
            name=" ".join(typed.get("name", "").split()),
            roles=roles_in(typed),
            unit=typed.get("unit", ""),
        )
    except (Invalid, Conflict) as refusal:
        raise Wrong({refusal.field or "name": refusal.message}) from refusal
    return account.id


async def _changed(desk: Desk, account_id: UUID, typed: Mapping[str, str]) -> None:
    try:
        changes: dict[str, Any] = {
            "name": typed.get("name", ""),
            "email": typed.get("email", ""),
            "roles": roles_in(typed),
            "unit_id": _unit(desk, typed.get("unit", "")),
            "active": typed.get("active") == "1",
        }
        await administration.change_user(desk, account_id=account_id, changes=changes, stamp=typed.get("stamp", ""))
    except (Invalid, Conflict) as refusal:
        field = "name" if refusal.field == "If-Match" else refusal.field or "name"
        raise Wrong({field: refusal.message}) from refusal


def roles_in(typed: Mapping[str, str]) -> frozenset[Role]:
    return frozenset(role for role in Role if typed.get(f"role_{role.value}") == "1")


def _unit(desk: Desk, code: str) -> UUID | None:
    if not code:
        return None
    found = next((one.id for one in desk.reference.units.values() if one.code == code), None)
    if found is None:
        raise Invalid(Text("Vælg en enhed fra listen.", "Choose a unit from the list."), field="unit")
    return found
