"""The one door for mail that comes in: kept once, promised to be judged; whoever brings it acknowledges after that."""

from dataclasses import dataclass
from uuid import UUID

from booking.gateways.essence import essence
from booking.gateways.guards import cleaned
from booking.gateways.inbound import MOST_BYTES, message_id_in
from booking.persistence.ids import new_id
from booking.persistence.inbound import InboundMail
from booking.services.desk import Desk

# Of a mail that is too large enough is kept to see who sent what.
HEAD_BYTES = 65_536
LONGEST_ADDRESS = 320


@dataclass(frozen=True, slots=True)
class Ingested:
    """The mail's row; `new` unless the same bytes had come before, by this feeder or another."""

    id: UUID
    new: bool


async def ingest(desk: Desk, raw: bytes, *, envelope_from: str, envelope_to: str, feeder: str) -> Ingested:
    """Keeps a mail and promises to judge it; never refuses one, whatever it holds.

    `raw` is the message byte for byte, the envelope's addresses as the feeder heard them (empty for a bounce's sender).
    Once the desk's transaction is committed the feeder may acknowledge; until then it must not.
    """
    sha256 = essence(raw, to=envelope_to)
    mail = InboundMail(
        id=new_id(),
        sha256=sha256,
        message_id=message_id_in(raw),
        envelope_from=cleaned(envelope_from)[:LONGEST_ADDRESS],
        envelope_to=cleaned(envelope_to)[:LONGEST_ADDRESS],
        received_at=desk.now,
        feeder=cleaned(feeder),
        size=len(raw),
        raw=raw if len(raw) <= MOST_BYTES else raw[:HEAD_BYTES],
    )
    kept = await desk.inbound.add(mail)
    if kept is None:
        return Ingested(await desk.inbound.id_of(sha256), new=False)
    await desk.outbox.promise("inbound", kept, now=desk.now)
    return Ingested(kept, new=True)
