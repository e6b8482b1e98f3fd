"""Posting: whoever settles, corrects or decides names the booking, and the ledger finds the difference itself."""

from uuid import UUID

from booking.services.desk import Desk


def post(desk: Desk, *booking_ids: UUID) -> None:
    """Posts what the settlement and the refund decision in force say beyond what is posted, with this transaction.

    A superseded settlement is thereby reversed by its difference; nothing changed posts nothing. Call it after every
    change of a settlement or a refund decision.
    """
    desk.ledger.post(booking_ids)
