"""Accounts: logging in and out, tokens, and who an actor is."""

from asyncio import to_thread
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from booking.domain.accounts import Account, Actor, Role, Theme
from booking.domain.errors import Conflict, Denied, NotFound
from booking.domain.texts import Text
from booking.domain.units import Unit, subtree
from booking.gateways.secrets import fingerprint, hash_password, new_token, password_fits
from booking.persistence.ids import new_id
from booking.services.desk import Desk

SESSION = timedelta(hours=12)
WINDOW = timedelta(minutes=15)
TRIES_PER_ACCOUNT, TRIES_PER_ADDRESS = 10, 100


@dataclass(frozen=True, slots=True)
class LoggedIn:
    account: Account
    session: str


async def count_try(desk: Desk, *, email: str, address: str) -> None:
    """Counts a try before anything is known of it, in a transaction of its own: a thousand at once are counted too.

    Ten failures for an account or a hundred from one address close the door for a quarter of an hour (Conflict).
    """
    for key, tries in ((_account(email), TRIES_PER_ACCOUNT), (_address(address), TRIES_PER_ADDRESS)):
        if await desk.accounts.count_try(key, now=desk.now, window=WINDOW) > tries:
            raise too_many_tries()


async def log_in(desk: Desk, *, email: str, password: str, address: str, old_session: str | None = None) -> LoggedIn:
    """A new session, whatever id the browser came with; Denied alike for a wrong password and an unknown account.

    `count_try` comes first; a try that succeeds is forgiven. The hash is made in a thread: it takes a tenth of a
    second, and nobody else shall wait for it.
    """
    found = await desk.accounts.by_email(email)
    account, password_hash = found or (None, None)
    fits = await to_thread(password_fits, password, password_hash)
    if not fits or account is None or not account.active:
        raise wrong_login()
    await desk.accounts.forget_tries(_account(email))
    await desk.accounts.forgive_try(_address(address))
    return LoggedIn(account, await open_session(desk, account=account, old_session=old_session))


async def open_session(desk: Desk, *, account: Account, old_session: str | None = None) -> str:
    """A new session under a new id; the one the browser came with ends."""
    if old_session is not None:
        await desk.accounts.end_session(fingerprint(old_session))
    session = new_token("ss")
    await desk.accounts.add_session(account.id, fingerprint(session), now=desk.now, lasts=SESSION)
    return session


def _account(email: str) -> str:
    """Hashed: what is typed into that field may be anything, as long as anything, and a password too."""
    return f"account:{fingerprint(email.strip().lower()).hex()}"


def _address(address: str) -> str:
    return f"address:{fingerprint(address).hex()}"


async def log_out(desk: Desk, *, session: str) -> None:
    await desk.accounts.end_session(fingerprint(session))


async def actor_by_session(desk: Desk, session: str) -> Actor | None:
    account = await desk.accounts.by_session(fingerprint(session), now=desk.now)
    return actor_of(account, desk.reference.units, via="web") if account is not None else None


async def actor_by_token(desk: Desk, token: str) -> Actor | None:
    account = await desk.accounts.by_token(fingerprint(token), now=desk.now)
    return actor_of(account, desk.reference.units, via="api") if account is not None else None


def actor_of(account: Account, units: Mapping[UUID, Unit], *, via: str) -> Actor:
    """The account with the units that its own unit and everything below it make."""
    return Actor(
        account_id=account.id,
        name=account.name,
        roles=account.roles,
        unit_ids=subtree(units.values(), account.unit_id) if account.unit_id is not None else frozenset(),
        interpreter_id=account.interpreter_id,
        tongue=account.tongue,
        via=via,
        email=account.email,
        unit_id=account.unit_id,
        theme=account.theme,
        shortcuts=account.shortcuts,
    )


async def add_user(
    desk: Desk, *, email: str, name: str, roles: frozenset[Role], unit: str | None = None, password: str | None = None
) -> Account:
    """A new account; Conflict when the address is taken, Invalid for an unknown unit."""
    if await desk.accounts.by_email(email) is not None:
        raise Conflict(
            Text(f"{email} har allerede en konto.", f"{email} has an account already."), field="email", subject=email
        )
    unit_id = desk.reference.unit(unit).id if unit else None
    account = Account(id=new_id(), email=email.strip(), name=name, roles=roles, unit_id=unit_id)
    password_hash = await to_thread(hash_password, password) if password else None
    await desk.accounts.add(account, password_hash=password_hash, now=desk.now)
    return account


async def make_token(desk: Desk, *, email: str, name: str = "") -> str:
    """A bearer token, shown this once; NotFound when nobody has the address."""
    found = await desk.accounts.by_email(email)
    if found is None:
        raise NotFound(
            Text(f"Ingen konto har adressen {email}.", f"No account has the address {email}."), subject=email
        )
    token = new_token("st")
    await desk.accounts.add_token(found[0].id, fingerprint(token), name=name, now=desk.now)
    return token


async def choose_tongue(desk: Desk, *, tongue: str) -> None:
    if desk.actor.account_id is not None:
        await desk.accounts.set_tongue(desk.actor.account_id, "en" if tongue == "en" else "da")


async def choose_face(desk: Desk, *, theme: str = "", shortcuts: str = "") -> None:
    """Light, dark or auto; on or off; what is neither stays. Of a stranger nothing is kept."""
    actor = desk.actor
    if actor.account_id is None:
        return
    themes: dict[str, Theme] = {"auto": "auto", "light": "light", "dark": "dark"}
    keys = {"on": True, "off": False}.get(shortcuts, actor.shortcuts)
    await desk.accounts.set_face(actor.account_id, theme=themes.get(theme, actor.theme), shortcuts=keys)


def wrong_login() -> Denied:
    return Denied(
        Text(
            "E-mail eller adgangskode passer ikke. Prøv igen, eller spørg tolkekontoret.",
            "Email or password is wrong. Try again, or ask the interpreter office.",
        ),
        field="password",
    )


def too_many_tries() -> Conflict:
    return Conflict(
        Text(
            "For mange forsøg. Vent et kvarter, og prøv igen.",
            "Too many tries. Wait a quarter of an hour and try again.",
        ),
        field="password",
    )
