"""Text messages as the local sink keeps them; only where the office runs its own sink."""

import asyncio

from litestar import Response, get

from booking.domain.messages import said_number, segments
from booking.gateways.kept_texts import kept_texts
from booking.web.guards import Asked, office_of
from booking.web.mails import HERE as MAILS
from booking.web.mails import sink_folder
from booking.web.views.preferences import TextList, TextRow
from booking.web.visits import visiting

MOST = 150
HERE = f"{MAILS}/sms"


@get(HERE)
async def text_list(request: Asked) -> Response[str]:
    """The newest first."""
    async with visiting(request) as visit:
        sink_folder(visit)
        folder = office_of(request).settings.sms_sink_dir
        found = await asyncio.to_thread(kept_texts, folder, newest=MOST)
        rows = [TextRow(one.at, said_number(one.to), one.text, segments(one.text), one.repeats) for one in found]
        return await visit.show("post/sms.html", TextList(tuple(reversed(rows))), place="post")
