"""What every feeder needs: somebody who takes a mail and has it in the database when they return."""

from typing import Protocol

MOST_BYTES = 1024 * 1024


class Take(Protocol):
    """Returns when the mail is committed; whatever is raised instead means that it must be offered again."""

    async def __call__(self, raw: bytes, *, envelope_from: str, envelope_to: str) -> None: ...


def printable(address: str) -> str:
    """An address as a database can keep it, whatever bytes came over the wire."""
    return "".join(sign if sign.isprintable() else "?" for sign in address)
