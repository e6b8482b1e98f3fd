"""Calendar feeds over HTTP: the address is the key, so answers are cached by nobody else and give nothing away."""

import hashlib

from litestar import HttpMethod, Response, route
from litestar.params import FromPath

from booking.api.desks import Asked, office_of
from booking.domain.accounts import ANONYMOUS
from booking.domain.errors import Conflict, NotFound
from booking.services.feeds import PER, read_feed

HEADERS = {
    "Cache-Control": "private, max-age=300",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
    "Vary": "Accept-Encoding",
}
UNKNOWN = "Der er ingen kalender på den adresse. / There is no calendar at this address.\n"
METHODS = [HttpMethod.GET, HttpMethod.HEAD]


@route("/calendars/{token:str}/tolk.ics", http_method=METHODS, tags=["Calendars"], summary="A calendar to subscribe to")
async def feed(request: Asked, token: FromPath[str]) -> Response[bytes]:
    """iCalendar from thirty days back to a year ahead; the address is made on the page *Kalender* and is its own key.

    Answers 304 to a known ETag, and the same 404 to every address that does not exist (any more).
    """
    return await answered(request, token)


@route("/f/{token:str}/tolk.ics", http_method=METHODS, include_in_schema=False)
async def short_feed(request: Asked, token: FromPath[str]) -> Response[bytes]:
    """The address that people are given."""
    return await answered(request, token)


async def answered(request: Asked, token: str) -> Response[bytes]:
    try:
        async with office_of(request).desk(ANONYMOUS) as desk:
            body = await read_feed(desk, token)
    except NotFound:
        return _said(request, UNKNOWN.encode(), status=404, media_type="text/plain")
    except Conflict:
        return _said(request, b"", status=429, headers={"Retry-After": str(int(PER.total_seconds()))})
    etag = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
    if _known(request, etag):
        return _said(request, b"", status=304, headers={"ETag": etag})
    return _said(request, body, headers={"ETag": etag})


def _known(request: Asked, etag: str) -> bool:
    """If-None-Match alone decides: a server that answered 304 to any If-Modified-Since froze calendars."""
    given = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    return "*" in given or etag.removeprefix("W/") in given


def _said(
    request: Asked,
    body: bytes,
    *,
    status: int = 200,
    media_type: str = "text/calendar",
    headers: dict[str, str] | None = None,
) -> Response[bytes]:
    length = {"Content-Length": str(len(body))} if request.method == "HEAD" else {}
    content = b"" if request.method == "HEAD" else body
    return Response(content, status_code=status, media_type=media_type, headers=HEADERS | (headers or {}) | length)
