"""The way in: sessions under new ids, seals on every form, and doors that close after ten tries."""

from dataclasses import replace

import httpx
import pytest

from booking.app import create_app
from booking.domain.accounts import ANONYMOUS
from booking.gateways.secrets import fingerprint
from booking.resources import Resources
from booking.settings import Settings
from booking.web.addresses import local_path
from tests.conftest import Clock
from tests.web.people import BROWSER, Browser, words


async def test_a_stranger_is_sent_to_the_entrance_and_back_to_what_they_asked_for(browser: Browser) -> None:
    asked = await browser.see("/bestillinger?status=offered")
    entered = await browser.log_in("requester", next=httpx.URL(asked.headers["location"]).params["next"])

    assert (asked.status_code, asked.headers["location"]) == (303, "/log-ind?next=/bestillinger%3Fstatus%3Doffered")
    assert (entered.status_code, entered.headers["location"]) == (303, "/bestillinger?status=offered")


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("requester", "/bestil"),
        ("coordinator", "/tavle"),
        ("admin", "/tavle"),
        ("salma", "/tolk"),
        ("finance", "/bestillinger"),
        ("approver", "/bestillinger"),
        ("leader", "/overblik"),
        ("auditor", "/rapporter/fjerntolkning"),
    ],
)
async def test_everybody_begins_where_their_work_is(browser: Browser, name: str, place: str) -> None:
    await browser.enter(name)

    answer = await browser.see("/")

    assert (answer.status_code, answer.headers["location"]) == (303, place)
    assert (await browser.see(place)).status_code == 200


async def test_the_session_cookie_is_out_of_reach_for_scripts_and_other_sites(browser: Browser) -> None:
    entered = await browser.log_in("requester")

    said = entered.headers["set-cookie"]
    assert {part.strip().split("=")[0].lower() for part in said.split(";")} >= {"session", "httponly", "path"}
    assert "samesite=lax" in said.lower()


async def test_a_planted_session_id_is_never_adopted_and_the_old_one_ends(browser: Browser) -> None:
    browser.carry("ss_planted_by_somebody_else")
    await browser.log_in("requester")
    first = browser.http.cookies["session"]
    await browser.log_in("requester")
    second = browser.http.cookies["session"]

    async with browser.office.desk(ANONYMOUS) as desk:
        live = [
            await desk.accounts.by_session(fingerprint(one), now=desk.now) is not None
            for one in ("ss_planted_by_somebody_else", first, second)
        ]
    assert live == [False, False, True]


async def test_after_logging_out_the_session_opens_nothing(browser: Browser) -> None:
    await browser.log_in("requester")
    session = browser.http.cookies["session"]

    left = await browser.send("/log-ud")
    browser.carry(session)

    assert (left.status_code, left.headers["location"]) == (303, "/log-ind")
    assert (await browser.see("/bestil")).status_code == 303


async def test_a_wrong_password_and_an_unknown_account_are_answered_alike(browser: Browser) -> None:
    known = await browser.log_in("requester", password="wrong")
    unknown = await browser.log_in("requester", email="nobody@example.org", password="wrong")

    assert (known.status_code, unknown.status_code) == (403, 403)
    assert known.text.replace('required value="requester@', 'required value="nobody@') == unknown.text
    assert 'value="wrong"' not in known.text


async def test_the_eleventh_try_is_refused_even_with_the_right_password(browser: Browser) -> None:
    for _ in range(10):
        assert (await browser.log_in("requester", password="wrong")).status_code == 403

    answer = await browser.log_in("requester")

    assert answer.status_code == 409
    assert "session" not in browser.http.cookies


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}]
)
async def test_a_login_form_of_another_site_is_refused(browser: Browser, headers: dict[str, str]) -> None:
    typed = {"email": "requester@example.org", "password": "tolk-i-test"}

    answer = await browser.http.post("/log-ind", data=typed, headers=headers)

    assert answer.status_code == 403
    assert "session" not in browser.http.cookies


async def test_a_form_without_this_sessions_seal_changes_nothing(browser: Browser) -> None:
    await browser.enter("requester")

    answers = [await browser.http.post("/bestil", data=typed) for typed in ({}, {"csrf": "0" * 64}, {"csrf": "æ"})] + [
        await browser.send("/bestil", headers={"Origin": "https://evil.example"})
    ]

    assert [one.status_code for one in answers] == [403] * 4


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("/bestillinger?q=1", "/bestillinger?q=1"),
        ("//evil.example/x", ""),
        ("https://evil.example", ""),
        ("/\\evil.example", ""),
        ("/a\tb", ""),
        ("/log-ind?next=/log-ind", ""),
        ("bestil", ""),
    ],
)
def test_only_addresses_of_ours_are_followed(given: str, kept: str) -> None:
    assert local_path(given) == kept


