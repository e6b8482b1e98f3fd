"""The register of reports: a report is one file here and one line below; API, page and sheet come of themselves."""

from booking.persistence.reports import assignments, remote_share
from booking.persistence.reports.readings import settled
from booking.persistence.reports.sources import Source, rows_known, sums_known

REPORTS: dict[str, Source] = {
    source.report.key: source
    for source in (
        assignments.SOURCE,
        remote_share.SOURCE,
    )
}

__all__ = ["REPORTS", "Source", "rows_known", "settled", "sums_known"]
