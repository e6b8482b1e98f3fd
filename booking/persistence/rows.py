"""Between frozen values and rows: what a column wants, and what a value holds."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

import msgspec


def columns_of(thing: object, *, leave_out: frozenset[str] = frozenset()) -> dict[str, Any]:
    """A dataclass as column values: enums by value, sets and tuples as arrays."""
    return {name: _plain(getattr(thing, name)) for name in _names(type(thing)) if name not in leave_out}


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, frozenset):
        return sorted(_plain(item) for item in value)  # type: ignore[type-var]
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        return msgspec.to_builtins(value)  # into JSON
    return value


def fields_from(cls: type, row: Mapping[str, Any]) -> dict[str, Any]:
    """Of a row's columns those that the dataclass has."""
    found = dict(zip(row.keys(), row.values(), strict=True))  # asking it column by column takes thrice as long
    return {name: found[name] for name in _names(cls) if name in found}


_KNOWN: dict[type, tuple[str, ...]] = {}


def _names(cls: type) -> tuple[str, ...]:
    """The fields' names, looked up once: rows come by the thousand."""
    if cls not in _KNOWN:
        _KNOWN[cls] = tuple(field.name for field in fields(cls))
    return _KNOWN[cls]
