"""Structured logs: one JSON line an event, and never what could name a citizen."""

import json
import logging
import sys
import traceback
from collections.abc import MutableMapping
from datetime import UTC, datetime
from typing import Any

import structlog

# Values under these names never reach a log, whoever writes them there.
FORBIDDEN = frozenset({"citizen_ref", "cpr", "name", "email", "phone", "address", "note", "contact", "body", "token"})


def without_people(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for name in FORBIDDEN & event.keys():
        event[name] = "(left out)"
    return event


def placed(error: BaseException) -> dict[str, object]:
    """Type and place of an error and of what led to it; its message is left out, since a database quotes whole rows."""
    frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    cause = error.__cause__ or error.__context__
    led_to = {"cause": placed(cause)} if cause is not None else {}
    return {"type": type(error).__name__, "frames": frames, **led_to}


def errors_placed(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    raised = event.pop("exc_info", None)
    error = raised if isinstance(raised, BaseException) else sys.exc_info()[1]
    if raised and error is not None:
        event["exception"] = placed(error)
    return event


class PlainLines(logging.Formatter):
    """What libraries log, as the same kind of line; of a message about an error its unfilled first line."""

    def format(self, record: logging.LogRecord) -> str:
        error = record.exc_info[1] if record.exc_info else None
        said = record.getMessage() if error is None else str(record.msg).partition("\n")[0]
        line: dict[str, object] = {"event": said, "logger": record.name, "level": record.levelname.lower()}
        line["timestamp"] = datetime.fromtimestamp(record.created, UTC).isoformat()
        if error is not None:
            line["exception"] = placed(error)
        return json.dumps(line, ensure_ascii=False)


def configure(level: str) -> None:
    """To standard output; exceptions as their type and place, without the values that were being handled."""
    lines = logging.StreamHandler(sys.stdout)
    lines.setFormatter(PlainLines())
    logging.basicConfig(level=logging.WARNING, handlers=[lines], force=True)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            without_people,
            errors_placed,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(sys.stdout),
        cache_logger_on_first_use=True,
    )
