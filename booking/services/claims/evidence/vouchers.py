"""A voucher (tolkebilag) in words: what was ordered and delivered, who attested, each price line, the rule."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from booking.domain.catalogue import CASE_TYPES
from booking.domain.modes import MODES, Mode
from booking.domain.money import kroner_da
from booking.domain.periods import local
from booking.domain.refunds.decision import OUTCOMES
from booking.domain.refunds.rules import MEASURES, PERSON_GROUPS
from booking.persistence.claims import Claim
from booking.services.desk import Desk


def voucher_page(desk: Desk, claim: Claim, part: int, found: Sequence[Mapping[str, Any]]) -> dict[str, object]:
    """What `bilag.typ` sets: one file of the claim's vouchers."""
    return {
        "title": f"Tolkebilag til {claim.number}, del {part}",
        "municipality": desk.identity.municipality,
        "intro": f"{len(found)} bilag, {found[0]['number']} til {found[-1]['number']}." if found else "Ingen bilag.",
        "vouchers": [_voucher(desk, row) for row in found],
    }


def _voucher(desk: Desk, row: Mapping[str, Any]) -> dict[str, object]:
    refunded = f"refusionsberettiget {kroner_da(row['eligible_ore'])}, refusion {kroner_da(row['refund_ore'])} kr."
    return {
        "title": f"{row['number']} · {row['held_on']:%d.%m.%Y}",
        "facts": [_held(row), _who(desk, row), _attested(row), _rule(row)],
        "lines": [_line(line) for line in row["lines"] or ()],
        "total": f"Netto {kroner_da(row['net_ore'])}, moms {kroner_da(row['vat_ore'])}; {refunded}",
    }


def _held(row: Mapping[str, Any]) -> str:
    booked = _span(row["booked_from"], row["booked_to"])
    if row["mode"] is None:
        return f"Bestilt {booked}. Ikke afholdt."
    outcome = OUTCOMES[row["outcome"]].da if row["outcome"] in OUTCOMES else row["outcome"]
    said = f"{outcome} {_span(row['starts_at'], row['ends_at'])} (bestilt {booked}), {_mode(row['mode'])}"
    trip = f", rejsetid {row['travel_minutes']} min., {_number(row['km'])} km" if row["travel_minutes"] else ""
    pause = f", pause {row['break_minutes']} min." if row["break_minutes"] else ""
    return f"{said}{trip}{pause}. Indberetning nr. {row['delivery_version']}."


def _who(desk: Desk, row: Mapping[str, Any]) -> str:
    language = desk.reference.languages.get(row["language"])
    spoken = language.name.da if language is not None else row["language"]
    unit = desk.reference.units[row["unit_id"]].name
    tariff = f"takst {row['scheme']} {row['category']}"
    return f"{spoken}. Tolk: {row['interpreter'] or 'ingen'}, {tariff}. Rekvirent: {row['requester']}, {unit}."


def _attested(row: Mapping[str, Any]) -> str:
    if row["attested_at"] is None:
        return "Ikke attesteret."
    return f"Attesteret {local(row['attested_at']):%d.%m.%Y kl. %H.%M} af {row['attested_by'] or 'systemet'}."


def _rule(row: Mapping[str, Any]) -> str:
    case_type = CASE_TYPES.get(row["case_type"])
    measure = MEASURES[row["measure"]].da if row["measure"] in MEASURES else "ingen foranstaltning"
    known = PERSON_GROUPS.get(row["person_group"] or "")
    group = known.da if known is not None else "persongruppe efter sagstype"
    rule = f"{row['rule_code']} v{row['rule_version']}, {row['percent']} %" if row["rule_code"] else "uafklaret"
    by = f"af {row['decided_by']}" if row["decided_by"] else "efter reglerne"
    kind = case_type.name.da if case_type is not None else row["case_type"]
    return f"{kind}; {measure}; {group}. Regel {rule}, afgjort {local(row['decided_at']):%d.%m.%Y} {by}."


def _line(line: Sequence[Any]) -> str:
    text, quantity, unit, rate_ore, factor, amount_ore = line
    times = f" × {_number(factor)}" if Decimal(str(factor)) != 1 else ""
    return f"{text}: {_number(quantity)} {unit} à {kroner_da(rate_ore)}{times} = {kroner_da(amount_ore)}"


def _number(value: Any) -> str:
    return f"{Decimal(str(value)).normalize():f}".replace(".", ",")


def _mode(key: str) -> str:
    return MODES[Mode(key)].name.da.lower() if Mode(key) in MODES else key


def _span(begins: datetime, ends: datetime) -> str:
    first, last = local(begins), local(ends)
    return f"{first:%d.%m.%Y kl. %H.%M}–{last:%H.%M}"
