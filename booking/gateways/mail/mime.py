"""Puts a letter's parts into the finished bytes of a MIME message (RFC 2045–2047, 6047), 7-bit clean."""

import base64
import binascii
from collections.abc import Mapping
from datetime import datetime
from email.utils import format_datetime
from uuid import uuid4

from booking.gateways.addresses import Mailbox
from booking.gateways.guards import check_headers, guarded, guarded_address

CRLF = b"\r\n"
HEADERS = ("From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "X-Auto-Response-Suppress", "Content-Type")


def message(*, sender: Mailbox, to: Mailbox, subject: str, date: datetime, message_id: str, content: bytes) -> bytes:
    """A whole message around a part made here; Invalid when a name, an address or the subject is hostile.

    No Auto-Submitted and no Precedence: receivers would not offer the answer buttons. Bounces are wanted, so that
    X-Auto-Response-Suppress does not name them.
    """
    headers = {
        "From": _mailbox(sender, field="sender"),
        "To": _mailbox(to, field="name"),
        "Subject": _words(guarded(subject, field="subject")),
        "Date": format_datetime(date),
        "Message-ID": guarded(message_id, field="message_id"),
        "MIME-Version": "1.0",
        "X-Auto-Response-Suppress": "OOF, AutoReply",
    }
    return check_headers(_head(headers) + content, names=HEADERS)


def text_part(text: str, *, subtype: str) -> bytes:
    """A text/plain or text/html part in quoted-printable."""
    body = binascii.b2a_qp(text.encode("utf-8"), istext=True).replace(b"\n", CRLF)
    return _head(_coded(f"text/{subtype}; charset=utf-8", "quoted-printable")) + CRLF + body


def base64_part(body: bytes, *, content_type: str, disposition: str | None = None) -> bytes:
    """A part that no relay has a reason to touch."""
    headers = _coded(content_type, "base64") | ({"Content-Disposition": disposition} if disposition else {})
    return _head(headers) + CRLF + base64.encodebytes(body).replace(b"\n", CRLF)


def multipart(subtype: str, *parts: bytes) -> bytes:
    """Parts in order, the richest last."""
    boundary = f"=_{uuid4().hex}"
    mark = b"--" + boundary.encode("ascii")
    head = _head({"Content-Type": f'multipart/{subtype};\r\n boundary="{boundary}"'})
    return head + CRLF + b"".join(mark + CRLF + part + CRLF for part in parts) + mark + b"--" + CRLF


def _coded(content_type: str, encoding: str) -> dict[str, str]:
    return {"Content-Type": content_type, "Content-Transfer-Encoding": encoding}


def _head(headers: Mapping[str, str]) -> bytes:
    return "".join(f"{name}: {value}\r\n" for name, value in headers.items()).encode("ascii")


def _mailbox(mailbox: Mailbox, *, field: str) -> str:
    address, name = guarded_address(mailbox.address), guarded(mailbox.name, field=field)
    if not name:
        return address
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    shown = f'"{quoted}"' if name.isascii() and len(name) < 60 else _words(name)
    return f"{shown} <{address}>" if len(shown) + len(address) < 70 else f"{shown}\r\n <{address}>"


def _words(text: str) -> str:
    """Text as it is, or as encoded words of whole characters, each short enough for a line of its own (RFC 2047)."""
    if text.isascii() and len(text) < 66:
        return text
    chunks, chunk = [], b""
    for character in text:
        piece = character.encode("utf-8")
        if len(chunk) + len(piece) > 39:
            chunks.append(chunk)
            chunk = b""
        chunk += piece
    return "\r\n ".join(f"=?utf-8?b?{base64.b64encode(part).decode('ascii')}?=" for part in [*chunks, chunk])
