"""What a booking costs and what comes back of it, as the page shows it."""

from collections.abc import Iterable, Sequence

from booking.domain.costs.pricing import PriceLine
from booking.domain.permissions import may
from booking.domain.refunds.decision import RefundDecision
from booking.domain.texts import Text, Tongue
from booking.persistence.costs import Refund, Settlement
from booking.services.desk import Desk
from booking.web import formats
from booking.web.views.bookings import PriceLineRow, RefundBox

# One of it, and any other quantity.
UNITS: dict[str, tuple[Text, Text]] = {
    "started_hour": (Text("påbegyndt time", "started hour"), Text("påbegyndte timer", "started hours")),
    "started_30min": (
        Text("påbegyndt halve time", "started half hour"),
        Text("påbegyndte halve timer", "started half hours"),
    ),
    "hour": (Text("time", "hour"), Text("timer", "hours")),
    "km": (Text("km", "km"), Text("km", "km")),
}
MISSING: dict[str, Text] = {
    "case_type": Text("Sagstypen", "The case type"),
    "measure": Text("Foranstaltningen", "The measure"),
    "person_group": Text("Persongruppen", "The person group"),
    "outcome": Text("En vurdering af udfaldet", "A judgement of the outcome"),
    "rules": Text("Regler, der ikke modsiger hinanden", "Rules that do not contradict each other"),
}


def line_rows(lines: Iterable[PriceLine], tongue: Tongue) -> tuple[PriceLineRow, ...]:
    return tuple(_line(line, tongue) for line in lines)


def _line(line: PriceLine, tongue: Tongue) -> PriceLineRow:
    places = max(0, -int(line.quantity.normalize().as_tuple().exponent))
    quantity = formats.number(line.quantity, tongue, min(places, 2))
    unit = UNITS[line.unit][line.quantity != 1].in_(tongue)
    return PriceLineRow(
        line.text,
        f"{quantity} {unit}",
        line.rate_ore,
        formats.number(line.factor, tongue, 2),
        line.amount_ore,
        line.why,
    )


def vat_of_bill(found: Settlement, desk: Desk) -> tuple[str, int] | None:
    """The percent and the øre of a supplier's VAT; None where nobody sends an invoice."""
    if found.supplier_id is None:
        return None
    return formats.number(found.vat_percent, desk.actor.tongue, 0 if found.vat_percent % 1 == 0 else 2), found.vat_ore


def tariff_of(found: Settlement, desk: Desk) -> Text:
    """Whose tariff priced it, in words, with the supplier who sends the invoice."""
    name = desk.reference.scheme_names.full(found.scheme, found.category)
    supplier = desk.reference.suppliers.get(found.supplier_id) if found.supplier_id is not None else None
    return Text(f"{name.da} · {supplier.name}", f"{name.en} · {supplier.name}") if supplier is not None else name


def refund_box(found: Refund | RefundDecision, refund_ore: int, desk: Desk) -> RefundBox:
    """A decision that was kept, or the forecast of one, with the law's paragraph from its rule.

    The rule's code is for those who work with refunds; others are told the reason and the paragraph.
    """
    reference, named = desk.reference, may(desk.actor, "refunds:read")
    rule = next(
        (rule for rule in reference.refund_rules if (rule.code, rule.version) == (found.rule_code, found.rule_version)),
        None,
    )
    return RefundBox(
        decided=found.state == "decided",
        percent=found.percent or 0,
        refund_ore=refund_ore,
        reason=found.reason,
        rule=(found.rule_code or "") if named else "",
        version=str(found.rule_version or ""),
        legal_ref=rule.legal_ref if rule is not None and rule.legal_ref not in found.reason.da else "",
        missing=missing_words(found.missing),
    )


def missing_words(keys: Sequence[str]) -> tuple[Text, ...]:
    return tuple(MISSING.get(key, Text(key, key)) for key in keys)
