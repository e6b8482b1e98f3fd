"""Who has read which CPR number."""

from booking.domain.texts import Text
from booking.services import citizens
from booking.services.desk import Desk
from booking.web.views.vouchers import CprReadRow, CprReadsPage

PURPOSES: dict[str, Text] = {
    "shown": Text("Vist på bestillingens side", "Shown on the booking's page"),
    "claim": Text("Refusionskrav", "Refund claim"),
    "evidence": Text("Bilagspakke", "Evidence pack"),
}


async def reads_page(desk: Desk) -> CprReadsPage:
    rows = [
        CprReadRow(one.number, one.read_at, one.read_by, PURPOSES.get(one.purpose, one.purpose))
        for one in await citizens.reads(desk)
    ]
    return CprReadsPage(tuple(rows), citizens.is_on(desk))
