"""The page where one subscribes to one's own calendar."""

from litestar import Response, get, post

from booking.services.feeds import end_feed
from booking.services.subscribing import choose, make_address
from booking.web.guards import Asked
from booking.web.making.feeds import subscription_page
from booking.web.visits import visiting

HERE = "/kalender"
PAGE = "kalender/side.html"


@get(HERE)
async def subscribe(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show(PAGE, await subscription_page(visit.desk), place="kalender")


@post(HERE, status_code=200)
async def make(request: Asked) -> Response[str]:
    """Answers with the page instead of leading to one: the address is kept nowhere from which it could be shown."""
    async with visiting(request) as visit:
        token = await make_address(visit.desk)
        return await visit.show(PAGE, await subscription_page(visit.desk, token), place="kalender", path=HERE)


@post(f"{HERE}/valg", status_code=200)
async def choose_calendar(request: Asked) -> Response[str]:
    """Answers with the page where the choice made an address, which is shown this once."""
    async with visiting(request) as visit:
        token = await choose(visit.desk, choice=visit.fields.get("choice", ""))
        if not token:
            return visit.moved(HERE, told="calendar_chosen")
        return await visit.show(PAGE, await subscription_page(visit.desk, token), place="kalender", path=HERE)


@post(f"{HERE}/stop")
async def end(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        await end_feed(visit.desk)
        return visit.moved(HERE, told="feed_ended")
