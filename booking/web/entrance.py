"""The way in and out, and the choice of tongue."""

from litestar import Response, get, post

from booking.domain.accounts import ANONYMOUS, DEMO_PASSWORD, ROLE_NAMES, Role
from booking.domain.errors import OfficeError
from booking.persistence.seed.cast import CAST
from booking.services.accounts import (
    SESSION,
    LoggedIn,
    actor_by_session,
    choose_tongue,
    count_try,
    log_in,
    log_out,
)
from booking.web import pages
from booking.web.addresses import local_path
from booking.web.errors import status_of
from booking.web.guards import Asked, check_origin, office_of, session_cookie, session_of
from booking.web.views.chrome import PLACES
from booking.web.views.entrance import DemoLogin, LoginForm
from booking.web.visits import (
    TONGUE_COOKIE,
    NotLoggedIn,
    chrome_of,
    cookie,
    fields_of,
    moved,
    page,
    visiting,
)

A_YEAR = 365 * 24 * 3600
# Where each role's day begins; of several roles the first in this order.
FIRST_PLACES: dict[Role, str] = {
    Role.COORDINATOR: "/tavle",
    Role.ADMIN: "/tavle",
    Role.INTERPRETER: "/tolk",
    Role.REQUESTER: "/bestil",
    Role.FINANCE: "/bestillinger",
    Role.APPROVER: "/bestillinger",
    Role.LEADER: "/overblik",
    Role.AUDITOR: "/rapporter/fjerntolkning",
}
DEMO = tuple(DemoLogin(ROLE_NAMES[role], email) for role, (email, _, _) in CAST.items())


@get("/")
async def front(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        roles = visit.desk.actor.roles
        return moved(next((href for role, href in FIRST_PLACES.items() if role in roles), PLACES[0].href))


@get("/log-ind")
async def login_form(request: Asked) -> Response[str]:
    return await _form(request, LoginForm(next=local_path(request.query_params.get("next", ""))))


@post("/log-ind")
async def enter(request: Asked) -> Response[str]:
    """A new session under a new id; the one the browser came with ends."""
    check_origin(request)
    typed = await fields_of(request)
    wanted, email = local_path(typed.get("next", "")), typed.get("email", "")
    try:
        entered = await _log_in(request, email=email, password=typed.get("password", ""))
    except OfficeError as error:
        return await _form(request, LoginForm(email=email, next=wanted, error=error.message), status=status_of(error))
    response = moved(wanted or "/")
    key, seconds = session_cookie(office_of(request)), int(SESSION.total_seconds())
    response.set_cookie(cookie(request, key, entered.session, max_age=seconds))
    return response


async def _log_in(request: Asked, *, email: str, password: str) -> LoggedIn:
    office, address = office_of(request), request.client.host if request.client else ""
    async with office.desk(ANONYMOUS) as desk:
        await count_try(desk, email=email, address=address)
    async with office.desk(ANONYMOUS) as desk:
        return await log_in(
            desk, email=email, password=password, address=address, old_session=session_of(request) or None
        )


@post("/log-ud")
async def leave(request: Asked) -> Response[str]:
    try:
        async with visiting(request) as visit:
            await log_out(visit.desk, session=session_of(request))
    except NotLoggedIn:
        pass
    response = moved("/log-ind")
    response.delete_cookie(session_cookie(office_of(request)))
    return response


@post("/sprog")
async def choose(request: Asked) -> Response[str]:
    """The account's tongue, and the browser's for the time before logging in."""
    check_origin(request)
    typed = await fields_of(request)
    tongue = "en" if typed.get("tongue") == "en" else "da"
    async with office_of(request).desk(ANONYMOUS) as desk:
        desk.actor = await actor_by_session(desk, session_of(request)) or ANONYMOUS
        await choose_tongue(desk, tongue=tongue)
    wanted = typed.get("next", "")
    response = moved("/log-ind" if wanted.startswith("/log-ind") else local_path(wanted) or "/")
    response.set_cookie(cookie(request, TONGUE_COOKIE, tongue, max_age=A_YEAR))
    return response


async def _form(request: Asked, view: LoginForm, *, status: int = 200) -> Response[str]:
    if office_of(request).settings.local_mode and await _is_demo(request):
        view = LoginForm(view.email, view.next, view.error, DEMO, DEMO_PASSWORD)
    return page(pages.render("log-ind.html", view, chrome_of(request)), status=status)


async def _is_demo(request: Asked) -> bool:
    """Whether the ready-made logins are there; an office of one's own has none of them."""
    async with office_of(request).desk(ANONYMOUS) as desk:
        return await desk.accounts.by_email(DEMO[0].email) is not None
