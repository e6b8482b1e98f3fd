"""Plans and their lines as rows."""

from typing import Any

import msgspec
from sqlalchemy import RowMapping

from booking.domain.modes import Mode
from booking.domain.plans import (
    Broken,
    Ended,
    Figures,
    Kind,
    LineState,
    MayMove,
    Plan,
    PlanAsk,
    PlanLine,
    PlanState,
    Progress,
    Scenario,
    Unfilled,
    WayOut,
)
from booking.domain.texts import Text

_ASKED = ("first", "last", "move_ore", "limit_seconds", "seed", "weights")
_PLAIN = ("id", "asked_at", "asked_by", "asked_by_name", "stop_asked_at", "started_at", "ended_at")
_FOUND = ("score_ore", "bound_ore", "gap_ppm", "fill_proved", "digest", "decided_at")
_VALUES: tuple[tuple[str, Any], ...] = (
    ("progress", Progress),
    ("today", Figures),
    ("plan", Figures),
    ("imagined", Figures),
)


def plan_row(plan: Plan) -> dict[str, Any]:
    ask = plan.ask
    asked = {name: getattr(ask, name) for name in _ASKED} | {
        "kind": ask.kind.value,
        "units": list(ask.units),
        "languages": list(ask.languages),
        "may_move": ask.may_move.value,
        "weights": dict(ask.weights),
        "gap_asked_ppm": ask.gap_ppm,
        "scenario": msgspec.to_builtins(ask.scenario),
    }
    return asked | {name: getattr(plan, name) for name in _PLAIN} | outcome_row(plan)


def outcome_row(plan: Plan) -> dict[str, Any]:
    """What the search and the decisions change."""
    values = {name: msgspec.to_builtins(getattr(plan, name)) for name, _ in _VALUES}
    return (
        {name: getattr(plan, name) for name in ("stop_asked_at", "started_at", "ended_at", *_FOUND)}
        | values
        | {
            "state": plan.state.value,
            "ended": plan.ended.value if plan.ended is not None else None,
            "verdict": msgspec.to_builtins(plan.verdict),
        }
        | _said(plan.said)
    )


def to_plan(row: RowMapping) -> Plan:
    values = {name: _value(row[name], kind) for name, kind in _VALUES}
    return Plan(
        **{name: row[name] for name in (*_PLAIN, *_FOUND)},
        **values,
        ask=_ask(row),
        state=PlanState(row["state"]),
        ended=Ended(row["ended"]) if row["ended"] is not None else None,
        verdict=_value(row["verdict"], tuple[Broken, ...]),
        said=_text(row),
    )


def _value(found: Any, kind: Any) -> Any:
    return None if found is None else msgspec.convert(found, kind)


def _ask(row: RowMapping) -> PlanAsk:
    return PlanAsk(
        **{name: row[name] for name in _ASKED},
        kind=Kind(row["kind"]),
        units=tuple(row["units"]),
        languages=tuple(row["languages"]),
        may_move=MayMove(row["may_move"]),
        gap_ppm=row["gap_asked_ppm"],
        scenario=msgspec.convert(row["scenario"], Scenario),
    )


_LINE = ("plan_id", "n", "booking_id", "version", "starts_at", "ends_at", "taker_id", "giver_id", "asked")
_PRICED = ("before_ore", "after_ore", "decided_at", "decided_by")


def line_row(line: PlanLine) -> dict[str, Any]:
    plain = {name: getattr(line, name) for name in (*_LINE, *_PRICED)}
    told = {"mode": line.mode.value, "state": line.state.value, "reasons": msgspec.to_builtins(line.reasons)}
    return plain | told | _said(line.said)


def to_line(row: RowMapping) -> PlanLine:
    return PlanLine(
        **{name: row[name] for name in (*_LINE, *_PRICED)},
        mode=Mode(row["mode"]),
        state=LineState(row["state"]),
        reasons=msgspec.convert(row["reasons"], tuple[Text, ...]),
        said=_text(row),
    )


def unfilled_row(one: Unfilled) -> dict[str, Any]:
    parts = {"facts": msgspec.to_builtins(one.facts), "ways": msgspec.to_builtins(one.ways)}
    return {"plan_id": one.plan_id, "booking_id": one.booking_id} | parts


def to_unfilled(row: RowMapping) -> Unfilled:
    return Unfilled(
        plan_id=row["plan_id"],
        booking_id=row["booking_id"],
        facts=msgspec.convert(row["facts"], tuple[Text, ...]),
        ways=msgspec.convert(row["ways"], tuple[WayOut, ...]),
    )


def _said(said: Text | None) -> dict[str, str]:
    return {"said_da": said.da if said is not None else "", "said_en": said.en if said is not None else ""}


def _text(row: RowMapping) -> Text | None:
    return Text(row["said_da"], row["said_en"]) if row["said_da"] else None
