"""Where feeders get their mail: a mailbox and who opens it, places to listen on."""

from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import unquote, urlsplit

PORTS = {"imaps": 993, "imap": 143}
KINDS: dict[str, Literal["lmtp", "smtp"]] = {"lmtp": "lmtp", "smtp": "smtp"}


@dataclass(frozen=True, slots=True)
class Account:
    """Where the mailbox is and who opens it; without `encrypted` the password crosses the network in the clear."""

    host: str
    port: int
    encrypted: bool
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"

    @property
    def name(self) -> str:
        """What its progress is remembered under."""
        return f"{self.user}@{self.host}:{self.port}/{self.folder}"


def account_in(url: str) -> Account:
    """ "imaps://user:password@host/INBOX" (each part percent-encoded) as an account; ValueError for anything else."""
    parts = urlsplit(url)
    folder = unquote(parts.path.strip("/")) or "INBOX"
    if parts.scheme not in PORTS or not parts.hostname or not parts.username or not parts.password or parts.query:
        raise ValueError(url)
    user, password = unquote(parts.username), unquote(parts.password)
    if not (user + password + folder).isprintable():
        raise ValueError(url)
    port = parts.port or PORTS[parts.scheme]
    return Account(parts.hostname, port, parts.scheme == "imaps", user, password, folder)


@dataclass(frozen=True, slots=True)
class Site:
    """Where one listens, and in which of the two protocols."""

    kind: Literal["lmtp", "smtp"]
    host: str
    port: int


def sites_in(text: str) -> tuple[Site, ...]:
    """ "lmtp://127.0.0.1:2424,smtp://[::]:2526" as sites; ValueError for anything else."""
    return tuple(_site(one.strip()) for one in text.split(",") if one.strip())


def _site(text: str) -> Site:
    parts = urlsplit(text)
    if parts.scheme not in KINDS or not parts.hostname or not parts.port or parts.path or parts.query:
        raise ValueError(text)
    return Site(KINDS[parts.scheme], parts.hostname, parts.port)
