"""Who visits, and the desk they are served at: one transaction from the cookie to the page."""

import hashlib
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import quote

from litestar import Response
from litestar.datastructures import Cookie
from litestar.enums import MediaType

from booking.domain.accounts import ANONYMOUS, Actor, Theme
from booking.domain.errors import Invalid
from booking.domain.texts import Text, Tongue
from booking.services.accounts import actor_by_session
from booking.services.boards import what_waits
from booking.services.desk import Desk
from booking.web import notices, pages
from booking.web.guards import (
    SAFE,
    Asked,
    address_of,
    check_origin,
    check_seal,
    csrf_of,
    is_encrypted,
    office_of,
    session_of,
)
from booking.web.views.chrome import Chrome, Me, Notice

HEADERS = {"Content-Security-Policy": pages.CSP, "Cache-Control": "no-store"}
TONGUE_COOKIE, THEME_COOKIE = "tongue", "theme"
# What an address may hold beside letters; a header holds nothing but ASCII.
SIGNS = "%/:?#[]@!$&'()*+,;=~"
_PLACE_OF = {"unfilled": "tavle", "alarms": "alarm", "to_attest": "attestation", "offers": "tolk", "tasks": "opgaver"}
_ACTOR = "visitor"


class SentBefore(Exception):
    """This very form was sent and done: `moved` is where it led, what was told there, and about which number."""

    def __init__(self, moved: list[str]) -> None:
        super().__init__(moved[0])
        self.moved = moved


class NotLoggedIn(Exception):
    """No session, or one that has ended."""


@dataclass
class Visit:
    """One request of somebody known: their desk, and what they typed."""

    request: Asked
    desk: Desk
    fields: Mapping[str, str]
    done: list[str] | None = None

    @property
    def tongue(self) -> Tongue:
        return self.desk.actor.tongue

    async def show(
        self,
        template: str,
        view: object,
        *,
        place: str = "",
        fragment: str = "",
        status: int = 200,
        path: str = "",
        notice: Notice | None = None,
    ) -> Response[str]:
        """The page; for htmx, where there is one, the fragment that the page itself includes.

        `path` is where the language switch comes back to, when it is not this very address.
        """
        if fragment and self.request.headers.get("hx-request") == "true":
            counts = await self._counts() if hasattr(view, "part") else {}  # a live page takes its menu along
            chrome = chrome_of(self.request, place=place, path=path, counts=counts)
            return page(pages.render(fragment, view, chrome), status=status)
        counts = await self._counts()
        chrome = chrome_of(self.request, place=place, path=path, counts=counts, notice=notice)
        response = page(pages.render(template, view, chrome), status=status)
        if notices.COOKIE in self.request.cookies:
            response.delete_cookie(notices.COOKIE)
        return response

    async def _counts(self) -> dict[str, int]:
        """What the menu counts."""
        return {_PLACE_OF[kind]: count for kind, count in (await what_waits(self.desk)).items()}

    def moved(self, href: str, *, told: str = "", number: str = "") -> Response[str]:
        """On to another page; what was done is told there."""
        self.done = [href, told, number]
        return led(self.request, *self.done)


@asynccontextmanager
async def visiting(request: Asked, *, once: bool = False) -> AsyncIterator[Visit]:
    """A transaction of whoever the session says; `once` for a form that names what it was made from.

    Raises NotLoggedIn, Denied for a change that no page of this session asked for, and SentBefore when this very form
    has been done: a double click, or an answer that was lost.
    """
    fields: Mapping[str, str] = {}
    if request.method not in SAFE:
        check_origin(request)
        fields = await fields_of(request)  # before the transaction: nobody holds one open by sending slowly
    async with office_of(request).desk(ANONYMOUS, request_id=request.scope.get("request_id")) as desk:  # type: ignore[arg-type]
        session = session_of(request)
        actor = await actor_by_session(desk, session) if session else None
        if actor is None:
            raise NotLoggedIn
        desk.actor = request.scope["state"][_ACTOR] = actor
        if request.method not in SAFE:
            check_seal(request, fields)
        visit = Visit(request, desk, fields)
        key = await _claimed(visit) if once else ""
        yield visit
        if key and visit.done is not None and actor.account_id is not None:
            body = json.dumps(visit.done).encode()
            await desk.idempotency_keys.answer(actor.account_id, key, status=303, etag=None, body=body)


