"""Reads the reference data that ships with the product: tariffs, terms, refund rules, languages."""

import csv
from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from importlib.resources import files
from typing import cast

from booking.domain.costs.tariffs import BillBasis, Component, Rate, Tariffs, Terms, Unit
from booking.domain.deadlines import DeadlineKind, DeadlineRule
from booking.domain.languages import Language, Substitute
from booking.domain.modes import Mode
from booking.domain.money import ore_from
from booking.domain.refunds.rules import CapType, RefundRule
from booking.domain.texts import Text

_FOLDER = files("booking") / "persistence" / "seed" / "reference"


def load_tariffs() -> Tariffs:
    return Tariffs(tuple(_rate(row) for row in _rows("rates.csv")), tuple(_terms(row) for row in _rows("terms.csv")))


def load_refund_rules() -> tuple[RefundRule, ...]:
    return tuple(_refund_rule(row) for row in _rows("refund_rules.csv"))


def load_languages() -> tuple[Language, ...]:
    return tuple(
        Language(
            row["code"],
            row["tag"],
            Text(row["name_da"], row["name_en"]),
            row["match_group"],
            row["rtl"] == "yes",
            row["note"],
        )
        for row in _rows("languages.csv")
    )


def load_substitutes() -> tuple[Substitute, ...]:
    return tuple(
        Substitute(row["wanted"], row["spoken"], row["consent_needed"] == "yes", row["note"])
        for row in _rows("substitutes.csv")
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = (_FOLDER / name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


def _rate(row: dict[str, str]) -> Rate:
    return Rate(
        scheme=row["scheme"],
        category=row["category"],
        component=cast(Component, row["component"]),
        unit=cast(Unit, row["unit"]),
        amount_ore=ore_from(row["amount_dkk"]),
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        evidence=row["evidence"],
    )


def _terms(row: dict[str, str]) -> Terms:
    return Terms(
        scheme=row["scheme"],
        mode=Mode(row["mode"]),
        min_minutes=int(row["min_minutes"]),
        step_minutes=int(row["step_minutes"]),
        bill_basis=cast(BillBasis, row["bill_basis"]),
        normal_from=time.fromisoformat(row["normal_from"]),
        normal_to=time.fromisoformat(row["normal_to"]),
        offhours_factor=Decimal(row["offhours_factor"]),
        holiday_factor=Decimal(row["holiday_factor"]),
        urgent_hours=_count(row["urgent_hours"]),
        urgent_factor=Decimal(row["urgent_factor"]),
        cancel_free=_deadline_rule(row["cancel_free_kind"], row["cancel_free_value"]),
        late_cancel_bills=row["late_cancel_bills"],
        noshow_bills=row["noshow_bills"],
        wait_minutes=_count(row["wait_minutes"]),
        travel_min_km=_count(row["travel_min_km"]),
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        evidence=row["evidence"],
    )


def _refund_rule(row: dict[str, str]) -> RefundRule:
    return RefundRule(
        code=row["code"],
        version=int(row["version"]),
        legal_ref=row["legal_ref"],
        name=Text(row["name_da"], row["name_en"]),
        percent=int(row["percent"]),
        person_groups=_codes(row["person_groups"]),
        measures=_codes(row["measures"]),
        components=_codes(row["components"]),
        cap_type=cast(CapType, row["cap_type"]),
        cap_note=row["cap_note"],
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        account_hint=row["account_hint"],
        excludes=_codes(row["excludes"]),
        evidence=row["evidence"],
    )


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None


def _count(written: str) -> int | None:
    return int(written) if written else None


def _codes(written: str) -> tuple[str, ...]:
    return tuple(written.split(";")) if written else ()


def _deadline_rule(kind: str, value: str) -> DeadlineRule | None:
    return DeadlineRule(cast(DeadlineKind, kind), value) if kind else None
