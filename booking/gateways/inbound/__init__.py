"""Reads mail that came in: raw bytes to a frozen value, whatever the bytes are."""

from booking.gateways.inbound.reading import MOST_BYTES, MOST_PARTS, message_id_in, read_mail

__all__ = ["MOST_BYTES", "MOST_PARTS", "message_id_in", "read_mail"]
