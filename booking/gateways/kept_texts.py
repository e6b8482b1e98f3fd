"""Reads the folder in which the local sink keeps the text messages that it accepted."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

INDEX = "accepted.jsonl"


@dataclass(frozen=True, slots=True)
class KeptText:
    """One message as received; `key` is the same for each repeat of it, and `repeats` counts those."""

    key: str
    at: datetime
    to: str
    sender: str
    text: str
    repeats: int = 0


def kept_texts(folder: Path, *, containing: str = "", newest: int = 500) -> list[KeptText]:
    """The newest messages, oldest of them first, each once; `containing` narrows to those with that text."""
    index = folder / INDEX
    lines = index.read_text().splitlines() if index.exists() else []
    found: dict[str, KeptText] = {}
    for line in lines:
        one = _kept(line)
        if one is None or containing not in one.text:
            continue
        before = found.get(one.key)
        repeats = before.repeats + 1 if before is not None else 0
        found[one.key] = KeptText(one.key, before.at if before else one.at, one.to, one.sender, one.text, repeats)
    return list(found.values())[-newest:]


def _kept(line: str) -> KeptText | None:
    """None for a line that a kill cut short."""
    try:
        known = json.loads(line)
        at = datetime.fromisoformat(known["time"])
        return KeptText(known["key"], at, known["to"], known["sender"], known["text"])
    except (ValueError, KeyError):
        return None
