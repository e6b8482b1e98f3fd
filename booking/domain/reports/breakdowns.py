"""What a report can be broken down by and narrowed to, and the chapters that the office looks for it in."""

from dataclasses import dataclass
from typing import Literal

from booking.domain.texts import Text

BREAKDOWNS: dict[str, Text] = {
    "month": Text("Måned", "Month"),
    "quarter": Text("Kvartal", "Quarter"),
    "unit": Text("Enhed", "Unit"),
    "language": Text("Sprog", "Language"),
    "case_type": Text("Sagstype", "Case type"),
    "measure": Text("Foranstaltning", "Measure"),
    "mode": Text("Udført form", "Mode delivered"),
    "mode_booked": Text("Bestilt form", "Mode booked"),
    "supplier": Text("Leverandør", "Supplier"),
    "citizen_group": Text("Persongruppe", "Citizen group"),
    "in_person_reason": Text("Begrundelse for fremmøde", "Reason for in person"),
    "lead_band": Text("Bestillingsfrist", "Lead time"),
    "ended_by": Text("Hvem afsluttede", "Who ended it"),
    "end_terms": Text("Vilkår", "Terms"),
    "end_reason": Text("Årsag", "Reason"),
    "refund_state": Text("Refusionens stand", "State of the refund"),
    "person": Text("Sag", "Case"),
    "rule": Text("Refusionsregel", "Refund rule"),
    "lacking": Text("Hvad mangler", "What is missing"),
    "about": Text("Klagens emne", "What the complaint is about"),
    "claim": Text("Refusionskrav", "Refund claim"),
    "line_kind": Text("Linjens slags", "Kind of line"),
}
NO_MEASURE = "none"
"""The key of the bookings without a measure, in rows and as a filter."""
NONE = "none"
"""The key of whatever has none of what it is broken down by."""
OWN = "own"
"""The key of the municipality's own interpreters, where suppliers are asked for."""

PRIVATE = frozenset({"end_reason"})
"""What somebody has written: never in a version for the public."""

Chapter = Literal["remote", "office", "money", "refund"]
CHAPTERS: dict[Chapter, Text] = {
    "remote": Text("Fjerntolkning og omlægning", "Remote interpreting and conversion"),
    "office": Text("Kontorets drift og kvalitet", "The office's work and its quality"),
    "money": Text("Udgifter og budget", "Cost and budget"),
    "refund": Text("Refusion og revision", "Refund and audit"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a report may be narrowed to: a unit's code, which brings the units below it, and codes of the catalogue.

    `mode` is the one delivered, or booked where nothing was delivered; `supplier` a supplier's code, or "own".
    """

    unit: str | None = None
    language: str | None = None
    mode: str | None = None
    case_type: str | None = None
    measure: str | None = None
    supplier: str | None = None


LEAD_BANDS: dict[str, tuple[int | None, Text]] = {
    "under_24h": (24, Text("Under 24 timer", "Under 24 hours")),
    "days_1_3": (3 * 24, Text("1–3 døgn", "1–3 days")),
    "days_3_7": (7 * 24, Text("3–7 døgn", "3–7 days")),
    "days_7_28": (28 * 24, Text("1–4 uger", "1–4 weeks")),
    "later": (None, Text("Over 4 uger", "Over 4 weeks")),
}
"""From the hours between order and start: each band ends before its number of hours."""

ENDERS: dict[str, Text] = {
    "requester": Text("Bestilleren", "The requester"),
    "office": Text("Tolkekontoret", "The interpreter office"),
    "interpreter": Text("Tolken", "The interpreter"),
    "citizen": Text("Borgeren", "The citizen"),
    "system": Text("Systemet", "The system"),
    NONE: Text("Ingen", "Nobody"),
}