async def test_the_chosen_tongue_stays(browser: Browser) -> None:
    strange = await browser.http.post("/sprog", data={"tongue": "en", "next": "/log-ind"})
    english = await browser.see("/log-ind")
    await browser.enter("requester")
    danish = await browser.see("/bestil")
    await browser.send("/sprog", {"tongue": "en", "next": "/bestil"})

    assert (strange.headers["location"], 'lang="en"' in english.text) == ("/log-ind", True)
    assert ("Bestil tolk" in danish.text, "Book interpreter" in (await browser.see("/bestil")).text) == (True, True)


async def test_every_page_forbids_what_is_inline_and_is_kept_by_nobody(browser: Browser) -> None:
    await browser.enter("coordinator")

    for path in ("/log-ind", "/tavle", "/bestillinger", "/bestillinger/B-1", "/nowhere", "/bestil"):
        answer = await browser.see(path)
        assert "script-src 'self'" in answer.headers["content-security-policy"], path
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"], path
        assert (answer.headers["cache-control"], answer.headers["x-content-type-options"]) == ("no-store", "nosniff")


async def test_assets_with_a_hash_are_kept_for_a_year(browser: Browser) -> None:
    hashed, bare = await browser.see("/static/app.css?v=1"), await browser.see("/static/app.css")

    assert [one.headers["cache-control"] for one in (hashed, bare)] == [
        "public, max-age=31536000, immutable",
        "public, max-age=3600",
    ]


async def test_people_get_pages_and_programs_get_problems(browser: Browser) -> None:
    page = await browser.see("/nowhere")
    problem = await browser.see("/nowhere", headers={"Accept": "application/json"})
    api = await browser.see("/api/v1/nowhere")

    assert [one.status_code for one in (page, problem, api)] == [404] * 3
    assert "Siden findes ikke" in words(page)
    assert problem.headers["content-type"] == api.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("tongue", "refusals"),
    [
        ("da", ("Siden findes ikke", "Siden er for gammel", "Det fylder for meget", "Det har du ikke adgang til")),
        ("en", ("There is no such page", "The page is too old", "That is too large", "You do not have access to this")),
    ],
)
async def test_whoever_is_logged_in_is_refused_in_their_tongue_and_keeps_their_menu(
    browser: Browser, tongue: str, refusals: tuple[str, ...]
) -> None:
    await browser.enter("requester")
    await browser.send("/sprog", {"tongue": tongue})

    answers = [
        await browser.see("/nowhere"),
        await browser.send("/bestil", {"csrf": "another's"}),
        await browser.send("/bestil", {"note": "x" * 1_100_000}),
        await browser.see("/administration"),
    ]

    assert [answer.status_code for answer in answers] == [404, 403, 413, 403]
    assert [said in words(answer) for said, answer in zip(refusals, answers, strict=True)] == [True] * 4
    assert ['href="/attestation"' in answer.text for answer in answers] == [True] * 4


async def test_our_own_mistake_is_told_without_a_database(settings: Settings) -> None:
    gone = replace(settings, database_url=f"{settings.database_url}_gone")
    async with Resources(gone) as office:
        transport = httpx.ASGITransport(create_app(office), raise_app_exceptions=False)  # type: ignore[arg-type]
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as http:
            http.cookies.set("session", "ss_1", domain="127.0.0.1", path="/")
            answers = [await http.get(path, headers=BROWSER) for path in ("/tavle", "/nowhere")]

    assert [answer.status_code for answer in answers] == [500, 404]
    assert "læs sporingsnummeret op" in words(answers[0])


async def test_htmx_leaves_the_page_when_the_session_has_ended(browser: Browser) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://127.0.0.1:8000/tavle?dag=tor"}

    answer = await browser.see("/tavle", headers=headers)

    assert (answer.status_code, answer.headers["hx-redirect"]) == (401, "/log-ind?next=/tavle%3Fdag%3Dtor")


async def test_behind_an_encrypted_address_the_cookie_is_bound_to_the_host(settings: Settings, clock: Clock) -> None:
    encrypted = replace(settings, public_url="https://tolk.example.org")
    async with Resources(encrypted, clock=clock) as office:
        transport = httpx.ASGITransport(create_app(office))  # type: ignore[arg-type]
        async with httpx.AsyncClient(transport=transport, base_url="https://tolk.example.org") as http:
            entered = await Browser(office, http).log_in("requester", next="")

    said = entered.headers["set-cookie"]
    assert said.startswith("__Host-session=ss_")
    assert "secure" in said.lower()
    assert "domain" not in said.lower()
