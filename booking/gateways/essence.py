"""What of a mail is its writer's: the same by whichever way it came, so that two feeders bring one mail once."""

import hashlib
import re

from booking.gateways.addresses import answer_part

# Everything else in a head may be added, changed or moved by the servers on the way.
WRITTEN = (b"from", b"sender", b"to", b"cc", b"subject", b"date", b"message-id", b"mime-version", b"auto-submitted")
# From the start of a line, and with a bound: looked for anywhere, a long line without a colon takes minutes.
FIELD = re.compile(rb"^([!-9;-~]{1,76}):[^\n]*(?:\n[ \t][^\n]*)*\n?", re.MULTILINE)


def essence(raw: bytes, *, to: str) -> bytes:
    """SHA-256 over the fields that the writer wrote and the body, whatever the line ends; over all without a head.

    `to` is the envelope's recipient: an answer to two of our addresses is two.
    """
    digest = hashlib.sha256(answer_part(to).encode("utf-8", "replace") + b"\n")
    text = raw.replace(b"\r\n", b"\n")
    head, gap, body = text.partition(b"\n\n")
    fields = [found[0].rstrip(b"\n") for found in FIELD.finditer(head + b"\n") if _is_written(found[1].lower())]
    if not gap or not fields:
        digest.update(raw)
    else:
        digest.update(b"\n".join(sorted(fields)) + b"\n\n" + body.rstrip(b"\n"))
    return digest.digest()


def _is_written(name: bytes) -> bool:
    return name in WRITTEN or name.startswith(b"content-")
