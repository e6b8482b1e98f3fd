"""What `sprogtolk doctor` finds out about the gateway for text messages, without sending one."""

import socket
from urllib.parse import urlsplit

from booking.settings import Settings

NETWORK_SECONDS = 5.0


def sms(settings: Settings) -> str:
    """What is right, in a few words; raises Ailment where nobody listens."""
    from booking.cli.doctor import Ailment  # the doctor asks here

    if not settings.sms_url:
        return "no gateway; everything goes by mail"
    parts = urlsplit(settings.sms_url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        with socket.create_connection((parts.hostname, port), timeout=NETWORK_SECONDS):
            return f"{parts.hostname} answers"
    except OSError as error:
        raise Ailment(f"{parts.hostname} cannot be reached: {error}", remedy="Correct SMS_URL, or unset it.") from None
