"""Keys as the environment names them."""

import base64


def named_keys(text: str) -> tuple[tuple[str, bytes], ...]:
    """ "2026:<base64>,2025:<base64>" -> ids with 256 bits each, all different."""
    pairs = [part.strip().partition(":") for part in text.split(",") if part.strip()]
    keys = tuple((name, base64.b64decode(key, validate=True)) for name, _, key in pairs)
    if any(len(key) != 32 or not name.isalnum() for name, key in keys) or len(dict(keys)) < len(keys):
        raise ValueError(text)
    return keys
