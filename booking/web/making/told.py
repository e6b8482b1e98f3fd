"""What was told of a booking beside the calendar, made for its page."""

from booking.domain.messages import TOPICS, WAYS, Way
from booking.services.desk import Desk
from booking.services.told import Told, may_read, told_of
from booking.web.views.told import ToldRow

TAGS = {"dead": "bad", "pending": "info"}


async def told_rows(desk: Desk, number: str) -> tuple[ToldRow, ...]:
    """Nothing for those whose business it is not."""
    return tuple(_row(one) for one in await told_of(desk, number=number)) if may_read(desk) else ()


def _row(one: Told) -> ToldRow:
    return ToldRow(
        at=one.at,
        what=TOPICS[one.topic].name,
        to=one.to,
        by=WAYS[one.way],
        state=one.said,
        tag=TAGS.get(one.state, ""),
        reason=one.reason,
        texted=one.way is Way.SMS,
    )
