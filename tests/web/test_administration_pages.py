"""The administrator's pages: people, tokens, the office and the log; nobody can lock the last administrator out."""

import re
from email.message import EmailMessage
from typing import Any

import pytest

from booking.domain.accounts import Role
from booking.domain.errors import NotFound
from booking.local.sink import Sink
from booking.resources import Resources
from booking.services import administration
from booking.services.accounts import actor_by_token, add_user
from tests.builders import Cast
from tests.conftest import Keep
from tests.web.people import Browser, words

NEW = {"name": "Ida Skovgaard", "email": "ida@example.org", "unit": "jobcenter", "role_requester": "1"}


def words_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


@pytest.fixture
async def admin(browser: Browser) -> Browser:
    await browser.enter("admin")
    return browser


async def test_somebody_new_gets_a_link_by_mail_and_chooses_a_password_with_it_once(
    admin: Browser, office: Resources, keep: Keep, sink: Sink
) -> None:
    sent = await admin.send("/administration/brugere/ny", NEW)
    await keep()
    [mail] = [one for one in sink.messages() if one.envelope_to == ("ida@example.org",)]
    path = re.search(r"/adgangskode/[\w-]+", words_of(sink.read(mail)))
    assert path is not None
    admin.http.cookies.clear()
    short = await admin.http.post(path[0], data={"password": "kort"})
    chosen = await admin.http.post(path[0], data={"password": "tre tilfældige ord"})
    again = await admin.http.post(path[0], data={"password": "noget helt andet"})

    assert "Ida Skovgaard" in words(await admin.see("/bestil"))
    assert (sent.status_code, short.status_code, chosen.status_code, again.status_code) == (303, 422, 303, 404)
    assert (await admin.log_in("ida", password="tre tilfældige ord")).status_code == 303
    assert (await admin.log_in("ida", password="noget helt andet")).status_code == 403


@pytest.mark.parametrize("changes", [{"email": "ida.skov@example.org"}, {"active": False}])
async def test_a_link_sent_to_an_old_address_or_before_the_account_was_closed_opens_nothing(
    office: Resources, cast: Cast, changes: dict[str, Any]
) -> None:
    async with office.desk(cast["admin"]) as desk:
        account = await add_user(desk, email="ida@example.org", name="Ida", roles=frozenset({Role.COORDINATOR}))
        path = await administration.make_link(desk, account=account)
        await administration.change_user(desk, account_id=account.id, changes=changes)
        await administration.change_user(desk, account_id=account.id, changes={"active": True})

        with pytest.raises(NotFound):
            await administration.link_holder(desk, token=path.rpartition("/")[2])


@pytest.mark.parametrize(
    ("different", "said"),
    [
        ({"email": "requester@example.org"}, "har allerede en konto"),
        ({"email": "ingen"}, "Skriv en mailadresse"),
        ({"name": " "}, "Skriv brugerens navn"),
        ({"unit": ""}, "hører til en enhed"),
        ({"role_requester": ""}, "mindst én rolle"),
    ],
)
async def test_what_is_wrong_is_said_and_what_was_typed_stays(
    admin: Browser, different: dict[str, str], said: str
) -> None:
    typed = NEW | different

    answer = await admin.send("/administration/brugere/ny", typed)

    assert answer.status_code == 422
    assert said in words(answer)
    assert f'value="{typed["email"]}"' in answer.text


async def test_nobody_is_sent_a_link_that_a_closed_account_cannot_use(
    admin: Browser, office: Resources, cast: Cast
) -> None:
    leader = cast["leader"].account_id
    assert leader is not None
    path = f"/administration/brugere/{leader}"

    before = "Send link" in words(await admin.see(path))
    async with office.desk(cast["admin"]) as desk:
        await administration.change_user(desk, account_id=leader, changes={"active": False})

    assert (before, "Send link" in words(await admin.see(path))) == (True, False)


async def test_the_last_administrator_stays_and_of_two_one_may_go(
    admin: Browser, office: Resources, cast: Cast
) -> None:
    one, other = cast["admin"], cast["leader"]
    shut = {"name": "Admin", "email": "admin@example.org", "role_leader": "1", "active": "1"}

    refused = await admin.send(f"/administration/brugere/{one.account_id}", await stamped(admin, one.account_id, shut))
    async with office.desk(one) as desk:
        both = {"roles": frozenset({Role.LEADER, Role.ADMIN})}
        assert other.account_id is not None
        await administration.change_user(desk, account_id=other.account_id, changes=both)
    gone = await admin.send(f"/administration/brugere/{one.account_id}", await stamped(admin, one.account_id, shut))

    assert (refused.status_code, gone.status_code) == (422, 303)
    assert "sidste administrator" in words(refused)
    assert (await admin.see("/administration")).status_code == 303  # logged out with the role


