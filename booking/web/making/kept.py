"""Saved questions, two readings and targets as their pages show them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from booking.domain.periods import local, local_date
from booking.domain.permissions import may
from booking.domain.reports import ReportResult, written
from booking.domain.reports.kept import Change, SavedQuestion, changes_between, fingerprint
from booking.domain.reports.spans import stamped
from booking.domain.texts import Text, Tongue
from booking.persistence.reports import REPORTS
from booking.services.comparisons import Comparison
from booking.services.desk import Desk
from booking.services.questions import Again, list_questions
from booking.services.reports.listing import listed_row
from booking.services.targets import list_targets
from booking.web.making.figures import HERE
from booking.web.questions_in import NAMES, Typed, address
from booking.web.views.figures import Heading
from booking.web.views.kept import AgainPage, ComparisonPage, KeptList, KeptRow, TargetsPage

SHOWN = 50
WHOLE = Text("I alt", "Total")


async def kept_list(desk: Desk) -> KeptList:
    return KeptList(tuple(_row(desk, one) for one in await list_questions(desk)))


def _row(desk: Desk, one: SavedQuestion) -> KeptRow:
    report = REPORTS[one.report].report
    typed = {name: one.asked[name] for name in NAMES if name in one.asked and name != "known_at"}
    return KeptRow(
        id=str(one.id),
        name=one.name,
        report=report.title,
        answer=one.answer,
        saved_by=one.saved_by_name,
        saved_at=one.saved_at,
        shared=one.shared,
        mine=one.saved_by == desk.actor.account_id,
        now_href=address(f"{HERE}/{report.slug}", typed),
    )


def again_page(desk: Desk, found: Again) -> AgainPage:
    tongue = desk.actor.tongue
    changes = changes_between(found.then, found.now) if found.then.by == found.now.by else ()
    return AgainPage(
        row=_row(desk, found.saved),
        is_same=found.verdict == "same",
        said=found.said,
        hash_then=found.saved.sha256,
        hash_again=fingerprint(found.then),
        then=found.then.headline.written(tongue),
        now=found.now.headline.written(tongue),
        then_footnote=found.then.footnote,
        now_footnote=found.now.footnote,
        changes=tuple(
            (_name(one, tongue), one.column.title.in_(tongue), *_values(one, tongue)) for one in changes[:50]
        ),
    )


def _name(change: Change, tongue: Tongue) -> str:
    return WHOLE.in_(tongue) if change.key == "total" else written("text", change.name, tongue)


def _values(change: Change, tongue: Tongue) -> tuple[str, str]:
    return written(change.column.kind, change.before, tongue), written(change.column.kind, change.after, tongue)


def comparison_page(
    desk: Desk, found: Comparison, typed: Typed, earlier: str, errors: Mapping[str, Text]
) -> ComparisonPage:
    report, tongue = found.after.report, desk.actor.tongue
    source = REPORTS[report.key]
    blank = tuple("" for _ in source.listed)

    def shown(row: dict[str, Any] | None) -> tuple[str, ...]:
        if row is None:
            return blank
        values = listed_row(desk, source.listed, row).values
        return tuple(written(one.column.kind, values[one.column.key], tongue) for one in source.listed)

    return ComparisonPage(
        title=report.title,
        back_href=address(f"{HERE}/{report.slug}", typed),
        action=f"{HERE}/{report.slug}/sammenlign",
        typed=typed,
        earlier=earlier,
        what=found.after.headline.column.title,
        before=found.before.headline.written(tongue),
        before_read=_read(found.before),
        after=found.after.headline.written(tongue),
        after_read=_read(found.after),
        changes=tuple((_name(one, tongue), one.column.title, *_values(one, tongue)) for one in found.changes),
        headings=tuple(Heading(one.column.title, one.column.kind not in ("text", "date")) for one in source.listed[1:]),
        touched=tuple((one.number, shown(one.before)[1:], shown(one.after)[1:]) for one in found.touched),
        errors=errors,
    )


def _read(result: ReportResult) -> Text:
    return stamped(local(result.read_at))


def earlier_usual(now: datetime) -> str:
    """Before today, where nothing else is asked."""
    return f"{date.fromordinal(local_date(now).toordinal() - 1):%d.%m.%Y}"


async def targets_page(
    desk: Desk, *, typed: Mapping[str, str] | None = None, errors: Mapping[str, Text] | None = None
) -> TargetsPage:
    rows = tuple(await list_targets(desk))
    may_write = may(desk.actor, "settings:write")
    return TargetsPage(rows, local_date(desk.now), may_write, typed or {}, errors or {})
