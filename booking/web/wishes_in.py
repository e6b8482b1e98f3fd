"""More wishes, from the rows that were typed to the order: an empty field is as in the first wish."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, fields, replace
from datetime import datetime

from booking.domain.modes import MODES, Mode
from booking.domain.texts import Tongue
from booking.domain.wishes import MOST_WISHES, Wish
from booking.web import formats
from booking.web.views.orders import OrderInput
from booking.web.views.wishes import WishInput

# The fields of the form that a wish has of its own.
OF_A_WISH = frozenset(
    {"mode", "date", "start", "minutes", "other_minutes", "in_person_reason", "address", "postcode", "phone", "link"}
)
NAMES = tuple(field.name for field in fields(WishInput))


def collected(given: Mapping[str, str]) -> str:
    """The rows of a form that have anything in them, as the one field that an order keeps them in."""
    rows = [{name: given.get(f"wish_{n}_{name}", "").strip() for name in NAMES} for n in range(1, MOST_WISHES + 1)]
    return written(WishInput(**row) for row in rows if any(row.values()))


def written(rows: Iterable[WishInput]) -> str:
    """Nothing for no rows, so that a form without wishes has an empty field."""
    said = [{name: value for name, value in asdict(row).items() if value} for row in rows]
    return json.dumps(said, ensure_ascii=False) if said else ""


def rows_of(wishes: str) -> tuple[WishInput, ...]:
    """What `written` wrote; nothing for anything else."""
    try:
        said = json.loads(wishes or "[]")
        return tuple(WishInput(**{name: str(row.get(name, ""))[:500] for name in NAMES}) for row in said[:MOST_WISHES])
    except (ValueError, AttributeError, TypeError, KeyError):
        return ()


def one_more(values: OrderInput) -> OrderInput:
    """The form with an empty row at the end, as long as there is room."""
    return replace(values, wishes=written((*rows_of(values.wishes), WishInput())))


def typed_wishes(wishes: Iterable[Wish], tongue: Tongue, clock_of: Callable[[datetime, Tongue], str]) -> str:
    """The wishes of a booking as rows of the form."""
    return written(
        WishInput(
            mode=wish.mode.value,
            date=formats.day(wish.starts_at, tongue),
            start=clock_of(wish.starts_at, tongue),
            minutes=str(wish.period.minutes),
            reach=wish.reach,
            reason=(wish.in_person_reason or "") if wish.mode is Mode.IN_PERSON else "",
        )
        for wish in wishes
    )


def as_order(typed: OrderInput, row: WishInput) -> OrderInput:
    """The form as if the row were the first wish; what is empty is as it was."""
    mode = row.mode or typed.mode
    reach = {traits.reach_field: row.reach for key, traits in MODES.items() if key.value == mode and row.reach}
    if "address" in reach:
        reach["postcode"] = ""  # it stands in the address
    minutes = {"minutes": "other", "other_minutes": row.minutes} if row.minutes else {}
    return replace(
        typed,
        mode=mode,
        date=row.date or typed.date,
        start=row.start or typed.start,
        in_person_reason=row.reason or typed.in_person_reason,
        wishes="",
        **minutes,
        **reach,
    )


def wish_field(name: str, n: int) -> str:
    """Where in the row a mistake is shown."""
    shown = {"starts_at": "start", "ends_at": "minutes", "other_minutes": "minutes", "in_person_reason": "reason"}
    reached = {traits.reach_field: "reach" for traits in MODES.values()} | {"postcode": "reach"}
    return f"wish_{n}_{(shown | reached).get(name, name)}"


def rows_said(wishes: str, tongue: Tongue) -> str:
    """The rows as a reader sees them, in one line."""
    names = {mode.value: traits.short.in_(tongue) for mode, traits in MODES.items()}
    rows = ((names.get(row.mode, ""), row.date, row.start, row.minutes, row.reach) for row in rows_of(wishes))
    return "; ".join(" ".join(part for part in row if part) for row in rows)
