"""The one map from refusals to HTTP: problem details (RFC 9457), in the reader's language with both at hand."""

import re
from collections.abc import Mapping
from typing import Any

import msgspec
import structlog
from litestar import Request, Response
from litestar.exceptions import (
    HTTPException,
    MethodNotAllowedException,
    NotFoundException,
    SerializationException,
    ValidationException,
)

from booking.domain.errors import Conflict, Denied, Invalid, NotFound, OfficeError
from booking.domain.texts import Text, Tongue
from booking.persistence.refusals import OVERTAKEN, database_away, overtaken

log = structlog.get_logger()

KINDS: dict[type[OfficeError], tuple[int, str, Text]] = {
    NotFound: (404, "not-found", Text("Findes ikke", "Not found")),
    Denied: (403, "denied", Text("Ikke tilladt", "Denied")),
    Conflict: (409, "conflict", Text("Kan ikke lade sig gøre nu", "Conflict")),
    Invalid: (422, "invalid", Text("Kan ikke være rigtigt", "Invalid")),
}
_AT = re.compile(r"(?P<what>.*?)(?: - at `\$\.?(?P<where>[^`]*)`)?$", re.DOTALL)
_UNKNOWN = re.compile(r"unknown field `(?P<name>[^`]+)`")
_MISSING = re.compile(r"missing required field `(?P<name>[^`]+)`")


class Unidentified(Exception):
    """Neither a token nor a session that is known."""


def refused(request: Request[Any, Any, Any], error: OfficeError) -> Response[bytes]:
    status, kind, title = next(KINDS[one] for one in type(error).__mro__ if one in KINDS)
    if error.field == "If-Match":
        status = 412
    return problem(request, status, kind, title, error.message, field=error.field, subject=error.subject)


def unidentified(request: Request[Any, Any, Any], _: Unidentified) -> Response[bytes]:
    response = problem(
        request,
        401,
        "unidentified",
        Text("Hvem er du", "Who are you"),
        Text(
            "Send et gyldigt token i Authorization: Bearer …, eller log ind.",
            "Send a valid token in Authorization: Bearer …, or log in.",
        ),
    )
    response.headers["WWW-Authenticate"] = "Bearer"
    return response


def malformed(request: Request[Any, Any, Any], error: ValidationException) -> Response[bytes]:
    """What the schema refuses: the field, what was expected, what to do."""
    said = error.extra[0] if isinstance(error.extra, list) and error.extra else {}
    message = str(said.get("message", error.detail)) if isinstance(said, dict) else str(error.detail)
    field = str(said.get("key", "")) if isinstance(said, dict) else ""
    return problem(request, 422, "invalid", KINDS[Invalid][2], explain(message, field), field=where(message, field))


def where(message: str, field: str) -> str | None:
    """The field a decoder's message is about."""
    named = _UNKNOWN.search(message) or _MISSING.search(message)
    if named is not None:
        return named["name"]
    found = _AT.match(message)
    return (found["where"] if found else None) or field or None


def explain(message: str, field: str) -> Text:
    """A decoder's message as a sentence that names the field and the remedy."""
    if unknown := _UNKNOWN.search(message):
        name = unknown["name"]
        return Text(
            f"Feltet {name!r} kendes ikke her. Fjern det, eller ret stavemåden; felterne står i /schema.",
            f"The field {name!r} is unknown here. Remove it or correct its spelling; /schema has the fields.",
        )
    if missing := _MISSING.search(message):
        name = missing["name"]
        return Text(f"Feltet {name!r} mangler.", f"The field {name!r} is missing.")
    found = _AT.match(message)
    what = found["what"] if found else message
    name = where(message, field) or "body"
    if "matching regex" in what:
        return Text(
            f"Feltet {name!r} har styretegn eller linjeskift, der ikke kan stå der. Fjern dem.",
            f"The field {name!r} has control characters or line breaks that are not allowed there. Remove them.",
        )
    return Text(f"Feltet {name!r} passer ikke: {what}.", f"The field {name!r} does not fit: {what}.")


def unreadable(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """Not JSON, not UTF-8, or nested a thousand deep."""
    log.warning("unreadable", error=type(error).__name__, route=str(request.scope.get("path_template", "")))
    detail = Text("Indholdet er ikke gyldig JSON.", "The body is not valid JSON.")
    return problem(request, 400, "unreadable", Text("Kan ikke læses", "Unreadable"), detail)


def no_such_page(request: Request[Any, Any, Any], _: Exception) -> Response[bytes]:
    detail = Text("Der er intet på den adresse.", "There is nothing at this address.")
    return problem(request, 404, "not-found", KINDS[NotFound][2], detail)


def other(request: Request[Any, Any, Any], error: HTTPException) -> Response[bytes]:
    """litestar's own refusals: wrong method, too large, unsupported media type."""
    detail = Text(error.detail, error.detail)
    response = problem(request, error.status_code, "http", Text("Kan ikke lade sig gøre", "Not possible"), detail)
    response.headers.update(error.headers or {})
    return response


def broken(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """Our own mistake, logged by type and place and told without details; or the database is away for a moment."""
    if database_away(error):
        return closed(request)
    if overtaken(error):
        return refused(request, Conflict(OVERTAKEN))
    log.exception("request failed", error=type(error).__name__, route=str(request.scope.get("path_template", "")))
    detail = Text(
        "Noget gik galt hos os. Intet er gemt. Prøv igen, eller giv tolkekontoret fejlnummeret.",
        "Something went wrong on our side. Nothing was saved. Try again, or tell the office the request id.",
    )
    return problem(request, 500, "broken", Text("Fejl", "Error"), detail)


def closed(request: Request[Any, Any, Any]) -> Response[bytes]:
    detail = Text(
        "Kontoret er lukket et øjeblik: databasen svarer ikke. Intet er gemt. Prøv igen om lidt.",
        "The office is closed for a moment: the database does not answer. Nothing was saved. Try again shortly.",
    )
    response = problem(request, 503, "closed", Text("Lukket et øjeblik", "Closed for a moment"), detail)
    response.headers["Retry-After"] = "5"
    return response


def problem(
    request: Request[Any, Any, Any],
    status: int,
    kind: str,
    title: Text,
    detail: Text,
    *,
    field: str | None = None,
    subject: str | None = None,
    more: Mapping[str, object] | None = None,
) -> Response[bytes]:
    tongue: Tongue = "da" if request.headers.get("accept-language", "").lower().startswith("da") else "en"
    said = {
        "type": f"/problems/{kind}",
        "title": title.in_(tongue),
        "status": status,
        "detail": detail.in_(tongue),
        "messages": {"da": detail.da, "en": detail.en},
        "field": field,
        "subject": subject,
        "request_id": request.scope.get("request_id"),
        **(more or {}),
    }
    body = msgspec.json.encode({name: value for name, value in said.items() if value is not None})
    return Response(body, status_code=status, media_type="application/problem+json")


PROBLEMS: dict[int | type[Exception], Any] = {
    OfficeError: refused,
    Unidentified: unidentified,
    ValidationException: malformed,
    SerializationException: unreadable,
    RecursionError: unreadable,
    UnicodeDecodeError: unreadable,
    NotFoundException: no_such_page,
    MethodNotAllowedException: other,
    HTTPException: other,
    Exception: broken,
}
