"""Who writes, where answers and bounces come back to, and which page a letter points at."""

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass
from uuid import UUID

from booking.domain.invitations import Role
from booking.domain.texts import Tongue

REPLY_TO = re.compile(r"svar\+(?P<token>[a-z2-7]{26})@", re.IGNORECASE)
VERP = re.compile(r"bounce\+(?P<id>[0-9a-f]{32})\.(?P<seal>[a-z2-7]{16})@", re.IGNORECASE)

OURS = ("svar+", "bounce+")


def answer_part(address: str) -> str:
    """What stands before the @ of an address to which answers or bounces come, in lower case; empty for any other."""
    part = address.partition("@")[0].lower()
    return part if part.startswith(OURS) else ""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A name to show and an address to reach."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Recipient:
    """The one reader of a letter."""

    address: str
    name: str
    tongue: Tongue
    role: Role


@dataclass(frozen=True, slots=True)
class MailIdentity:
    """The office as a sender; `attach_ics=False` for recipients whose gateway blocks .ics files.

    `authserv` is the mail server whose Authentication-Results on mail that comes in are believed.
    """

    domain: str
    municipality: str
    public_url: str
    attach_ics: bool = True
    authserv: str = ""

    def organizer(self, token: str) -> Mailbox:
        """One stable address per person, so that it can be kept as a contact and answers find their stream."""
        return Mailbox(", ".join(filter(None, ("Tolkebooking", self.municipality))), f"svar+{token}@{self.domain}")

    def at(self, path: str) -> str:
        """A page of ours by its path."""
        return self.public_url.rstrip("/") + path

    def page(self, number: str, role: Role) -> str:
        """Where the reader acts; opening it changes nothing."""
        path = f"/tolk#{number}" if role == "interpreter" else f"/bestillinger/{number}"
        return self.at(path)


def reply_token(person_id: UUID, secret: bytes) -> str:
    """128 bits that nobody can guess and that stay the same for a person, in letters that survive lower-casing."""
    return _seal(b"svar:" + person_id.bytes, secret, size=16)


def token_in(address: str) -> str:
    """The reply token that an address carries, in lower case; empty when it carries none."""
    found = REPLY_TO.match(address)
    return found["token"].lower() if found is not None else ""


def verp_address(outbox_id: UUID, secret: bytes, *, domain: str) -> str:
    """The envelope sender of one outbox row; a bounce to it names the row and proves that we sent it."""
    return f"bounce+{outbox_id.hex}.{_seal(b'bounce:' + outbox_id.bytes, secret, size=10)}@{domain}"


def bounced_outbox_id(address: str, secret: bytes) -> UUID | None:
    """The outbox row that a bounce address speaks of; None when the seal is not ours."""
    found = VERP.match(address)
    if found is None:
        return None
    outbox_id = UUID(hex=found["id"])
    seal = _seal(b"bounce:" + outbox_id.bytes, secret, size=10)
    return outbox_id if hmac.compare_digest(seal, found["seal"].lower()) else None


def _seal(content: bytes, secret: bytes, *, size: int) -> str:
    digest = hmac.digest(secret, content, hashlib.sha256)[:size]
    return base64.b32encode(digest).decode("ascii").lower().rstrip("=")
