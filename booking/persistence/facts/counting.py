"""Which entries of the log change what reports count: all others cost them nothing."""

from collections.abc import Mapping
from typing import Any

from booking.domain.statuses import Status

_KINDS = frozenset({"delivery", "settlement", "refund"})
_JOBS = frozenset({"assigned", "released"})
_FIELDS = frozenset(
    {"starts_at", "ends_at", "unit_id", "language", "mode", "case_type", "measure", "person_group", "group_size"}
    | {"citizen_ref", "in_person_reason", "requested_at", "exit_reason", "exit_terms"}
)
# Statuses that reports do not tell apart.
_ALIKE = (
    frozenset({Status.REQUESTED.value, Status.OFFERED.value}),
    frozenset({Status.DELIVERED.value, Status.ATTESTED.value, Status.SETTLED.value, Status.CLAIMED.value}),
)


def counts(kind: str, action: str, changes: Mapping[str, Any]) -> bool:
    """Whether an entry about a booking may change its fact."""
    if kind == "booking":
        return not _FIELDS.isdisjoint(changes) or not _alike(*changes.get("status", ("", "")))
    return kind in _KINDS or (kind == "assignment" and action in _JOBS)


def _alike(before: object, after: object) -> bool:
    return before == after or any(before in statuses and after in statuses for statuses in _ALIKE)
