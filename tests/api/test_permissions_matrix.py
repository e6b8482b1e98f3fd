"""Every route × every role × own and foreign objects; a route that nobody has classified fails."""

from dataclasses import dataclass, replace
from typing import Any

import httpx
import pytest
from litestar.routes import HTTPRoute

from booking.app import create_app
from booking.domain.accounts import Role
from booking.domain.permissions import PERMISSIONS
from booking.domain.series import Rule
from booking.resources import Resources
from booking.services import bookings, repairs
from booking.services.series import request_series
from tests.api.routes import CLASSIFIED, Guarded, Public
from tests.builders import FAMILY, FARID, OLENA, PEOPLE, SALMA, Cast, order, token_of
from tests.conftest import Keep
from tests.web.people import Browser
from tests.web.routes import PAGES

EVERYBODY = [
    "requester",
    "outsider",
    "coordinator",
    "finance",
    "approver",
    "leader",
    "admin",
    "auditor",
    "salma",
    "farid",
]
SEES_ALL = {Role.COORDINATOR, Role.FINANCE, Role.APPROVER, Role.ADMIN, Role.AUDITOR, Role.LEADER}


@dataclass(frozen=True)
class Things:
    """What the routes are tried on: a booking of the requester's unit, one of the outsider's, an offer to Farid.

    The user is one who looks at nothing here.
    """

    own: str
    foreign: str
    offer: str
    series: str
    foreign_series: str
    repair: str
    user: str

    def path(self, template: str, *, foreign: bool) -> str:
        number = self.foreign if foreign else self.own
        filled = template.replace("{number:str}", number).replace("{offer_id:uuid}", self.offer)
        return (
            filled.replace("{interpreter_id:uuid}", str(SALMA))
            .replace("{key:str}", "remote-share")
            .replace("{slug:str}", "fjerntolkning")
            .replace("{question_id:uuid}", str(SALMA))
            .replace("{valid_from:date}", "2026-01-01")
            .replace("{file:str}", "no.eml")
            .replace("{export:str}", "L-2026-0404")
            .replace("{complaint:str}", "K-2026-0404")
            .replace("{template_id:uuid}", str(SALMA))
            .replace("{task_id:uuid}", str(SALMA))
            .replace("{mail_id:uuid}", str(SALMA))
            .replace("{draft_id:uuid}", str(SALMA))
            .replace("{case_id:uuid}", str(SALMA))
            .replace("{code:str}", "jobcenter")
            .replace("{series_id:uuid}", self.foreign_series if foreign else self.series)
            .replace("{repair_id:uuid}", self.repair)
            .replace("{interval_id:uuid}", self.repair)
            .replace("{conflict_id:uuid}", self.repair)
            .replace("{document_id:uuid}", self.repair)
            .replace("{kind:str}", "ydelse")
            .replace("{subject:str}", "phone")
            .replace("{pack_id:uuid}", str(SALMA))
            .replace("{plan_id:uuid}", str(SALMA))
            .replace("{invoice_id:uuid}", str(SALMA))
            .replace("{n:int}", "1")
            .replace("{account_id:uuid}", self.user)
            .replace("{token:str}", "ad_no")
            .replace("{key:str}/tilbagekald", "00/tilbagekald")
            .replace("{step:str}", "ukendt")
            .replace("{figure:str}", "spent")
            .replace("{year:int}/{unit:str}", "2026/jobcenter")
            .replace("{year:int}", "2026")
        )


@pytest.fixture
async def things(office: Resources, cast: Cast, keep: Keep) -> Things:
    """The requester's booking is Salma's; the outsider's was offered to somebody who speaks Dari."""
    async with office.desk(cast.requester) as desk:
        own = (await request_series(desk, order=order(), rule=Rule(times=1))).bookings[0]
    async with office.desk(cast.outsider) as desk:
        theirs = order(unit_id=FAMILY, language="pes")
        foreign = (await request_series(desk, order=theirs, rule=Rule(times=1))).bookings[0]
    await keep()
    async with office.desk(cast.coordinator) as desk:
        details = await bookings.read(desk, foreign.number)
        illness = await repairs.report_ill(desk, interpreter_id=OLENA)
    assert details.offers[0].interpreter_id == FARID
    kin = str(own.series_id), str(foreign.series_id)
    return Things(
        own.number, foreign.number, str(details.offers[0].id), *kin, str(illness.id), str(cast["bureau"].account_id)
    )


def all_routes() -> list[tuple[str, str]]:
    app = create_app(None)
    return sorted(
        (method, route.path)
        for route in app.routes
        if isinstance(route, HTTPRoute)
        for method in route.methods - {"OPTIONS", "HEAD"}
    )


def test_every_route_is_classified() -> None:
    served = {one for one in all_routes() if not one[1].startswith(("/schema", "/static"))}

    assert served - CLASSIFIED.keys() - PAGES.keys() == set()
    assert (CLASSIFIED.keys() | PAGES.keys()) - served == set()


