"""The register of reports: a report is one file here and one line below; API, page and sheets come of themselves."""

from booking.persistence.reports import (
    annual,
    assignments,
    budgets,
    conversion,
    costs,
    exits,
    fill_rate,
    in_person,
    lead_times,
    lost_refunds,
    quality,
    quarterly,
    refunds,
    remote_cost,
    remote_hours,
    remote_share,
)
from booking.persistence.reports.comparing import changed_rows
from booking.persistence.reports.readings import read_widely, settled
from booking.persistence.reports.sources import (
    Source,
    citizens_known,
    figures_known,
    rows_known,
    sums_known,
    total_known,
)

REPORTS: dict[str, Source] = {
    source.report.key: source
    for source in (
        assignments.SOURCE,
        remote_share.SOURCE,
        remote_hours.SOURCE,
        remote_cost.SOURCE,
        costs.SOURCE,
        refunds.SOURCE,
        lost_refunds.SOURCE,
        fill_rate.SOURCE,
        exits.SOURCE,
        lead_times.SOURCE,
        in_person.SOURCE,
        conversion.SOURCE,
        quality.SOURCE,
        budgets.SOURCE,
        quarterly.SOURCE,
        annual.SOURCE,
    )
}
KEYS: dict[str, str] = {source.report.slug: key for key, source in REPORTS.items()}
"""The report that a page's address names."""

__all__ = [
    "KEYS",
    "REPORTS",
    "Source",
    "changed_rows",
    "citizens_known",
    "figures_known",
    "read_widely",
    "rows_known",
    "settled",
    "sums_known",
    "total_known",
]
