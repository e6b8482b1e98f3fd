"""Who asks, and the desk they are served at: one transaction from the token to the answer."""

import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit

import msgspec
from litestar import Request, Response

from booking.api.problems import Unidentified
from booking.domain.accounts import ANONYMOUS, Actor
from booking.domain.errors import Denied, Invalid
from booking.domain.texts import Text, Tongue
from booking.gateways.secrets import fingerprint, seal_fits
from booking.resources import Resources
from booking.services.accounts import actor_by_session, actor_by_token
from booking.services.desk import Desk

T = TypeVar("T")
Asked = Request[Any, Any, Any]
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
LONGEST_KEY = 200


def office_of(request: Asked) -> Resources:
    office: Resources = request.app.state.office
    return office


@asynccontextmanager
async def desk_for(request: Asked, *, one_write: bool = False) -> AsyncIterator[Desk]:
    """A transaction of whoever the token or the session says; Unidentified when neither is known.

    With `one_write` and no Idempotency-Key to keep beside it, a statement is a transaction of its own: two round trips
    fewer for the request that there are most of.
    """
    office = office_of(request)
    if "idempotency-key" in request.headers:
        await request.body()  # `once` wants it; read here, nobody holds a transaction open by sending slowly
    opened = office.counter if one_write and "idempotency-key" not in request.headers else office.desk
    async with opened(ANONYMOUS, request_id=request.scope.get("request_id")) as desk:  # type: ignore[arg-type]
        actor = await _actor(request, desk)
        if actor is None:
            raise Unidentified
        desk.actor = actor
        yield desk


async def _actor(request: Asked, desk: Desk) -> Actor | None:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return await _bearer(request, desk, token.strip())
    session = request.cookies.get(session_cookie(office_of(request)))
    if session is None:
        return None
    if request.method not in SAFE:
        _check_same_site(request, session)
    return await actor_by_session(desk, session)


async def _bearer(request: Asked, desk: Desk, token: str) -> Actor | None:
    office, key = office_of(request), fingerprint(token)
    actor = office.recall(key)
    if actor is None:
        actor = await actor_by_token(desk, token)
        if actor is not None:
            office.remember(key, actor)
    return actor


def session_cookie(office: Resources) -> str:
    """`__Host-` where the connection is encrypted: bound to this host, whatever a neighbour sets."""
    return "__Host-session" if urlsplit(office.settings.public_url).scheme == "https" else "session"


def _check_same_site(request: Asked, session: str) -> None:
    """A browser's cookie alone changes nothing: the page must show that it is ours."""
    if not seal_fits(office_of(request).secret, request.headers.get("x-csrf-token", ""), "csrf", session):
        raise Denied(
            Text("Siden er for gammel. Hent den igen.", "The page is too old. Load it again."), field="X-CSRF-Token"
        )


def tongue_of(request: Asked) -> Tongue:
    return "da" if request.headers.get("accept-language", "").lower().startswith("da") else "en"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a POST says when it has been done; `kept` is said instead when it is sent again, for what is said once."""

    content: Any
    status: int = 201
    etag: str | None = None
    kept: Any = None


async def once(request: Asked, desk: Desk, kind: type[T], make: Callable[[], Awaitable[Answer]]) -> Response[T]:
    """The answer to a POST; with an Idempotency-Key the same for 24 hours, however often it is asked.

    Raises Invalid (422) for a key that was used with another body.
    """
    key = request.headers.get("idempotency-key", "")
    if not key or desk.actor.account_id is None:
        return _response(await make())
    if len(key) > LONGEST_KEY:
        raise Invalid(Text("Nøglen er for lang.", "The key is too long."), field="Idempotency-Key")
    asked = hashlib.sha256(b"\x00".join([request.scope["path"].encode(), await request.body()])).digest()
    found = await desk.idempotency_keys.claim(desk.actor.account_id, key, request_hash=asked, now=desk.now)
    if found is None:
        answer = await make()
        body = msgspec.json.encode(answer.content if answer.kept is None else answer.kept)
        await desk.idempotency_keys.answer(
            desk.actor.account_id, key, status=answer.status, etag=answer.etag, body=body
        )
        return _response(answer)
    if found.request_hash != asked:
        raise Invalid(
            Text(
                "Idempotency-Key er brugt før, til noget andet. Lav en ny nøgle.",
                "The Idempotency-Key was used before, for something else. Make a new key.",
            ),
            field="Idempotency-Key",
        )
    assert found.body is not None
    assert found.status is not None
    return _response(Answer(msgspec.json.decode(found.body, type=kind), found.status, found.etag))


def _response(answer: Answer) -> Response[Any]:
    headers = {"ETag": answer.etag} if answer.etag is not None else {}
    return Response(answer.content, status_code=answer.status, headers=headers)
