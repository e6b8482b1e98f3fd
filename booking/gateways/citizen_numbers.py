"""CPR numbers at rest: AES-GCM under a key with an id, bound to the booking they belong to."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from booking.domain.errors import Conflict
from booking.domain.texts import Text

NONCE = 12


@dataclass(frozen=True, slots=True)
class Sealed:
    """The nonce and the ciphertext, and the id of the key that opens them."""

    key_id: str
    content: bytes


class Vault:
    """The first key seals, all of them open: an old one stays until everything is sealed anew."""

    def __init__(self, keys: Sequence[tuple[str, bytes]]) -> None:
        self._keys = {key_id: AESGCM(key) for key_id, key in keys}
        self.current = keys[0][0]

    def __repr__(self) -> str:
        return f"Vault({', '.join(self._keys)})"

    def seal(self, booking_id: UUID, cpr: str) -> Sealed:
        nonce = os.urandom(NONCE)
        bound = _bound(booking_id, self.current)
        return Sealed(self.current, nonce + self._keys[self.current].encrypt(nonce, cpr.encode(), bound))

    def open(self, booking_id: UUID, sealed: Sealed) -> str:
        """Conflict when the key is not among the settings, or what is stored was changed or moved."""
        key = self._keys.get(sealed.key_id)
        if key is None:
            raise Conflict(
                Text(
                    f"Nøglen {sealed.key_id} mangler i CPR_KEYS, så nummeret kan ikke læses.",
                    f"The key {sealed.key_id} is missing in CPR_KEYS, so the number cannot be read.",
                )
            )
        nonce, content = sealed.content[:NONCE], sealed.content[NONCE:]
        try:
            return key.decrypt(nonce, content, _bound(booking_id, sealed.key_id)).decode()
        except InvalidTag as error:
            raise Conflict(Text("Det gemte CPR-nummer er beskadiget.", "The stored CPR number is damaged.")) from error


def _bound(booking_id: UUID, key_id: str) -> bytes:
    return b"cpr\x1f" + key_id.encode() + b"\x1f" + booking_id.bytes
