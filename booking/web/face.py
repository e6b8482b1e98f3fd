"""How somebody likes the pages, the list of shortcuts, and the statement on accessibility."""

from litestar import Response, get, post

from booking.domain.accounts import ANONYMOUS
from booking.services.accounts import actor_by_session, choose_face
from booking.services.administration import read_office
from booking.web import pages
from booking.web.addresses import local_path
from booking.web.entrance import A_YEAR
from booking.web.guards import Asked, check_origin, office_of, session_of
from booking.web.views.face import Shortcuts, Statement
from booking.web.visits import _ACTOR, THEME_COOKIE, chrome_of, cookie, fields_of, moved, page, visiting


@post("/udseende")
async def choose_look(request: Asked) -> Response[str]:
    """Light, dark or as the device, and whether keys are shortcuts: the account's, and the look this browser's too."""
    check_origin(request)
    typed = await fields_of(request)
    theme, keys = typed.get("theme", ""), typed.get("shortcuts", "")
    async with office_of(request).desk(ANONYMOUS) as desk:
        desk.actor = await actor_by_session(desk, session_of(request)) or ANONYMOUS
        await choose_face(desk, theme=theme, shortcuts=keys)
    response = moved(local_path(typed.get("next", "")) or "/")
    if theme in ("auto", "light", "dark"):
        response.set_cookie(cookie(request, THEME_COOKIE, theme, max_age=A_YEAR))
    return response


@get("/genveje")
async def shortcuts(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show("genveje.html", Shortcuts())


@get("/was")
async def statement(request: Asked) -> Response[str]:
    """Open to everybody, as the law on the accessibility of public sites wants it."""
    async with office_of(request).desk(ANONYMOUS) as desk:
        actor = await actor_by_session(desk, session_of(request))
        if actor is not None:
            request.scope["state"][_ACTOR] = actor
        facts = read_office(desk)
    return page(pages.render("was.html", Statement(facts.municipality, facts.email, facts.phone), chrome_of(request)))
