"""What a changing request must show: that it comes from a page of ours, and from the session it was made for."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from litestar import Request

from booking.domain.errors import Denied
from booking.domain.texts import Text
from booking.gateways.secrets import seal, seal_fits
from booking.resources import Resources

Asked = Request[Any, Any, Any]
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_OURS = frozenset({"", "same-origin", "none"})


def office_of(request: Asked) -> Resources:
    office: Resources = request.app.state.office
    return office


def address_of(request: Asked) -> str:
    """The path and query asked for; not by `request.url`, which cannot be read when the Host header is nonsense."""
    query = request.scope["query_string"].decode("latin-1")
    return request.scope["path"] + (f"?{query}" if query else "")


def session_cookie(office: Resources) -> str:
    """`__Host-` where the connection is encrypted: bound to this host, whatever a neighbour sets."""
    return "__Host-session" if is_encrypted(office) else "session"


def is_encrypted(office: Resources) -> bool:
    return urlsplit(office.settings.public_url).scheme == "https"


def session_of(request: Asked) -> str:
    return request.cookies.get(session_cookie(office_of(request)), "")


def csrf_of(request: Asked) -> str:
    """What every form of this session carries; empty without a session."""
    session = session_of(request)
    return seal(office_of(request).secret, "csrf", session) if session else ""


def check_origin(request: Asked) -> None:
    """Denied for a form that another site sent; browsers say where a form comes from."""
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site", "")
    ours = {request.headers.get("host", ""), urlsplit(office_of(request).settings.public_url).netloc}
    if (origin is not None and origin.partition("://")[2] not in ours) or site not in _OURS:
        raise _too_old()


def check_seal(request: Asked, fields: Mapping[str, str]) -> None:
    """Denied for a form that was not made for this session."""
    given = fields.get("csrf", "") or request.headers.get("x-csrf-token", "")
    if not seal_fits(office_of(request).secret, given, "csrf", session_of(request)):
        raise _too_old()


def _too_old() -> Denied:
    return Denied(
        Text(
            "Siden er for gammel eller kommer et andet sted fra. Åbn den igen, og prøv en gang til.",
            "The page is too old or comes from elsewhere. Open it again and try once more.",
        ),
        field="csrf",
    )
