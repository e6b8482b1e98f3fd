"""Structured logs: one JSON line an event, and never what could name a citizen."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

# Values under these names never reach a log, whoever writes them there.
FORBIDDEN = frozenset({"citizen_ref", "cpr", "name", "email", "phone", "address", "note", "contact", "body", "token"})


def without_people(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for name in FORBIDDEN & event.keys():
        event[name] = "(left out)"
    return event


def configure(level: str) -> None:
    """To standard output; exceptions as their type and place, without the values that were being handled."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            without_people,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(sys.stdout),
        cache_logger_on_first_use=True,
    )