async def _claimed(visit: Visit) -> str:
    """The form's own key, ours to answer; a second click waits here until the first has been done or refused."""
    account_id, sent = visit.desk.actor.account_id, (visit.request.scope["path"], sorted(visit.fields.items()))
    assert account_id is not None
    digest = hashlib.sha256(repr(sent).encode()).digest()
    key = f"page:{digest.hex()}"
    found = await visit.desk.idempotency_keys.claim(account_id, key, request_hash=digest, now=visit.desk.now)
    if found is not None and found.body is not None:
        raise SentBefore(json.loads(found.body))
    return key


async def fields_of(request: Asked) -> dict[str, str]:
    """What was typed, without the control characters that no field may have; Invalid for what no browser sends."""
    try:
        form = await request.form()
    except (LookupError, UnicodeDecodeError) as error:  # a charset that nobody knows, or not the text it says
        raise Invalid(Text("Formularen kan ikke læses.", "The form cannot be read.")) from error
    typed = {name: value for name, value in form.items() if isinstance(value, str)}
    return {
        name: "".join(sign for sign in value if sign.isprintable() or sign in "\r\n\t") for name, value in typed.items()
    }


async def recognise(request: Asked) -> None:
    """Whoever the session says, for a page that is shown without a visit."""
    session = session_of(request)
    if session and known_visitor(request) is None:
        async with office_of(request).desk(ANONYMOUS) as desk:
            actor = await actor_by_session(desk, session)
        if actor is not None:
            request.scope["state"][_ACTOR] = actor


def known_visitor(request: Asked) -> Actor | None:
    """Who it is, once the session has been looked up in this request."""
    found: Actor | None = request.scope["state"].get(_ACTOR)
    return found


def tongue_of(request: Asked) -> Tongue:
    """The account's tongue; of a stranger the one chosen before, else the browser's; Danish unless it says English."""
    actor = known_visitor(request)
    if actor is not None:
        return actor.tongue
    chosen = request.cookies.get(TONGUE_COOKIE) or request.headers.get("accept-language") or ""
    return "en" if chosen.lower().startswith("en") else "da"


def theme_of(request: Asked) -> Theme:
    """The account's, of a stranger the one this browser had last; as the device has it, unless somebody has chosen."""
    actor = known_visitor(request)
    chosen = actor.theme if actor is not None else request.cookies.get(THEME_COOKIE, "")
    return chosen if chosen in ("light", "dark") else "auto"  # type: ignore[return-value]


def chrome_of(
    request: Asked,
    *,
    place: str = "",
    path: str = "",
    counts: Mapping[str, int] | None = None,
    notice: Notice | None = None,
) -> Chrome:
    office, actor = office_of(request), known_visitor(request)
    here = address_of(request)
    return Chrome(
        tongue=tongue_of(request),
        municipality=office.municipality,
        csrf=csrf_of(request),
        path=path or (here if request.method in SAFE else "/"),
        place=place,
        me=Me(actor.name, actor.email, actor.roles) if actor is not None else None,
        notice=notice or notices.notice_in(request.cookies.get(notices.COOKIE)),
        counts=counts or {},
        local=office.settings.local_mode,
        theme=theme_of(request),
        shortcuts=actor.shortcuts if actor is not None else False,
    )


def page(text: str, *, status: int = 200) -> Response[str]:
    return Response(text, status_code=status, media_type=MediaType.HTML, headers=HEADERS)


def led(request: Asked, href: str, told: str, number: str) -> Response[str]:
    response = moved(href)
    if told:
        response.set_cookie(cookie(request, notices.COOKIE, notices.told(told, number), max_age=60))
    return response


def moved(href: str) -> Response[str]:
    return Response(
        "", status_code=303, media_type=MediaType.HTML, headers={**HEADERS, "Location": quote(href, safe=SIGNS)}
    )


def cookie(request: Asked, key: str, value: str, *, max_age: int) -> Cookie:
    """A cookie that no script reads and no other site sends."""
    return Cookie(
        key=key,
        value=value,
        path="/",
        max_age=max_age,
        httponly=True,
        samesite="lax",
        secure=is_encrypted(office_of(request)),
    )
