"""Choosing a password by a link from a mail: the link acts only when the form is sent, and once."""

from litestar import Response, get, post
from litestar.params import FromPath

from booking.domain.accounts import ANONYMOUS, Account
from booking.domain.errors import Invalid
from booking.services import administration
from booking.services.accounts import SESSION, open_session
from booking.web import pages
from booking.web.guards import Asked, check_origin, office_of, session_cookie, session_of
from booking.web.views.face import PasswordForm
from booking.web.visits import chrome_of, cookie, fields_of, moved, page

HERE = "/adgangskode/{token:str}"


@get(HERE)
async def choose(request: Asked, token: FromPath[str]) -> Response[str]:
    """NotFound alike for a link that was used, is over, or never was."""
    return _form(request, await _holder(request, token), token)


@post(HERE)
async def set_password(request: Asked, token: FromPath[str]) -> Response[str]:
    """In at once, under a new session; every other browser is logged out."""
    check_origin(request)
    typed = await fields_of(request)
    try:
        async with office_of(request).desk(ANONYMOUS) as desk:
            password = typed.get("password", "")
            account = await administration.choose_password(desk, token=token, password=password)
            session = await open_session(desk, account=account, old_session=session_of(request) or None)
    except Invalid as error:
        return _form(request, await _holder(request, token), token, error=error)
    response = moved("/")
    key, seconds = session_cookie(office_of(request)), int(SESSION.total_seconds())
    response.set_cookie(cookie(request, key, session, max_age=seconds))
    return response


async def _holder(request: Asked, token: str) -> Account:
    async with office_of(request).desk(ANONYMOUS) as desk:
        return await administration.link_holder(desk, token=token)


def _form(request: Asked, account: Account, token: str, *, error: Invalid | None = None) -> Response[str]:
    view = PasswordForm(account.name, token, error.message if error else None)
    html = pages.render("adgangskode.html", view, chrome_of(request, path="/log-ind"))
    return page(html, status=422 if error else 200)
