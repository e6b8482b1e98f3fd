"""Packing: every file with its hash, every row of a sheet with its own, and the verifier beside them."""

import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from importlib.resources import files

VERIFIER = "verify.py"
MANIFEST = "manifest.json"
# As many hexadecimal digits of a row's hash as tell it from others; the file's own hash is whole.
ROW_DIGITS = 16


@dataclass(frozen=True, slots=True)
class PackFile:
    """A file of the pack; sheets (.csv) have their rows hashed one by one."""

    name: str
    content: bytes


def packed(contents: Iterable[PackFile], about: Mapping[str, object], *, at: datetime) -> tuple[bytes, str]:
    """The zip and the SHA-256 of its manifest (hexadecimal); the same files at the same time are the same bytes."""
    verifier = (files("booking") / "gateways" / "evidence" / VERIFIER).read_bytes()
    every = [*contents, PackFile(VERIFIER, verifier)]
    manifest = json.dumps(
        {**about, "files": {one.name: _described(one) for one in every}}, ensure_ascii=False, indent=1
    ).encode()
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as folder:
        for one in [*every, PackFile(MANIFEST, manifest)]:
            info = zipfile.ZipInfo(one.name, at.timetuple()[:6])
            # What typst writes is packed already.
            info.compress_type = zipfile.ZIP_STORED if one.name.endswith(".pdf") else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            folder.writestr(info, one.content)
    return archive.getvalue(), sha256(manifest).hexdigest()


def beside(content: bytes, one: PackFile, *, at: datetime) -> bytes:
    """The zip with a file more, which its manifest does not name: what is handed out and not kept."""
    archive = io.BytesIO(content)
    with zipfile.ZipFile(archive, "a") as folder:
        info = zipfile.ZipInfo(one.name, at.timetuple()[:6])
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = 0o600 << 16
        folder.writestr(info, one.content)
    return archive.getvalue()


def _described(one: PackFile) -> dict[str, object]:
    described: dict[str, object] = {"sha256": sha256(one.content).hexdigest(), "bytes": len(one.content)}
    if one.name.endswith(".csv"):
        described["rows"] = [sha256(line).hexdigest()[:ROW_DIGITS] for line in one.content.split(b"\r\n")]
    return described
