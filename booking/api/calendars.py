"""How one has one's jobs in one's own calendar, and at which address an interpreter is invited."""

from uuid import UUID

from litestar import Controller, get, put
from litestar.params import FromPath, JSONBody

from booking.api.desks import Asked, desk_for
from booking.api.interpreters import interpreter_out
from booking.services.desk import Desk
from booking.services.feeds import subscription
from booking.services.subscribing import change_address, choose, read_choice
from schemas import calendars as io
from schemas.others import InterpreterOut


async def _out(desk: Desk, token: str = "") -> io.CalendarOut:
    choice, invited = await read_choice(desk)
    address = f"{desk.identity.public_url.rstrip('/')}/f/{token}/tolk.ics" if token else ""
    subscribed = (await subscription(desk)).feed is not None
    return io.CalendarOut(choice=choice, invited=invited, subscribed=subscribed, address=address)


class CalendarController(Controller):
    path = "/calendar"
    tags = ["Calendars"]

    @get(summary="Invitations, a feed or both")
    async def read(self, request: Asked) -> io.CalendarOut:
        async with desk_for(request) as desk:
            return await _out(desk)

    @put(summary="Choose invitations, a feed or both")
    async def choose(self, request: Asked, data: JSONBody[io.CalendarChoiceIn]) -> io.CalendarOut:
        """A feed takes the invitations out of the calendar; invitations stop the feed and are sent for jobs ahead."""
        async with desk_for(request) as desk:
            return await _out(desk, await choose(desk, choice=data.choice))


class AddressController(Controller):
    path = "/interpreters"
    tags = ["Interpreters"]

    @put("/{interpreter_id:uuid}/email", summary="Change an interpreter's mail address")
    async def change(
        self, request: Asked, interpreter_id: FromPath[UUID], data: JSONBody[io.AddressIn]
    ) -> InterpreterOut:
        """Each job ahead is taken out of the old calendar and comes to the new one as an invitation of its own."""
        async with desk_for(request) as desk:
            return interpreter_out(await change_address(desk, interpreter_id=interpreter_id, email=data.email))
