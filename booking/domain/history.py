"""Who changed what, when, from what to what: the entries of an append-only log."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from uuid import UUID

Plain = str | int | bool | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One change to one thing; `changes` maps a field to its value before and after."""

    at: datetime
    actor_id: UUID | None
    actor_name: str
    via: str
    subject_kind: str
    subject_id: UUID
    action: str
    changes: Mapping[str, tuple[Plain, Plain]]


def differences(before: object | None, after: object | None) -> dict[str, tuple[Plain, Plain]]:
    """Field by field what differs between two values of one dataclass; None stands for 'was not there'.

    Of something new only what was said is kept: an empty field that was left empty is not a change.
    """
    shape = after if after is not None else before
    names = [field.name for field in fields(shape)] if shape is not None else []  # type: ignore[arg-type]
    pairs = {name: (plain(getattr(before, name, None)), plain(getattr(after, name, None))) for name in names}
    changed = {name: pair for name, pair in pairs.items() if pair[0] != pair[1] and name != "version"}
    if before is not None and after is not None:
        return changed
    return {name: pair for name, pair in changed.items() if pair[0] or pair[1]}


def plain(value: object) -> Plain:
    """A value as the log keeps it: text, number, truth or nothing."""
    if value is None or isinstance(value, str | int | bool):
        return str(value) if isinstance(value, str) else value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, frozenset):
        return ", ".join(sorted(str(item) for item in value))
    if isinstance(value, tuple | list):
        return ", ".join(str(item) for item in value)
    return str(value)


def replayed(entries: Iterable[Entry], *, kind: str = "booking", versions: int | None = None) -> dict[str, Plain]:
    """One thing's fields as its log tells them, folded from the first entry on, or over its first `versions` only.

    A field that was never said was empty when it was made.
    """
    own = [entry for entry in entries if entry.subject_kind == kind]
    return {name: pair[1] for entry in own[:versions] for name, pair in entry.changes.items()}


def since(entries: Iterable[Entry], version: int, *, kind: str = "booking") -> dict[str, tuple[Plain, Plain]]:
    """What is different from how a thing was at `version`: field by field, then and now."""
    known = list(entries)
    then, now = replayed(known, kind=kind, versions=version), replayed(known, kind=kind)
    return {name: (then.get(name), value) for name, value in now.items() if then.get(name) != value}
