"""What is asked of a report on its page: the form's fields as typed, and what they mean; the names are the API's."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from booking.domain.errors import Invalid
from booking.domain.periods import check_offset, instant_of, local_date
from booking.domain.reports import Filters
from booking.domain.texts import Text
from booking.services.desk import Desk
from booking.web.entries import day_in, time_in
from booking.web.guards import Asked

_FILTERS = ("unit", "language", "mode", "case_type", "measure", "supplier")
NAMES = ("from", "to", "as_of", "known_at", "by", *_FILTERS, "public")
# What addresses were called before.
_ALSO = {"from": "fra", "to": "til", "known_at": "laest"}
_CLOCK = re.compile(r"^(?P<day>.+?)[,\s]+(?:kl\.?\s*)?(?P<clock>\d{1,2}[.:]\d{2})(?:[.:](?P<second>\d{2}))?$")

Typed = Mapping[str, str]


def typed_in(request: Asked) -> dict[str, str]:
    query = request.query_params
    return {name: query.get(name, "") or query.get(_ALSO.get(name, name), "") for name in NAMES}


def asked_of(desk: Desk, typed: Typed) -> dict[str, Any]:
    """What `run` takes; Invalid, naming the field, for what cannot be read."""
    return {
        "frm": past_day(desk, typed["from"], "from"),
        "to": past_day(desk, typed["to"], "to"),
        "as_of": past_day(desk, typed["as_of"], "as_of"),
        "known_at": instant_in(desk, typed["known_at"], "known_at"),
        "by": typed["by"] or None,
        "filters": Filters(**{name: typed[name] or None for name in _FILTERS}),
        "public": typed["public"] not in ("", "false"),
    }


def past_day(desk: Desk, typed: str, name: str) -> date | None:
    """A day as typed; without a year it is the last one, since a report looks back. Raises Invalid."""
    if not typed.strip():
        return None
    today = local_date(desk.now)
    day = day_in(typed, today, field=name)
    if day <= today or str(day.year) in typed:
        return day
    return day_in(typed, today - timedelta(days=365), field=name)


def instant_in(desk: Desk, typed: str, name: str) -> datetime | None:
    """A time of reading: as a link writes it, or a day, with a clock or at its end. Raises Invalid."""
    if not typed.strip():
        return None
    try:
        return check_offset(datetime.fromisoformat(typed.strip().replace(" ", "+")))
    except (ValueError, Invalid):
        return _in_words(desk, typed.strip(), name)


def _in_words(desk: Desk, typed: str, name: str) -> datetime:
    parts = _CLOCK.match(typed)
    if parts is None:
        day = past_day(desk, typed, name)
        assert day is not None
        return min(instant_of(day, time(23, 59, 59)), desk.now)
    day = past_day(desk, parts["day"], name)
    if day is None:
        raise Invalid(Text("Skriv en dag og et klokkeslæt.", "Write a day and a time."), field=name)
    clock = time_in(parts["clock"], field=name)
    return instant_of(day, clock.replace(second=min(59, int(parts["second"] or 0))))


def address(path: str, typed: Typed, **different: str) -> str:
    """The page with the same question; what is not asked is left out."""
    asked = {name: value for name, value in {**typed, **different}.items() if value}
    return f"{path}?{urlencode(asked)}" if asked else path
