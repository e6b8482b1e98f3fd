"""Programs' tokens over the API: made, listed and revoked; the secret is in one answer alone."""

from typing import Any

import msgspec
from litestar import Controller, Response, delete, get, post
from litestar.params import FromPath, JSONBody

from booking.api.desks import Answer, Asked, desk_for, once
from booking.domain.permissions import require_permission
from booking.gateways.secrets import fingerprint
from booking.persistence.administration import Token
from booking.services import administration
from booking.services.desk import Desk
from schemas import administration as io


class TokensController(Controller):
    path = "/tokens"
    tags = ["Administration"]

    @get(summary="The tokens of programs")
    async def list_tokens(self, request: Asked) -> io.TokensOut:
        """The newest first, at most 500, those that were revoked too; never a secret."""
        async with desk_for(request) as desk:
            return io.TokensOut([io.TokenOut(**_shown(desk, one)) for one in await administration.list_tokens(desk)])

    @post(summary="Make a token")
    async def make_token(self, request: Asked, data: JSONBody[io.NewToken]) -> Response[io.TokenMade]:
        """`secret` goes into `Authorization: Bearer …`. Keep it now: only a fingerprint of it is stored.

        A request that is sent again with its Idempotency-Key makes no second token, and its answer has no secret.
        Where the first answer was lost, revoke the token and make another.
        """
        async with desk_for(request) as desk:
            require_permission(desk.actor, "tokens:write")

            async def make() -> Answer:
                roles = frozenset(data.roles)
                email = data.email.strip()
                secret = await administration.make_key(desk, email=email, name=data.name, roles=roles, days=data.days)
                said = await _made(desk, secret)
                return Answer(said, kept=msgspec.structs.replace(said, secret=""))

            return await once(request, desk, io.TokenMade, make)

    @delete("/{key:str}", summary="Revoke a token")
    async def revoke(self, request: Asked, key: FromPath[str]) -> None:
        """By its `id`; it opens nothing a few seconds later, anywhere."""
        async with desk_for(request) as desk:
            await administration.revoke(desk, key=key)


async def _made(desk: Desk, secret: str) -> io.TokenMade:
    key = fingerprint(secret)
    kept = next(one for one in await administration.list_tokens(desk) if one.key == key)
    return io.TokenMade(**_shown(desk, kept), secret=secret)


def _shown(desk: Desk, one: Token) -> dict[str, Any]:
    expired = one.expires_at is not None and one.expires_at <= desk.now
    lent = one.account.roles if one.roles is None else one.account.roles & one.roles
    return {
        "id": one.key.hex(),
        "name": one.name,
        "user": one.account.id,
        "email": one.account.email,
        "roles": sorted(lent),
        "created_at": one.created_at,
        "expires_at": one.expires_at,
        "last_used_at": one.last_used_at,
        "revoked_at": one.revoked_at,
        "working": one.account.active and not expired and one.revoked_at is None,
    }
