"""Links that let somebody in once: to choose a password, on the first day or when the old one is forgotten."""

from asyncio import to_thread
from datetime import timedelta
from typing import Literal

from booking.domain.accounts import Account
from booking.domain.errors import Conflict, Invalid, NotFound
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.gateways.mail import Digest, Recipient, compose_digest, reply_token
from booking.gateways.secrets import fingerprint, hash_password, new_token
from booking.persistence import administration as kept
from booking.persistence.ids import new_id
from booking.services.desk import Desk

LASTS = timedelta(days=3)
KIND = "password"
SHORTEST, LONGEST = 12, 200
Letter = Literal["welcome", "new_password", "trial"]


async def make_link(desk: Desk, *, account: Account) -> str:
    """A path that opens the choice of a password, once and for three days; older ones end."""
    token = new_token("ad")
    until = desk.now + LASTS
    key = fingerprint(token)
    await kept.add_link(desk.connection, key, kind=KIND, account_id=account.id, now=desk.now, until=until)
    return f"/adgangskode/{token}"


async def send_link(desk: Desk, *, account: Account, kind: Letter = "new_password") -> None:
    """The link by mail; that it was sent is in the log, and the link is not. Raises Conflict for a closed account."""
    require_permission(desk.actor, "users:write")
    if not account.active:
        raise Conflict(
            Text(
                f"{account.name} kan ikke logge ind. Åbn brugeren igen først.",
                f"{account.name} cannot log in. Reopen the user first.",
            ),
            field="user",
            subject=str(account.id),
        )
    write_to(desk, account=account, kind=kind, path=await make_link(desk, account=account))
    desk.histories.record("account", account.id, "link sent", before=account, after=account, even_if_same=True)


def write_to(desk: Desk, *, account: Account, kind: Letter, path: str) -> None:
    """A letter to somebody about their own account, that leads to a page of ours."""
    note_id, token = new_id(), reply_token(account.id, desk.secret)
    recipient = Recipient(account.email, account.name, account.tongue, "requester")
    letter = Digest(path=path)
    body = compose_digest(kind, letter, recipient, desk.identity, token=token, note_id=note_id, now=desk.now)
    message_id = f"<note.{note_id}@{desk.identity.domain}>"
    desk.outbox.post(note_id, account.id, message_id=message_id, to=account.email, body=body, now=desk.now)


async def link_holder(desk: Desk, *, token: str) -> Account:
    """Whose password the link chooses; NotFound alike for one that was used, is over, or never was."""
    found, account_id = await kept.find_link(desk.connection, fingerprint(token), kind=KIND, now=desk.now)
    account = await desk.accounts.by_id(account_id) if found and account_id is not None else None
    if account is None or not account.active:
        raise NotFound(
            Text(
                "Linket er brugt eller for gammelt. Bed administratoren om et nyt.",
                "The link was used or is too old. Ask the administrator for a new one.",
            )
        )
    return account


async def choose_password(desk: Desk, *, token: str, password: str) -> Account:
    """The link is used up, every old browser logged out. Raises Invalid for a password that is too short."""
    account = await link_holder(desk, token=token)
    password_hash = await to_thread(hash_password, checked_password(password))
    await kept.use_link(desk.connection, fingerprint(token))
    await desk.accounts.set_password(account, password_hash)
    await kept.end_sessions(desk.connection, account.id)
    return account


def checked_password(password: str) -> str:
    if not SHORTEST <= len(password) <= LONGEST:
        raise Invalid(
            Text(
                f"Vælg mindst {SHORTEST} tegn. Tre tilfældige ord er lettere at huske end et kort kodeord.",
                f"Choose at least {SHORTEST} characters. Three random words are easier to remember than a short code.",
            ),
            field="password",
        )
    return password
