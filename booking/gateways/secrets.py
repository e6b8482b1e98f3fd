"""Passwords, tokens and seals: what is kept of a secret is never the secret."""

import hashlib
import hmac
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# argon2id by RFC 9106's second recommendation: 64 MiB, three passes.
_HASHER = PasswordHasher(time_cost=3, memory_cost=65536, parallelism=4)
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$c3Byb2d0b2xrLWRlY295$6/2A2sClm5rp5yF0ZmlGiPn6QRZpZ0Vv5Jg8pO4n8mQ"


def hash_password(password: str) -> str:
    return _HASHER.hash(password)


def password_fits(password: str, password_hash: str | None) -> bool:
    """Takes as long for an account that does not exist (None) as for one that does."""
    try:
        _HASHER.verify(password_hash or _NOBODY, password)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


def new_token(prefix: str) -> str:
    """A secret of 256 bits with a prefix that says what it opens."""
    return f"{prefix}_{secrets.token_urlsafe(32)}"


def fingerprint(token: str) -> bytes:
    """What is stored of a token: SHA-256 is enough for 256 random bits."""
    return hashlib.sha256(token.encode()).digest()


def seal(secret: bytes, *parts: str) -> str:
    """A signature over the parts that only this installation can make."""
    return hmac.digest(secret, "\x1f".join(parts).encode(), "sha256").hex()


def seal_fits(secret: bytes, given: str, *parts: str) -> bool:
    return hmac.compare_digest(seal(secret, *parts).encode(), given.encode())
