"""Overblik: a dashboard for each who leads, plans or pays; which one comes first is the role's."""

from litestar import Response, get
from litestar.params import FromQuery

from booking.domain.accounts import Role
from booking.domain.errors import Denied, Invalid
from booking.domain.permissions import require_permission
from booking.services.insights import LENGTHS, steering, watch
from booking.web.guards import Asked
from booking.web.making.dashboards import FINANCE, LEADER, OFFICE, leader_page, refused
from booking.web.making.watching import finance_page, office_page
from booking.web.visits import Visit, visiting

HERE, PLACE = "/overblik", "overblik"
# Of several roles the first in this order.
FIRST = (
    (Role.LEADER, LEADER),
    (Role.COORDINATOR, OFFICE),
    (Role.FINANCE, FINANCE),
    (Role.APPROVER, FINANCE),
)


@get(HERE)
async def overview(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        require_permission(visit.desk.actor, "reports:read")
        page = next((page for role, page in FIRST if role in visit.desk.actor.roles), LEADER)
        return await {LEADER: _leader, OFFICE: _office, FINANCE: _finance}[page](visit)


@get(LEADER)
async def leader(request: Asked, enhed: FromQuery[str] = "", maaneder: FromQuery[str] = "") -> Response[str]:
    async with visiting(request) as visit:
        return await _leader(visit, enhed, maaneder)


@get(OFFICE)
async def office(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        return await _office(visit)


@get(FINANCE)
async def finance(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        return await _finance(visit)


async def _leader(visit: Visit, unit: str = "", months: str = "") -> Response[str]:
    """A unit that is not there, or not the reader's, shows all of theirs and says so."""
    chosen = next((one for one in LENGTHS if str(one) == months), LENGTHS[0])
    try:
        found = await steering(visit.desk, months=chosen, unit=unit or None)
    except (Invalid, Denied) as error:
        if isinstance(error, Denied) and error.field != "unit":
            raise
        page = refused(leader_page(visit.desk, await steering(visit.desk, months=chosen)), error.message)
        return await visit.show("overblik/ledelse.html", page, place=PLACE, status=422)
    return await visit.show("overblik/ledelse.html", leader_page(visit.desk, found), place=PLACE)


async def _office(visit: Visit) -> Response[str]:
    page = office_page(visit.desk, await watch(visit.desk))
    return await visit.show("overblik/kontor.html", page, place=PLACE)


async def _finance(visit: Visit) -> Response[str]:
    return await visit.show("overblik/oekonomi.html", await finance_page(visit.desk), place=PLACE)
