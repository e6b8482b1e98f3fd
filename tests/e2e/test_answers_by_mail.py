"""An answer given on the post page travels by SMTP and LMTP and has its effect: the job moves on, or is confirmed."""

import re
from typing import Any

import httpx
import pytest

from tests.builders import FARID, OLENA, PASSWORD
from tests.e2e.offices import Office, wish
from tests.waiting import until

pytestmark = pytest.mark.slow
ASKED = {str(FARID): "farid", str(OLENA): "olena"}
BROWSER = {"Accept": "text/html,application/xhtml+xml"}
WEEKS = 24 * 21


async def ordered(office: Office) -> str:
    """The number of a booking in Dari, three weeks from now."""
    async with office.asking("requester") as requester:
        return str((await requester.post("/api/v1/bookings", json=wish(WEEKS, language="prs"))).json()["number"])


async def asked_about(office: Office, number: str) -> dict[str, Any]:
    """The open offer of a booking."""

    async def open_offer() -> Any:
        async with office.asking("coordinator") as coordinator:
            offers = (await coordinator.get(f"/api/v1/bookings/{number}")).json().get("offers", [])
        return next((one for one in offers if one["state"] == "open"), None)

    found: dict[str, Any] = await until(open_offer)
    return found


async def given_to(office: Office, number: str) -> str:
    """Who was asked first, has said yes on the page, and has got the invitation."""
    offer = await asked_about(office, number)
    name = ASKED[offer["interpreter"]]
    async with office.asking(name) as interpreter:
        assert (await interpreter.post(f"/api/v1/offers/{offer['id']}/accept")).status_code == 200
    await until(lambda: mails(office, number, name, "REQUEST"))
    return name


async def mails(office: Office, number: str, name: str, method: str) -> list[dict[str, Any]]:
    """The mails of one recipient about a booking with that method, answers included."""
    async with office.asking("coordinator") as coordinator:
        found = (await coordinator.get(f"/api/v1/mails?number={number}&to={name}@tolk.example.org")).json()["items"]
    return [one for one in found if one["method"] == method]


async def outcome(office: Office, number: str, name: str) -> Any:
    """What the office made of the newest answer, once it is judged."""
    back = await mails(office, number, name, "REPLY")
    return back and back[-1]["outcome"] != "pending" and back[-1]["outcome"]


async def answer_on_the_page(office: Office, number: str, name: str, **typed: str) -> str:
    """The coordinator opens the letter to somebody and answers as they would; what the page then shows."""
    async with httpx.AsyncClient(base_url=office.apis[0], headers=BROWSER, timeout=20) as browser:
        await browser.post("/log-ind", data={"email": "coordinator@example.org", "password": PASSWORD})
        listed = await browser.get(f"/post?bestilling={number}&modtager={name}@tolk.example.org")
        path = re.findall(r'href="(/post/2[^"]+)">Tolkeopgave', listed.text)[-1]
        seal = re.findall(r'name="csrf" value="([^"]+)"', (await browser.get(path)).text)[-1]
        sent = await browser.post(f"{path}/svar", data={"csrf": seal, **typed})
        assert (sent.status_code, sent.headers["location"]) == (303, path)
        await until(lambda: outcome(office, number, name))
        return (await browser.get(path)).text


async def test_a_no_from_outlook_takes_the_job_away_and_the_next_is_asked_whose_yes_from_gmail_counts(
    running: Office,
) -> None:
    number = await ordered(running)
    first = await given_to(running, number)

    page = await answer_on_the_page(running, number, first, client="outlook", answer="decline", comment="Er på kursus")
    offer = await asked_about(running, number)
    async with running.asking("coordinator") as coordinator:
        tasks = (await coordinator.get("/api/v1/tasks")).json()["items"]
    await until(lambda: mails(running, number, first, "CANCEL"))

    assert "Springer fra; søges på ny, opgave" in page
    assert ASKED[offer["interpreter"]] != first
    assert [task["kind"] for task in tasks if task["booking"] == number] == ["declined"]

    second = await given_to(running, number)
    page = await answer_on_the_page(running, number, second, client="gmail", answer="accept")

    assert second != first
    assert await outcome(running, number, second) == "accepted"
    assert "Bekræftet; kvittering til den registrerede adresse" in page
    async with running.asking("coordinator") as coordinator:
        booking = (await coordinator.get(f"/api/v1/bookings/{number}")).json()
    assert (booking["status"], ASKED[booking["interpreter"]["id"]]) == ("confirmed", second)