def expected(guarded: Guarded, name: str, *, foreign: bool) -> str:
    """Whether "yes", "no" (403) or "unknown" (404), from the one table of roles and who sees what."""
    role = PEOPLE[name]["role"]
    has = role in PERMISSIONS[guarded.permission]
    if guarded.subject == "booking":
        sees = {
            Role.REQUESTER: name == ("outsider" if foreign else "requester"),
            Role.INTERPRETER: name == ("farid" if foreign else "salma"),
        }.get(role, role in SEES_ALL)
        return "unknown" if not sees else "yes" if has else "no"
    if guarded.subject == "series":
        sees = role in SEES_ALL or name == ("outsider" if foreign else "requester")
        return "unknown" if not sees else "yes" if has else "no"
    if guarded.subject == "offer":
        return "yes" if name == "farid" else "unknown"
    if guarded.subject == "booking without a number":
        seen = expected(replace(guarded, subject="booking"), name, foreign=foreign)
        return "unknown" if seen == "yes" else seen
    if guarded.subject in ("mail", "template", "complaint", "task", "supplier", "tariff", "claim", "export"):
        return "unknown" if has else "no"
    if guarded.subject == "interpreter":
        if role is Role.INTERPRETER:
            return "yes" if name == "salma" else "unknown"
        return "yes" if has else "no"
    return "yes" if has else "no"


def whose(rule: Guarded) -> tuple[bool, ...]:
    """One's own and another unit's, where that is a difference."""
    return (False, True) if rule.subject.startswith(("booking", "series")) else (False,)


def asked_of(rule: Guarded, name: str) -> list[bool]:
    """Everybody is turned away wherever they must be; of those who are let in, the first and the last are asked.

    All of them pass by the same table, and what they are then shown is what takes long.
    """
    return [
        foreign
        for foreign in whose(rule)
        if name not in [one for one in EVERYBODY if expected(rule, one, foreign=foreign) == "yes"][1:-1]
    ]


SAID = {401: "who", 403: "no", 404: "unknown"}


@pytest.mark.parametrize("name", EVERYBODY)
async def test_each_role_gets_what_the_table_says_and_nothing_else(
    http: httpx.AsyncClient, things: Things, name: str
) -> None:
    wrong: list[str] = []
    for (method, path), rule in CLASSIFIED.items():
        if isinstance(rule, Public):
            continue
        for foreign in asked_of(rule, name):
            answer = await ask(http, method, things.path(path, foreign=foreign), rule, token=token_of(name))
            said, meant = SAID.get(answer.status_code, "yes"), expected(rule, name, foreign=foreign)
            if said != meant or answer.status_code >= 500:
                wrong.append(f"{method} {path} foreign={foreign}: {answer.status_code}, meant {meant}")

    assert wrong == []


@pytest.mark.parametrize("name", EVERYBODY)
async def test_each_role_is_shown_what_the_table_says_and_nothing_else(
    http: httpx.AsyncClient, office: Resources, things: Things, name: str
) -> None:
    browser, wrong = Browser(office, http), []
    await browser.enter(name)
    office.live.end()
    for (method, path), rule in PAGES.items():
        if isinstance(rule, Public):
            continue
        for foreign in asked_of(rule, name):
            address = things.path(path, foreign=foreign)
            answer = await (browser.see(address) if method == "GET" else browser.send(address))
            said, meant = SAID.get(answer.status_code, "yes"), expected(rule, name, foreign=foreign)
            if said != meant or answer.status_code >= 500 or is_entrance(answer):
                wrong.append(f"{method} {path} foreign={foreign}: {answer.status_code}, meant {meant}")

    assert wrong == []


@pytest.mark.parametrize("headers", [{}, {"Authorization": f"Bearer {token_of('admin')}"}, {"Cookie": "session=ss_x"}])
async def test_without_a_session_every_page_is_the_entrance(
    http: httpx.AsyncClient, things: Things, headers: dict[str, str]
) -> None:
    for (method, path), rule in PAGES.items():
        answer = await http.request(method, things.path(path, foreign=False), headers=headers)

        met = answer.status_code in rule.statuses if isinstance(rule, Public) else is_entrance(answer)
        assert met, (method, path, answer.status_code)


def is_entrance(answer: httpx.Response) -> bool:
    return str(answer.headers.get("location", "")).startswith("/log-ind")


async def test_without_the_seal_no_form_is_taken(http: httpx.AsyncClient, office: Resources, things: Things) -> None:
    await Browser(office, http).enter("admin")
    for (method, path), rule in PAGES.items():
        if method == "POST" and isinstance(rule, Guarded):
            answer = await http.post(things.path(path, foreign=False), data={"csrf": "0" * 64})

            assert answer.status_code == 403, path


async def test_without_a_token_nothing_but_the_public_is_answered(http: httpx.AsyncClient, things: Things) -> None:
    for (method, path), rule in CLASSIFIED.items():
        answer = await ask(http, method, things.path(path, foreign=False), rule, token=None)

        met = answer.status_code in rule.statuses if isinstance(rule, Public) else answer.status_code in {401, 303}
        assert met, (method, path, answer.status_code)


async def ask(
    http: httpx.AsyncClient, method: str, path: str, rule: Guarded | Public, *, token: str | None
) -> httpx.Response:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    if method == "PATCH":
        headers["If-Match"] = '"1"'
    body: Any = rule.body if isinstance(rule, Guarded) else None
    query = rule.query if isinstance(rule, Guarded) else ""
    return await http.request(method, path + query, headers=headers, json=body)
