"""The claim's statement as a document to read, at any time; the pack of evidence has the same one."""

import asyncio

from booking.domain.permissions import require_permission
from booking.gateways.pdf import pdf
from booking.services.claims.evidence.statement import statement
from booking.services.desk import Desk


async def statement_document(desk: Desk, *, number: str) -> bytes:
    """PDF/UA, as the claim stands now; raises NotFound."""
    require_permission(desk.actor, "claims:read")
    claim = await desk.claims.find(number)
    return await asyncio.to_thread(pdf, "opgoerelse", await statement(desk, claim), at=desk.now)
