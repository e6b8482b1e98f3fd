"""What the keys of a report's rows are called."""

from booking.domain.catalogue import CASE_TYPES
from booking.domain.catalogue.codes import IN_PERSON_REASONS
from booking.domain.claims import HELD, LINE_KINDS
from booking.domain.exits import EXIT_TERMS
from booking.domain.modes import MODES
from booking.domain.quality import ABOUT
from booking.domain.refunds.rules import MEASURES, PERSON_GROUPS
from booking.domain.reports import NO_MEASURE, NONE, OWN
from booking.domain.reports.breakdowns import ENDERS, LEAD_BANDS
from booking.domain.reports.spans import month_name, quarter_name
from booking.domain.texts import Text
from booking.persistence.reference import Reference

NO_MEASURE_NAME = Text("Ingen foranstaltning", "No measure")
REFUND_STATES = {
    "decided": Text("Afgjort", "Decided"),
    "unsure": Text("Uafklaret", "Undecided"),
    "": Text("Ikke regnet", "Not worked out"),
}
NOT_SAID = Text("Ikke oplyst", "Not stated")
LACKING = HELD | {"voucher": Text("Ikke meldt udført, intet bilag", "Not reported, no voucher")}


class Names:
    """Names by breakdown and key; a key that the catalogue has forgotten names itself."""

    def __init__(self, reference: Reference) -> None:
        modes = {mode.value: traits.name for mode, traits in MODES.items()}
        self._names: dict[str, dict[str, Text]] = {
            "unit": {unit.code: Text(unit.name, unit.name) for unit in reference.units.values()},
            "language": {code: language.name for code, language in reference.languages.items()},
            "case_type": {code: case.name for code, case in CASE_TYPES.items()},
            "measure": MEASURES | {NO_MEASURE: NO_MEASURE_NAME},
            "mode": modes,
            "mode_booked": modes,
            "supplier": suppliers_named(reference),
            "citizen_group": PERSON_GROUPS | {NONE: NOT_SAID},
            "in_person_reason": IN_PERSON_REASONS | {NONE: Text("Uden begrundelse", "Without a reason")},
            "lead_band": {key: name for key, (_, name) in LEAD_BANDS.items()},
            "ended_by": ENDERS,
            "end_terms": EXIT_TERMS | {"": Text("Ikke afsluttet før tiden", "Not ended before its time")},
            "end_reason": {NONE: NOT_SAID},
            "rule": _rules(reference),
            "refund_state": REFUND_STATES,
            "person": {},
            "lacking": LACKING,
            "about": {about.value: name for about, name in ABOUT.items()} | {NONE: Text("Ingen klage", "No complaint")},
            "claim": {},
            "line_kind": LINE_KINDS,
        }

    def knows(self, kind: str) -> bool:
        """Whether a column of that name holds keys, which have names."""
        return kind in self._names or kind in ("month", "quarter")

    def of(self, kind: str, key: str) -> Text:
        if kind == "month":
            return month_name(key)
        if kind == "quarter":
            return quarter_name(key)
        return self._names[kind].get(key, Text(key, key))


def suppliers_named(reference: Reference) -> dict[str, Text]:
    """By code, with the municipality's own interpreters first."""
    own = {OWN: Text("Kommunens egne tolke", "The municipality's own interpreters")}
    return own | {one.code: Text(one.name, one.name) for one in reference.suppliers.values()}


def _rules(reference: Reference) -> dict[str, Text]:
    """By code, as the newest version is called."""
    named = {rule.code: rule.name for rule in reference.refund_rules}
    return named | {NONE: Text("Ingen regel", "No rule")}
