"""The subscription to one's own calendar, as the pages show it."""

from urllib.parse import urlsplit

from booking.services.desk import Desk
from booking.services.feeds import subscription
from booking.services.subscribing import read_choice
from booking.web.views.feeds import SubscriptionBox, SubscriptionPage


async def subscription_box(desk: Desk) -> SubscriptionBox:
    """Raises Denied to whoever has nothing to subscribe to."""
    found = await subscription(desk)
    unit = desk.reference.units[found.subject.id].name if found.subject.kind == "unit" else ""
    choice, invited = await read_choice(desk)
    made_at, read_at = (found.feed.created_at, found.feed.last_read_at) if found.feed is not None else (None, None)
    return SubscriptionBox(unit, made_at, read_at, choice, invited)


async def subscription_page(desk: Desk, token: str = "") -> SubscriptionPage:
    """The page; with a token just made, the address in full and as a link that calendar programs take."""
    box = await subscription_box(desk)
    if not token:
        return SubscriptionPage(box)
    address = f"{desk.identity.public_url.rstrip('/')}/f/{token}/tolk.ics"
    return SubscriptionPage(box, address, urlsplit(address)._replace(scheme="webcal").geturl())
