"""The same pages by plain HTTP, as a browser without scripts asks: every role, every page, and a month of clicks."""

import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from random import Random

import httpx
import pytest

from booking.domain.accounts import ANONYMOUS, Role
from booking.gateways.secrets import fingerprint, new_token
from booking.persistence.seed.cast import CAST
from booking.resources import Resources
from tests.conftest import Clock, served
from tests.e2e.fjordby import NOW, Fjordby
from tests.e2e.pages import PAGES
from tests.e2e.wandering import Wanderer
from tests.web.people import BROWSER

pytestmark = pytest.mark.slow
# Clicks of each role; another month with CLICKS_SEED, a longer one with CLICKS.
CLICKS, SEED = int(os.environ.get("CLICKS", "50")), int(os.environ.get("CLICKS_SEED", "2018"))


@pytest.fixture(scope="module")
async def office(fjordby_seeded: Fjordby) -> AsyncIterator[Resources]:
    async with Resources(fjordby_seeded.settings, clock=Clock(NOW)) as office:
        yield office


@asynccontextmanager
async def browsing(office: Resources, email: str) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody's browser, logged in, that follows where it is led."""
    session = new_token("ss")
    async with office.desk(ANONYMOUS) as desk:
        found = await desk.accounts.by_email(email)
        assert found is not None
        await desk.accounts.add_session(found[0].id, fingerprint(session), now=desk.now, lasts=timedelta(hours=9))
    transport = httpx.ASGITransport(served(office), raise_app_exceptions=False)  # type: ignore[arg-type]
    async with httpx.AsyncClient(
        transport=transport,
        base_url="http://127.0.0.1:8000",
        headers=BROWSER,
        cookies={"session": session},
        follow_redirects=True,
    ) as http:
        yield http


@pytest.mark.parametrize("role", list(Role))
async def test_every_page_answers_every_role_and_needs_no_script(
    office: Resources, fjordby_seeded: Fjordby, role: Role
) -> None:
    wrong = {}
    things = fjordby_seeded.things
    async with browsing(office, things.get(f"{role} email", CAST[role][0])) as http:
        for page in PAGES:
            answer = await http.get(page.at(things))
            expected = {200} if page.who in (role, None) else {200, 403, 404}
            if answer.status_code not in expected or (lost := scripted(answer.text)):
                wrong[page.at(things)] = [answer.status_code, *([] if answer.status_code not in expected else lost)]

    assert wrong == {}


def scripted(html: str) -> list[str]:
    """Buttons and links that do nothing without a script: what htmx sends must have an address of its own."""
    tags = re.findall(r"<(\w+)([^>]*\shx-(?:get|post)=[^>]*)>", html)
    plain = {"a": "href=", "form": "action=", "button": "formaction="}
    return [f"<{tag}{rest[:90]}" for tag, rest in tags if tag in plain and plain[tag] not in rest and not _idle(rest)]


def _idle(attributes: str) -> bool:
    """Whether it only listens, or refreshes what the page shows already."""
    return "hx-trigger=" in attributes


async def test_a_month_of_clicks_at_random_breaks_nothing(fjordby_seeded: Fjordby) -> None:
    broken: dict[str, list[str]] = {}
    async with Resources(fjordby_seeded.worn, clock=Clock(NOW)) as office:
        for role in Role:
            email = fjordby_seeded.things.get(f"{role} email", CAST[role][0])
            async with browsing(office, email) as http:
                if found := await Wanderer(http, Random(f"{SEED} {role}"), "/").wander(CLICKS):
                    broken[role] = found

    assert broken == {}, f"CLICKS_SEED={SEED}"
