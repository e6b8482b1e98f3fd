"""What the keys of a report's rows are called."""

from booking.domain.catalogue import CASE_TYPES
from booking.domain.modes import MODES
from booking.domain.refunds.rules import MEASURES
from booking.domain.reports import NO_MEASURE
from booking.domain.reports.spans import month_name
from booking.domain.texts import Text
from booking.persistence.reference import Reference

NO_MEASURE_NAME = Text("Ingen foranstaltning", "No measure")


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
        }

    def of(self, kind: str, key: str) -> Text:
        if kind == "month":
            return month_name(key)
        return self._names[kind].get(key, Text(key, key))
