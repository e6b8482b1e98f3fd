"""Overblik: a dashboard for each who leads, plans or pays; which one comes first is the role's."""

from litestar import Response, get
from litestar.params import FromQuery

from booking.domain.accounts import Role
from booking.domain.errors import Denied, Invalid
from booking.domain.insights.months import month_before
from booking.domain.periods import local_date
from booking.domain.permissions import may, require_permission
from booking.domain.texts import Tongue
from booking.services.conversions import potential
from booking.services.insights import LENGTHS, steering, watch
from booking.services.monthly import leader_report
from booking.web.guards import Asked
from booking.web.making.dashboards import FINANCE, LEADER, OFFICE, leader_page, refused
from booking.web.making.watching import finance_page, office_page
from booking.web.visits import HEADERS, Visit, visiting

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


@get(f"{HERE}/rapport.pdf")
async def report(
    request: Asked, maaned: FromQuery[str] = "", enhed: FromQuery[str] = "", sprog: FromQuery[str] = ""
) -> Response[bytes]:
    """The leader's report of a month, last month's unless said, in the reader's tongue unless `sprog` is da or en."""
    async with visiting(request) as visit:
        month = maaned or month_before(local_date(visit.desk.now))
        tongue: Tongue = "en" if (sprog or visit.tongue) == "en" else "da"
        made = await leader_report(visit.desk, month=month, unit=enhed or None, tongue=tongue)
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{made.name}"'}
    return Response(made.content, media_type="application/pdf", headers=headers)


async def _leader(visit: Visit, unit: str = "", months: str = "") -> Response[str]:
    """A unit that is not there, or not the reader's, shows all of theirs and says so."""
    chosen = next((one for one in LENGTHS if str(one) == months), LENGTHS[0])
    try:
        found = await steering(visit.desk, months=chosen, unit=unit or None, ahead=await _ahead(visit, unit))
    except (Invalid, Denied) as error:
        if isinstance(error, Denied) and error.field != "unit":
            raise
        page = refused(leader_page(visit.desk, await steering(visit.desk, months=chosen)), error.message)
        return await visit.show("overblik/ledelse.html", page, place=PLACE, status=422)
    return await visit.show("overblik/ledelse.html", leader_page(visit.desk, found), place=PLACE)


async def _ahead(visit: Visit, unit: str) -> tuple[int, int]:
    """How many talks ahead could be remote, and what that would save, for those who advise."""
    if not may(visit.desk.actor, "advice:read"):
        return 0, 0
    found = await potential(visit.desk, unit=unit or None, others=False)
    return len(found.fitting), found.saving_ore


async def _office(visit: Visit) -> Response[str]:
    page = office_page(visit.desk, await watch(visit.desk))
    return await visit.show("overblik/kontor.html", page, place=PLACE)


async def _finance(visit: Visit) -> Response[str]:
    return await visit.show("overblik/oekonomi.html", await finance_page(visit.desk), place=PLACE)
