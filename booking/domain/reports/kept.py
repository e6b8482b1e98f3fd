"""Questions that are kept: what was asked, and the hash of what was answered; and what differs between two readings."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Literal
from uuid import UUID

from booking.domain.errors import Invalid
from booking.domain.reports.figures import Value, plain
from booking.domain.reports.results import Column, ReportResult, Row
from booking.domain.texts import Text

LONGEST_NAME = 120
Verdict = Literal["same", "definition", "different"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedQuestion:
    """A question under a name: the report, what was asked by the API's names, and the answer's hash when it was saved.

    `asked` holds what was typed; `since until as_of_then` are the days that this meant, `known_at` when it was read.
    """

    id: UUID
    name: str
    report: str
    asked: Mapping[str, str]
    definition_version: int
    known_at: datetime
    sha256: str
    answer: str
    shared: bool
    saved_by: UUID
    saved_by_name: str
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that differs between two readings: the row by its key and name, the column, and both values."""

    key: str
    name: Value
    column: Column
    before: Value
    after: Value


def checked_name(name: str) -> str:
    """The name without blanks around it; Invalid for none, and for more than fits on a line."""
    bare = " ".join(name.split())
    if not 0 < len(bare) <= LONGEST_NAME:
        raise Invalid(
            Text(
                f"Giv spørgsmålet et navn på højst {LONGEST_NAME} tegn.",
                f"Give the question a name of at most {LONGEST_NAME} characters.",
            ),
            field="name",
        )
    return bare


def fingerprint(result: ReportResult) -> str:
    """SHA-256 of the data: which definition, which days, and each figure by the keys of its row and column.

    Names are left out, so that a unit that gets another name changes nothing; the time of reading too, for what is read
    again as it was then has the same data.
    """
    columns = result.report.columns
    rows = [result.total, *result.rows]
    data = {
        "definition": [result.report.id, result.report.version],
        "days": [day.isoformat() for day in (result.span.since, result.span.until, result.span.as_of)],
        "by": result.by,
        "public": result.public,
        "rows": [[row.key, *(plain(one.kind, row.values.get(one.key)) for one in columns)] for row in rows],
        "columns": [column.key for column in columns],
    }
    return sha256(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def verdict_of(saved: SavedQuestion, again: ReportResult) -> Verdict:
    """What reading the same again says: the same data, another definition since, or data that differ."""
    if fingerprint(again) == saved.sha256:
        return "same"
    return "definition" if again.report.version != saved.definition_version else "different"


def verdict_said(saved: SavedQuestion, again: ReportResult) -> Text:
    report = again.report
    match verdict_of(saved, again):
        case "same":
            return Text(
                "Samme data som dengang: tallene er læst igen, og de er ens.",
                "The same data as then: the figures were read again, and they are equal.",
            )
        case "definition":
            then, now = saved.definition_version, report.version
            return Text(
                f"Definitionen {report.id} er siden ændret fra version {then} til {now}, så tallene kan ikke være ens.",
                f"The definition {report.id} has changed from version {then} to {now}, so the figures cannot be equal.",
            )
    return Text(
        "Tallene er ikke, hvad de var. Sig det til systemets administrator.",
        "The figures are not what they were. Tell the administrator.",
    )


def changes_between(before: ReportResult, after: ReportResult) -> tuple[Change, ...]:
    """Each figure that differs, the total first; a row that is in one reading alone has nothing in the other."""
    was = {row.key: row for row in (before.total, *before.rows)}
    since = {row.key: row for row in (after.total, *after.rows)}
    found = []
    for key in dict.fromkeys([*since, *was]):
        old, new = was.get(key, Row(key, {})), since.get(key, Row(key, {}))
        name = {**old.values, **new.values}.get(after.by)
        for column in after.report.columns:
            values = old.values.get(column.key), new.values.get(column.key)
            if plain(column.kind, values[0]) != plain(column.kind, values[1]):
                found.append(Change(key, name, column, *values))
    return tuple(found)
