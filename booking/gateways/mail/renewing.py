"""A letter once more: the same words under a new Message-ID and date."""

import re
from datetime import datetime
from email.utils import format_datetime


def renewed(mail: bytes, *, message_id: str, date: datetime) -> bytes:
    """One of our own finished mails with both headers replaced; every other byte stays."""
    head, mark, rest = mail.partition(b"\r\n\r\n")
    for name, value in ((b"Message-ID", message_id), (b"Date", format_datetime(date))):
        whole = re.compile(rb"^" + name + rb":[^\r\n]*(?:\r\n[ \t][^\r\n]*)*", re.MULTILINE)
        found = whole.search(head)
        assert found is not None
        head = head[: found.start()] + name + b": " + value.encode("ascii") + head[found.end() :]
    return head + mark + rest
