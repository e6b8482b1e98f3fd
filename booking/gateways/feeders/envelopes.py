"""Whom a mail in a mailbox was for: what the servers on its way wrote down of the envelope."""

import re
from email.errors import MessageError
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import compat32
from email.utils import getaddresses

from booking.gateways.addresses import answer_part
from booking.gateways.feeders.taking import printable

# The first that names one of our own addresses wins: what stood in the envelope before what the writer wrote.
KEPT = ("X-Original-To", "Delivered-To", "Envelope-To", "X-Envelope-To", "X-Forwarded-To")
WRITTEN = ("To", "Cc")
MOST, LONGEST = 50, 8000
FOR = re.compile(r"\bfor\s+<([^<>\s]+)>")

_PARSER = BytesHeaderParser(policy=compat32)


def envelope_in(raw: bytes) -> tuple[str, str]:
    """(envelope sender, envelope recipient) by the headers; either may be empty."""
    try:
        headers = _PARSER.parsebytes(raw[:65_536])
    except (MessageError, ValueError):
        return "", ""
    sender = next(iter(_addresses(headers, "Return-Path")), "")
    found = [address for name in KEPT for address in _addresses(headers, name)]
    found += [printable(one) for line in headers.get_all("Received", []) for one in FOR.findall(str(line))]
    found += [address for name in WRITTEN for address in _addresses(headers, name)]
    return sender, next(filter(answer_part, found), found[0] if found else "")


def _addresses(headers: Message, name: str) -> list[str]:
    """None where somebody wrote them to break a parser: such a mail must not keep those behind it waiting."""
    values = [str(value)[:LONGEST] for value in headers.get_all(name, [])[:MOST]]
    try:
        return [printable(address) for _, address in getaddresses(values) if address]
    except (RecursionError, ValueError):
        return []