async def stamped(admin: Browser, account_id: object, typed: dict[str, str]) -> dict[str, str]:
    page = await admin.see(f"/administration/brugere/{account_id}")
    found = re.search(r'name="stamp" value="(\w+)"', page.text)
    assert found is not None
    return typed | {"stamp": found[1]}


async def test_a_form_that_somebody_overtook_changes_nothing(admin: Browser, office: Resources, cast: Cast) -> None:
    leader = cast["leader"].account_id
    typed = await stamped(admin, leader, {"name": "Ny", "email": "leader@example.org", "role_leader": "1"})
    await admin.send(f"/administration/brugere/{leader}", typed | {"active": "1"})

    late = await admin.send(f"/administration/brugere/{leader}", typed | {"name": "Senere"})

    assert late.status_code == 422
    assert "er ændret, siden du hentede den" in words(late)


async def test_a_token_lends_some_roles_for_some_days_and_is_revoked(
    admin: Browser, office: Resources, cast: Cast
) -> None:
    asked = {"name": "Økonomisystemet", "email": "finance@example.org", "days": "30", "role_finance": "1"}
    made = await admin.send("/administration/noegler", asked | {"role_admin": "1"})
    token = re.search(r'value="(st_[^"]+)"', made.text)
    assert token is not None
    async with office.desk(cast["admin"]) as desk:
        lent = await actor_by_token(desk, token[1])
        [kept] = [one for one in await administration.list_tokens(desk) if one.name == "Økonomisystemet"]
    ended = await admin.send(f"/administration/noegler/{kept.key.hex()}/tilbagekald")
    async with office.desk(cast["admin"]) as desk:
        after = await actor_by_token(desk, token[1])

    assert lent is not None
    assert (lent.roles, kept.last_used_at is not None) == (frozenset({Role.FINANCE}), True)
    assert (ended.status_code, after) == (303, None)
    assert token[1] not in (await admin.see("/administration/noegler")).text


async def test_a_token_that_has_expired_opens_nothing(office: Resources, cast: Cast) -> None:
    async with office.desk(cast["admin"]) as desk:
        token = await administration.make_key(
            desk, email="finance@example.org", name="Kort", roles=frozenset({Role.FINANCE}), days=1
        )
        before = await actor_by_token(desk, token)
        desk.now = desk.now.replace(year=desk.now.year + 1)
        after = await actor_by_token(desk, token)

    assert (before is not None, after) == (True, None)


async def test_what_the_office_says_of_itself_stands_on_pages_and_moves_deadlines(
    admin: Browser, office: Resources
) -> None:
    facts = {"municipality": "Solrup Kommune", "email": "tolk@solrup.example", "phone": "99 31 00 00", "hours": ""}

    wrong = await admin.send("/administration/kontor", facts | {"holidays": "13-45"})
    right = await admin.send("/administration/kontor", facts | {"holidays": "11. marts og 24/12"})
    form, log = await admin.see("/administration/kontor"), words(await admin.see("/administration/kontor"))

    statement = words(await admin.see("/was"))
    assert (wrong.status_code, right.status_code) == (422, 303)
    assert 'value="11. marts, 24. december"' in form.text
    assert "Egne lukkedage : 11. marts, 24. december" in log
    assert "Solrup Kommune" in statement
    assert "tolk@solrup.example" in statement
    workdays = (await office.reference()).workdays
    assert not workdays.is_workday(office.now().date().replace(month=3, day=11))


async def test_the_log_is_found_by_person_booking_and_day_and_taken_as_a_sheet(admin: Browser) -> None:
    await admin.send("/administration/brugere/ny", NEW)

    found = words(await admin.see("/administration/log?hvem=adm&dag=10.3.2026"))
    nothing = words(await admin.see("/administration/log?dag=9.3.2025"))
    wrong = await admin.see("/administration/log?dag=aldrig")
    sheet = await admin.see("/administration/log.csv?hvem=adm")

    assert "Link til adgangskode sendt bruger" in found
    assert "Roller: Rekvirent" in found
    assert "interpreter_id" not in found
    assert "Intet i loggen passer" in nothing
    assert wrong.status_code == 422
    assert "Ida Skovgaard" in sheet.text


async def test_the_look_and_the_keys_are_kept_with_the_account(admin: Browser) -> None:
    await admin.send("/udseende", {"theme": "dark", "next": "/genveje"})
    await admin.send("/udseende", {"shortcuts": "off", "next": "/genveje"})

    page = (await admin.see("/genveje")).text

    assert 'data-color-scheme="dark"' in page
    assert "data-shortcuts" not in page
    assert "er slået fra" in page


async def test_one_box_finds_what_the_actor_may_see(browser: Browser) -> None:
    await browser.enter("admin")
    admin = words(await browser.see("/soeg?q=salma"))
    await browser.enter("requester")
    requester = words(await browser.see("/soeg?q=salma"))

    assert "Salma Idris" in admin
    assert "Salma Idris" not in requester
    assert "Intet passer" in requester
