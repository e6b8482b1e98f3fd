"""Whom a reply address names, and as whom an answer by mail is carried out."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from booking.domain.accounts import Actor, Role
from booking.gateways.addresses import token_in
from booking.gateways.mail import reply_token
from booking.persistence.bounces import Sent
from booking.services.accounts import actor_of
from booking.services.desk import Desk


async def person_named(desk: Desk, address: str) -> UUID | None:
    """The interpreter or account whose reply address this is.

    Tokens are derived, and kept as hashes so that one look finds whose they are; whoever is new since the last unknown
    token is written down when the next one comes.
    """
    token = token_in(address)
    if not token:
        return None
    wanted = _hash(token)
    found = await desk.inbound.person_of(wanted)
    if found is not None:
        return found
    secret_id = hashlib.sha256(b"reply:" + desk.secret).digest()[:8]
    new = await desk.inbound.without_address(secret_id)
    await desk.inbound.add_addresses({one: _hash(reply_token(one, desk.secret)) for one in new}, secret_id)
    # Also when nobody was new: somebody else may have written everybody down between the two looks.
    return await desk.inbound.person_of(wanted)


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode("ascii")).digest()


async def person_written_to(desk: Desk, sent: Sent) -> UUID | None:
    """To whom a mail of ours went: programs answer to the address that bounces come back to."""
    addressed = await desk.streams.get(sent.stream_id) if sent.stream_id is not None else None
    return addressed.person_id if addressed is not None else await desk.bounces.person_at(sent.envelope_to)


async def interpreter_actor(desk: Desk, interpreter_id: UUID) -> Actor:
    """The interpreter as the one who acts, by mail; somebody without an account is themselves all the same."""
    account = await desk.accounts.by_interpreter(interpreter_id)
    if account is not None:
        return actor_of(account, desk.reference.units, via="mail")
    name = (await desk.interpreters.get(interpreter_id)).name
    return Actor(None, name, frozenset({Role.INTERPRETER}), interpreter_id=interpreter_id, via="mail")


@contextmanager
def acting(desk: Desk, actor: Actor) -> Iterator[None]:
    """What is done inside is done, and written down, as by this actor."""
    before, desk.actor = desk.actor, actor
    try:
        yield
    finally:
        desk.actor = before
