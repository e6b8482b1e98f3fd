"""Somebody rings: found by a few letters, and the order form opens as theirs."""

from dataclasses import replace

from litestar import Response, get
from litestar.params import FromQuery

from booking.domain.channels import Channel
from booking.domain.permissions import require_permission, sees_all
from booking.domain.units import subtree
from booking.services.desk import Desk
from booking.web.guards import Asked
from booking.web.views.calling import Caller, CallerList, CallingUnit
from booking.web.views.orders import OrderInput
from booking.web.visits import visiting

HERE = "/bestil/telefon"
PAGE, FRAGMENT = "bestil/telefon.html", "bestil/_ringer.html"
MOST = 12


@get(HERE)
async def callers(request: Asked, q: FromQuery[str] = "") -> Response[str]:
    """Who could be ringing, by name, address or unit; each opens the form with all that is known of them."""
    async with visiting(request) as visit:
        require_permission(visit.desk.actor, "bookings:enter")
        view = await caller_list(visit.desk, q[:100])
        return await visit.show(PAGE, view, place="bestil", fragment=FRAGMENT, path=HERE)


async def caller_list(desk: Desk, q: str) -> CallerList:
    """Everybody whose name, address or unit has all the words; nobody before anything is typed."""
    sought, units = q.lower().split(), desk.reference.units
    if not sought:
        return CallerList(q)
    people = [
        Caller(one.name, one.email, units[one.unit_id].name, units[one.unit_id].code)
        for one in await desk.accounts.requesters()
        if one.unit_id is not None and sees_all(desk.actor)
    ]
    fits = [one for one in people if _has(f"{one.name} {one.email} {one.unit}", sought)]
    places = [CallingUnit(one.code, one.name) for one in units.values() if one.active and _has(one.name, sought)]
    places.sort(key=lambda one: one.name)
    return CallerList(q, tuple(fits[:MOST]), tuple(places[:MOST]), len(fits) + len(places))


def _has(text: str, words: list[str]) -> bool:
    said = text.lower()
    return all(word in said for word in words)


async def of_caller(desk: Desk, values: OrderInput, *, email: str, unit: str) -> OrderInput:
    """The form as it is when somebody rings: theirs, or their unit's where they have no account; by telephone."""
    require_permission(desk.actor, "bookings:enter")
    found = await desk.accounts.by_email(email) if email else None
    codes = {one.code: one for one in desk.reference.units.values()}
    values = replace(values, channel=Channel.PHONE.value)
    if found is not None and found[0].unit_id is not None:
        account, home = found[0], found[0].unit_id
        own = subtree(codes.values(), home)
        code = unit if unit in codes and codes[unit].id in own else desk.reference.units[home].code
        return replace(values, requester=account.email, unit=code, contact=account.name)
    return replace(values, unit=unit) if unit in codes else values
