"""The one map from refusals to pages."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any
from urllib.parse import quote

import structlog
from litestar import Litestar, Response
from litestar.exceptions import HTTPException
from litestar.response.base import ASGIResponse
from litestar.routes import HTTPRoute
from litestar.types import Receive, Scope, Send

from booking.domain.errors import Conflict, Denied, Invalid, NotFound, OfficeError
from booking.domain.texts import Text
from booking.persistence.refusals import OVERTAKEN, overtaken
from booking.web import pages
from booking.web.addresses import ENTRANCE, local_path, path_in
from booking.web.guards import SAFE, Asked, address_of
from booking.web.views.entrance import TOO_OLD, error_page
from booking.web.visits import NotLoggedIn, SentBefore, chrome_of, led, moved, page, recognise

log = structlog.get_logger()
STATUSES: dict[type[OfficeError], int] = {NotFound: 404, Denied: 403, Conflict: 409, Invalid: 422}


class _Greeted(Response[str]):
    """A refusal that is written once it is known who reads it: whoever is logged in keeps their menu."""

    def __init__(self, request: Asked, written: Callable[[], Response[str]]) -> None:
        super().__init__("")
        self._request, self._written = request, written

    def to_asgi_response(self, *_: Any, **__: Any) -> ASGIResponse:
        return _Greeting(self._request, self._written)


class _Greeting(ASGIResponse):
    def __init__(self, request: Asked, written: Callable[[], Response[str]]) -> None:
        super().__init__()
        self._request, self._written = request, written

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await recognise(self._request)
        except Exception as error:  # the refusal is told all the same, to a stranger
            log.warning("visitor unknown", error=type(error).__name__)
        await self._written().to_asgi_response(app=None, request=self._request)(scope, receive, send)


def refused(request: Asked, error: OfficeError) -> Response[str]:
    words = TOO_OLD if error.field == "csrf" else 0
    return _page(request, status_of(error), error.message, words=words)


def status_of(error: OfficeError) -> int:
    return next(STATUSES[kind] for kind in type(error).__mro__ if kind in STATUSES)


def to_entrance(request: Asked, _: NotLoggedIn) -> Response[str]:
    """To the login and back; htmx is told to leave the page, since a login form has no place inside it."""
    if request.headers.get("hx-request") == "true":
        response = page("", status=401)
        response.headers["HX-Redirect"] = entrance_for(path_in(request.headers.get("hx-current-url", "")))
        return response
    wanted = local_path(address_of(request)) if request.method in SAFE else path_in(request.headers.get("referer", ""))
    return moved(entrance_for(wanted))


def sent_before(request: Asked, error: SentBefore) -> Response[str]:
    """The second click leads where the first did, and is told the same."""
    return led(request, *error.moved)


def entrance_for(wanted: str) -> str:
    return f"{ENTRANCE}?next={quote(wanted, safe='/')}" if wanted not in ("", "/") else ENTRANCE


def unserved(request: Asked, error: HTTPException) -> Response[str]:
    """litestar's own refusals: no such address, wrong method, malformed or too large.

    Where only a form is sent to, whoever loads the address again is led to the page that it belongs to.
    """
    if error.status_code == 405 and request.method in SAFE and (above := _above(request)):
        return moved(above)
    return _page(request, error.status_code, headers=error.headers)


def broken(request: Asked, error: Exception) -> Response[str]:
    """Our own mistake: logged with the request's id, told without details; or two that waited for each other."""
    if overtaken(error):
        return _page(request, 409, OVERTAKEN)
    log.exception("page failed", error=type(error).__name__, route=str(request.scope.get("path_template", "")))
    return _page(request, 500)


def _above(request: Asked) -> str:
    """The nearest address above that has a page; nothing when there is none."""
    shown = _addresses_shown(request.app)
    parts = request.scope["path"].strip("/").split("/")
    above = ("/" + "/".join(parts[:n]) for n in range(len(parts) - 1, 0, -1))
    return next((one for one in above if shown.fullmatch(one)), "")


@cache
def _addresses_shown(app: Litestar) -> re.Pattern[str]:
    """Every address that can be looked at, as one expression."""
    paths = [route.path for route in app.routes if isinstance(route, HTTPRoute) and "GET" in route.methods]
    return re.compile("|".join(re.sub(r"\\\{[^}]*\}", "[^/]+", re.escape(path)) for path in paths))


def wants_page(request: Asked) -> bool:
    """Whether a person's browser asks, and not for the API."""
    return not request.scope["path"].startswith("/api/") and "text/html" in request.headers.get("accept", "")


def _page(
    request: Asked,
    status: int,
    message: Text | None = None,
    *,
    words: int = 0,
    headers: Mapping[str, str] | None = None,
) -> Response[str]:
    """Nothing is looked up for our own mistake, which may be that nothing can be."""
    request_id = str(request.scope.get("request_id", "")) if status >= 500 else ""
    view = error_page(status, message=message, href=_again(request), request_id=request_id, words=words)

    def written() -> Response[str]:
        response = page(pages.render("fejl.html", view, chrome_of(request)), status=status)
        response.headers.update(headers or {})
        return response

    return written() if status >= 500 else _Greeted(request, written)


def _again(request: Asked) -> str:
    """The page that a form was sent from."""
    return (path_in(request.headers.get("referer", "")) if request.method not in SAFE else "") or "/"


ERRORS: dict[int | type[Exception], Any] = {
    OfficeError: refused,
    NotLoggedIn: to_entrance,
    SentBefore: sent_before,
    HTTPException: unserved,
    Exception: broken,
}
