"""How somebody has their jobs in their own calendar: by invitations, by a feed, or in both; and at which address."""

from dataclasses import replace
from typing import get_args
from uuid import UUID

from booking.domain.accounts import Account, CalendarChoice
from booking.domain.errors import Conflict, Invalid
from booking.domain.feeds import subject_of
from booking.domain.interpreters import Interpreter
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.gateways.guards import guarded_address
from booking.persistence.streams import Addressed
from booking.services.desk import Desk
from booking.services.feeds import end_feed, make_feed, subscription
from booking.services.rewriting import anew, invite_anew, readdress, take_out
from booking.services.undelivered import address_in_order


async def read_choice(desk: Desk) -> tuple[CalendarChoice, int]:
    """What is chosen, and how many jobs ahead stand in their calendar by invitation.

    Raises Denied to whoever has neither jobs nor a unit of their own.
    """
    account = await _account(desk)
    found = await desk.streams.live_of_person(_person(account), now=desk.now)
    return account.calendar, sum(one.stream.form == "invitation" for one in found)


async def choose(desk: Desk, *, choice: str) -> str:
    """The secret of a new address, when the choice needs one and there was none; else empty.

    Nothing stands twice afterwards: a feed takes the invitations out of the calendar (the mails say that the jobs
    stand), invitations stop the feed and are sent for every job ahead.
    """
    account = await _account(desk)
    if choice not in get_args(CalendarChoice) or not choice:
        raise Invalid(
            Text("Vælg invitationer, abonnement eller begge dele.", "Choose invitations, a feed or both."),
            field="choice",
        )
    wanted: CalendarChoice = choice  # type: ignore[assignment]
    await desk.accounts.choose_calendar(account, wanted)
    await _rewrite(desk, account, form="notice" if wanted == "feed" else "invitation")
    if wanted == "invitations":
        await end_feed(desk)
        return ""
    return "" if (await subscription(desk)).feed is not None else await make_feed(desk)


async def make_address(desk: Desk) -> str:
    """A new address; whoever has invitations and has not said otherwise has both from now on."""
    token = await make_feed(desk)
    account = await _account(desk)
    if account.calendar in ("", "invitations"):
        await desk.accounts.choose_calendar(account, "both")
    return token


async def _account(desk: Desk) -> Account:
    subject_of(desk.actor)
    assert desk.actor.account_id is not None
    account = await desk.accounts.by_id(desk.actor.account_id)
    assert account is not None
    return account


def _person(account: Account) -> UUID:
    """Whose streams they are: an interpreter's own, whoever's account it is."""
    return account.interpreter_id or account.id


async def _rewrite(desk: Desk, account: Account, *, form: str) -> None:
    """Every stream ahead in the other form: a feed begins in silence, an invitation with a mail."""
    for one in await _locked(desk, _person(account)):
        if one.stream.form == form:
            continue
        fresh = anew(desk, one.stream, address=one.stream.address)
        if form == "notice":
            quiet = replace(fresh, form="notice", seq=0, last_dtstamp=await desk.streams.clock())
            await take_out(desk, one, moved="feed")
            await desk.streams.add_all([Addressed(quiet, one.person_id)])
        else:
            await desk.streams.save(replace(one.stream, state="ended"))
            await invite_anew(desk, Addressed(replace(fresh, form="invitation"), one.person_id))


async def change_address(desk: Desk, *, interpreter_id: UUID, email: str) -> Interpreter:
    """An interpreter's new mail address: each job ahead leaves the old calendar and comes to the new one.

    The account that logs in with the old address gets the new one too. Invalid for no address, Conflict for one that
    somebody has.
    """
    require_permission(desk.actor, "interpreters:write")
    email = guarded_address(email.strip())
    before = await desk.interpreters.get(interpreter_id)
    if before.email == email:
        return before
    for other in await desk.interpreters.listed():
        if other.id != interpreter_id and other.email.lower() == email.lower():
            raise _known(email)
    after = replace(before, email=email)
    await desk.interpreters.change_email(before, after)
    account = await desk.accounts.by_interpreter(interpreter_id)
    if account is not None and account.email.lower() == before.email.lower():
        await _change_login(desk, account, email)
    await _follow(desk, interpreter_id, email)
    for address in (before.email, email):
        await address_in_order(desk, address)
    return after


async def change_account_address(desk: Desk, *, old: str, new: str) -> None:
    """The same for an account: the office's own command. NotFound when nobody has the old address."""
    found = await desk.accounts.by_email(old)
    if found is None:
        raise Invalid(Text(f"Ingen konto har adressen {old}.", f"No account has the address {old}."), field="email")
    account = found[0]
    new = guarded_address(new.strip())
    await _change_login(desk, account, new)
    await address_in_order(desk, old)
    if account.interpreter_id is None:
        await _follow(desk, account.id, new)


async def _change_login(desk: Desk, account: Account, email: str) -> None:
    taken = await desk.accounts.by_email(email)
    if taken is not None and taken[0].id != account.id:
        raise _known(email)
    await desk.accounts.change_email(account, email)


def _known(email: str) -> Conflict:
    return Conflict(
        Text(f"En anden har allerede adressen {email}.", f"Somebody else has the address {email}."),
        field="email",
        subject=email,
    )


async def _follow(desk: Desk, person_id: UUID, email: str) -> None:
    for one in await _locked(desk, person_id):
        await readdress(desk, one, email)


async def _locked(desk: Desk, person_id: UUID) -> list[Addressed]:
    """Somebody's live streams ahead, with their bookings' rows held."""
    found = await desk.streams.live_of_person(person_id, now=desk.now)
    await desk.bookings.lock({one.stream.booking_id for one in found})
    return await desk.streams.live_of_person(person_id, now=desk.now)
