"""Reads the folder in which the local mail sink keeps what it accepted."""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import lru_cache
from pathlib import Path

INDEX = "accepted.jsonl"


@dataclass(frozen=True, slots=True)
class KeptMail:
    """One mail as received: its words, and its calendar object where it has one."""

    file: str
    at: datetime
    to: str
    subject: str
    plain: str
    html: str
    calendar: str | None
    method: str | None
    uid: str | None
    sequence: int | None
    headers: tuple[tuple[str, str], ...] = ()


def kept_mails(folder: Path, *, containing: str | None = None, newest: int = 500) -> list[KeptMail]:
    """The newest mails, oldest of them first; `containing` narrows to subjects with that text."""
    index = folder / INDEX
    lines = index.read_text().splitlines() if index.exists() else []
    found: list[KeptMail] = []
    for line in reversed(lines):
        mail = kept_mail(folder, line)
        if mail is not None and (containing is None or containing in mail.subject):
            found.append(mail)
        if len(found) == newest:
            break
    return found[::-1]


def kept_mail_named(folder: Path, file: str) -> KeptMail | None:
    """None for anything that is not in the index: a name alone opens no file."""
    index = folder / INDEX
    lines = index.read_text().splitlines() if index.exists() else []
    found = (kept_mail(folder, line) for line in reversed(lines) if f'"{file}"' in line)
    return next((mail for mail in found if mail is not None and mail.file == file), None)


def kept_mail(folder: Path, line: str) -> KeptMail | None:
    """None for a line that a kill cut short, or a file that was tidied away."""
    try:
        known = json.loads(line)
        return _read(folder / known["file"], known["time"])
    except (ValueError, OSError):
        return None


@lru_cache(maxsize=500)
def _read(file: Path, time: str) -> KeptMail:
    """A mail is never changed once it is kept, so it is parsed once."""
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    calendar = _part(message, "text/calendar")
    return KeptMail(
        file=file.name,
        at=datetime.fromisoformat(time),
        to=str(message["To"]),
        subject=str(message["Subject"]),
        plain=_part(message, "text/plain") or "",
        html=_part(message, "text/html") or "",
        calendar=calendar,
        method=_property(calendar, "METHOD"),
        uid=_property(calendar, "UID"),
        sequence=int(_property(calendar, "SEQUENCE") or 0) if calendar else None,
        headers=tuple((name, str(value)) for name, value in message.items()),
    )


def _part(message: EmailMessage, content_type: str) -> str | None:
    part = next((part for part in message.walk() if part.get_content_type() == content_type), None)
    return str(part.get_content()) if part is not None else None


def _property(calendar: str | None, name: str) -> str | None:
    found = re.search(rf"^{name}:(.*?)\r?$", calendar or "", re.MULTILINE)
    return found[1].strip() if found else None
