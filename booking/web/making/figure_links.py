"""Where a figure's rows are: the addresses of reports and lists, narrowed to just what was counted."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

REPORTS = "/rapporter"
SHARE, FILL = "fjerntolkning", "daekningsgrad"


@dataclass(frozen=True, slots=True)
class Within:
    """The days that a figure was counted over, both included, and the unit (code) with those below it."""

    since: date
    until: date
    unit: str = ""

    def report(self, slug: str, **more: str) -> str:
        """A report's own page."""
        return f"{REPORTS}/{slug}?{self._asked(more)}"

    def rows(self, slug: str, **more: str) -> str:
        """The bookings behind a figure of the report; `more` as the API has it: language, by, group, column."""
        return f"{REPORTS}/{slug}/bestillinger?{self._asked(more)}"

    def bookings(self, **more: str) -> str:
        """The list of bookings that begin on the days; `more` as that page has it: status, language."""
        days = {"since": f"{self.since:%d.%m.%Y}", "until": f"{self.until:%d.%m.%Y}", "unit": self.unit}
        return f"/bestillinger?{_said(days | more)}"

    def _asked(self, more: dict[str, str]) -> str:
        return _said({"from": self.since.isoformat(), "to": self.until.isoformat(), "unit": self.unit} | more)


def _said(fields: dict[str, str]) -> str:
    return urlencode({name: value for name, value in fields.items() if value})
