"""What the one who answered is told, at their registered address, whoever wrote the mail."""

from booking.domain.bookings import Booking
from booking.domain.texts import Text
from booking.gateways.mail import NoticeKind, Recipient
from booking.persistence.streams import Addressed
from booking.services.desk import Desk
from booking.services.notifications import tell_person

ANSWERS: dict[str, Text] = {
    "ACCEPTED": Text("Ja", "Yes"),
    "DECLINED": Text("Nej", "No"),
    "TENTATIVE": Text("Måske", "Perhaps"),
}


async def tell(
    desk: Desk,
    kind: NoticeKind,
    booking: Booking,
    addressed: Addressed,
    *,
    answer: str = "",
    because: Text | None = None,
    path: str = "",
) -> None:
    """One notice to the person of a stream, at the address that is theirs now."""
    recipient = await _recipient(desk, addressed)
    said, person_id = ANSWERS.get(answer), addressed.person_id
    await tell_person(desk, kind, booking, recipient, person_id=person_id, answer=said, because=because, path=path)


async def _recipient(desk: Desk, addressed: Addressed) -> Recipient:
    stream = addressed.stream
    role, tongue = stream.recipient_role, stream.tongue
    if role == "interpreter":
        one = await desk.interpreters.get(addressed.person_id)
        return Recipient(one.email, one.name, tongue, role)
    account = await desk.accounts.by_id(addressed.person_id)
    if account is None:
        return Recipient(stream.address, stream.name, tongue, role)
    return Recipient(account.email, account.name, account.tongue, role)
