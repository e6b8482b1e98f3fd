"""Users over the API: who can log in and as what, their password links and their browsers."""

from typing import Annotated, Any
from uuid import UUID

from litestar import Controller, Response, get, patch, post
from litestar.params import FromPath, JSONBody, QueryParameter

from booking.api.changing import IfMatch, given, stamp_in
from booking.api.desks import Answer, Asked, desk_for, once
from booking.domain.accounts import Account
from booking.domain.permissions import require_permission
from booking.services import administration
from booking.services.administration import UserDetails
from booking.services.desk import Desk
from booking.services.stamps import stamp_of
from schemas import administration as io
from schemas.orders import ONE_LINE

Part = Annotated[str, QueryParameter(max_length=200, pattern=ONE_LINE, description="Part of the name or the address")]


class UsersController(Controller):
    path = "/users"
    tags = ["Administration"]

    @get(summary="Who can log in")
    async def list_users(self, request: Asked, q: Part = "") -> io.UsersOut:
        """By name, those who are closed last; at most 500."""
        async with desk_for(request) as desk:
            return io.UsersOut([_user(desk, one) for one in await administration.list_users(desk, q=q)])

    @post(summary="Add a user")
    async def add(self, request: Asked, data: JSONBody[io.NewUser]) -> Response[io.UserDetailsOut]:
        """The user is sent a link by mail and chooses a password with it, within three days."""
        async with desk_for(request) as desk:
            require_permission(desk.actor, "users:write")

            async def make() -> Answer:
                roles = frozenset(data.roles)
                name = " ".join(data.name.split())
                made = await administration.invite_user(desk, email=data.email, name=name, roles=roles, unit=data.unit)
                return _answer(desk, UserDetails(made), status=201)

            return await once(request, desk, io.UserDetailsOut, make)

    @get("/{account_id:uuid}", summary="A user, and where they are logged in")
    async def read(self, request: Asked, account_id: FromPath[UUID]) -> Response[io.UserDetailsOut]:
        async with desk_for(request) as desk:
            return _said(desk, await administration.read_user(desk, account_id=account_id))

    @patch("/{account_id:uuid}", summary="Change a user's name, address, roles or unit")
    async def change(
        self,
        request: Asked,
        account_id: FromPath[UUID],
        data: JSONBody[io.UserChanges],
        if_match: IfMatch = None,
    ) -> Response[io.UserDetailsOut]:
        """With other roles the user is logged out everywhere. With If-Match nothing changed meanwhile is overwritten.

        The last administrator keeps the role (409): give it to somebody else first.
        """
        async with desk_for(request) as desk:
            require_permission(desk.actor, "users:write")
            found = await administration.change_user(
                desk, account_id=account_id, changes=_changes(desk, data), stamp=stamp_in(if_match)
            )
            return _said(desk, found)

    @post("/{account_id:uuid}/close", summary="Close a user", status_code=200)
    async def close(self, request: Asked, account_id: FromPath[UUID]) -> Response[io.UserDetailsOut]:
        """Logged out at once, with password and tokens of no use; what they did stays in the log.

        The last administrator is not closed (409).
        """
        return await _turned(request, account_id, active=False)

    @post("/{account_id:uuid}/reopen", summary="Let a closed user log in again", status_code=200)
    async def reopen(self, request: Asked, account_id: FromPath[UUID]) -> Response[io.UserDetailsOut]:
        """The password is what it was, and so are tokens that have neither expired nor been revoked."""
        return await _turned(request, account_id, active=True)

    @post("/{account_id:uuid}/password-link", summary="Send a link to choose a password", status_code=200)
    async def send_link(self, request: Asked, account_id: FromPath[UUID]) -> Response[io.UserDetailsOut]:
        """By mail to the user alone; it works once and for three days, and older links end.

        The old password works until a new one is chosen.
        """
        async with desk_for(request) as desk:
            require_permission(desk.actor, "users:write")

            async def make() -> Answer:
                found = await administration.read_user(desk, account_id=account_id)
                await administration.send_link(desk, account=found.account)
                return _answer(desk, found)

            return await once(request, desk, io.UserDetailsOut, make)

    @post("/{account_id:uuid}/sessions/end", summary="Log a user out everywhere", status_code=200)
    async def end_sessions(self, request: Asked, account_id: FromPath[UUID]) -> Response[io.EndedOut]:
        """In every browser; tokens go on working until they are revoked."""
        async with desk_for(request) as desk:
            require_permission(desk.actor, "users:write")

            async def make() -> Answer:
                ended = await administration.end_all_sessions(desk, account_id=account_id)
                return Answer(io.EndedOut(ended=ended), 200)

            return await once(request, desk, io.EndedOut, make)


async def _turned(request: Asked, account_id: UUID, *, active: bool) -> Response[io.UserDetailsOut]:
    async with desk_for(request) as desk:
        require_permission(desk.actor, "users:write")

        async def make() -> Answer:
            changes = {"active": active}
            return _answer(desk, await administration.change_user(desk, account_id=account_id, changes=changes))

        return await once(request, desk, io.UserDetailsOut, make)


def _changes(desk: Desk, data: io.UserChanges) -> dict[str, Any]:
    """As the service takes them; Invalid for a unit that nobody knows."""
    changes = given(data)
    if "roles" in changes:
        changes["roles"] = frozenset(changes["roles"])
    if "unit" in changes:
        code = changes.pop("unit")
        changes["unit_id"] = desk.reference.unit(code).id if code else None
    return changes


def _user(desk: Desk, account: Account) -> io.UserOut:
    return io.UserOut(**_shown(desk, account))


def _details(desk: Desk, found: UserDetails) -> io.UserDetailsOut:
    sessions = [io.SessionOut(since=one.created_at, until=one.expires_at) for one in found.sessions]
    return io.UserDetailsOut(**_shown(desk, found.account), sessions=sessions)


def _shown(desk: Desk, account: Account) -> dict[str, Any]:
    unit = desk.reference.units.get(account.unit_id) if account.unit_id is not None else None
    return {
        "id": account.id,
        "name": account.name,
        "email": account.email,
        "roles": sorted(account.roles),
        "unit": unit.code if unit is not None else None,
        "interpreter": account.interpreter_id,
        "active": account.active,
    }


def _answer(desk: Desk, found: UserDetails, *, status: int = 200) -> Answer:
    return Answer(_details(desk, found), status, _etag(found.account))


def _said(desk: Desk, found: UserDetails) -> Response[io.UserDetailsOut]:
    return Response(_details(desk, found), headers={"ETag": _etag(found.account)})


def _etag(account: Account) -> str:
    return f'"{stamp_of(administration.face_of(account))}"'
