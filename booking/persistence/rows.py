"""Between frozen values and rows: what a column wants, and what a value holds."""

from collections.abc import Mapping
from dataclasses import fields
from enum import Enum
from typing import Any


def columns_of(thing: object, *, leave_out: frozenset[str] = frozenset()) -> dict[str, Any]:
    """A dataclass as column values: enums by value, sets and tuples as arrays."""
    return {
        field.name: _plain(getattr(thing, field.name))
        for field in fields(thing)  # type: ignore[arg-type]
        if field.name not in leave_out
    }


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, frozenset):
        return sorted(_plain(item) for item in value)  # type: ignore[type-var]
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def fields_from(cls: type, row: Mapping[str, Any]) -> dict[str, Any]:
    """Of a row's columns those that the dataclass has."""
    return {field.name: row[field.name] for field in fields(cls) if field.name in row}
