"""The headers of a mail that came in, each read so that no content of it can do harm."""

import re
from email.header import decode_header, make_header
from email.message import Message as Parsed
from email.utils import parseaddr

from booking.domain.inbound import Head
from booking.gateways.guards import cleaned

LONGEST_LINE = 500
# Parsers of addresses and encoded words take a time that grows faster than what they are given.
LONGEST_HEADER = 2000
_AUTOMATIC = frozenset({"auto_reply", "auto-reply", "bulk", "junk", "list"})
_DMARC = re.compile(r"\bdmarc\s*=\s*fail\b", re.IGNORECASE)


def head_of(mail: Parsed, *, trusted: str = "") -> Head:
    """`trusted` is the authserv-id (RFC 8601) whose Authentication-Results are believed; empty believes none."""
    return Head(
        sender=address_in(_header(mail, "From")),
        message_id=cleaned(_header(mail, "Message-ID"))[:LONGEST_LINE],
        subject=decoded(_header(mail, "Subject"))[:LONGEST_LINE],
        automatic=_is_automatic(mail),
        disowned=_is_disowned(mail, trusted),
    )


def address_in(text: str) -> str:
    """The address in a header or a calendar's value, in lower case."""
    return cleaned(parseaddr(cleaned(text))[1]).lower()[:LONGEST_LINE]


def decoded(text: str) -> str:
    """Encoded words written out, on one line; what cannot be decoded stays as it is."""
    try:
        return cleaned(str(make_header(decode_header(text))))
    except (ValueError, LookupError, UnicodeError):
        return cleaned(text)


def _header(mail: Parsed, name: str) -> str:
    found = mail.get(name)
    return str(found)[:LONGEST_HEADER] if found is not None else ""


def _is_automatic(mail: Parsed) -> bool:
    submitted = _header(mail, "Auto-Submitted").strip().lower()
    if submitted not in ("", "no") or mail.get("X-Autoreply") is not None:
        return True
    return _header(mail, "Precedence").strip().lower() in _AUTOMATIC


def _is_disowned(mail: Parsed, trusted: str) -> bool:
    found = (
        [cleaned(str(value)[:LONGEST_HEADER]) for value in mail.get_all("Authentication-Results") or []]
        if trusted
        else []
    )
    ours = (value for value in found if value.partition(";")[0].split(" ")[0].strip().lower() == trusted.lower())
    return any(_DMARC.search(value) for value in ours)
