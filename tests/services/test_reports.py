"""Reports as a leader asks for them: periods, targets, limits, footnotes, and the rows behind."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from booking.domain.accounts import SYSTEM, Actor
from booking.domain.errors import Denied, Invalid, NotFound, OfficeError
from booking.domain.modes import Mode
from booking.domain.permissions import PERMISSIONS
from booking.domain.reports import Filters, ReportResult
from booking.domain.texts import Text
from booking.gateways.renderings import FORMS
from booking.persistence.reports import REPORTS
from booking.resources import Resources
from booking.services.reports import rows_behind, run
from tests.builders import FAMILY, Cast
from tests.conftest import NOW, Clock
from tests.persistence import past
from tests.persistence.past import corrected, held


@pytest.fixture
async def winter(office: Resources, cast: Cast) -> None:
    async with office.desk(SYSTEM) as desk:
        await past.winter(desk, cast)


async def targets(office: Resources, **percents: int) -> None:
    """The council's targets from the first of a month on, such as jan=15."""
    async with office.desk(SYSTEM) as desk:
        for month, percent in percents.items():
            day = date(2026, ["jan", "feb", "mar"].index(month) + 1, 1)
            insert = text("INSERT INTO remote_targets (valid_from, percent) VALUES (:day, :percent)")
            await desk.connection.execute(insert, {"day": day, "percent": percent})
    office.forget_reference()


async def reported(office: Resources, cast: Cast, *, who: str = "finance", **asked: Any) -> ReportResult:
    async with office.desk(cast[who]) as desk:
        return await run(desk, asked.pop("key", "remote-share"), **asked)


async def test_an_office_without_a_delivery_gets_months_of_dashes(office: Resources, cast: Cast) -> None:
    result = await reported(office, cast)

    assert result.headline.written("da") == "–"
    assert [row["key"] for row in result.records()] == ["2026-01", "2026-02", "2026-03"]
    assert {(row["delivered"], row["share"], row["cost"]) for row in result.records()} == {(0, None, "0.00")}


@pytest.mark.usefixtures("winter")
async def test_the_remote_share_has_months_a_total_a_target_and_a_footnote(office: Resources, cast: Cast) -> None:
    await targets(office, jan=15, feb=20)

    result = await reported(office, cast)

    assert (result.headline.written("da"), result.headline.target_written("da")) == ("40 %", "20 %")
    assert result.record(result.total) == {
        "key": "total",
        "month": None,
        "delivered": 5,
        "remote": 2,
        "skype": 1,
        "phone": 1,
        "in_person": 3,
        "planned": 0,
        "planned_share": "0.0",
        "became_remote": 2,
        "became_room": 0,
        "share": "40.0",
        "hours": "5.00",
        "remote_hours": "2.00",
        "share_by_hours": "40.0",
        "priced": 4,
        "cost": "1000.00",
        "remote_cost": "500.00",
        "share_by_cost": "50.0",
        "target": "20.0",
    }
    names = ("key", "month", "delivered", "share", "target")
    assert result.cells(result.rows[0])[:4] == ["januar 2026", "2", "1", "0"]
    assert [tuple(row[name] for name in names) for row in result.records("da")] == [
        ("2026-01", "januar 2026", 2, "50.0", "15.0"),
        ("2026-02", "februar 2026", 3, "33.3", "20.0"),
        ("2026-03", "marts 2026", 0, None, "20.0"),
    ]
    assert result.footnote == Text(
        "Periode 01.01.2026–10.03.2026, pr. 10.03.2026. Læst 10.03.2026 kl. 08.00.00. Definition R02, version 2.",
        "Period 1 January 2026–10 March 2026, as of 10 March 2026. Read 10 March 2026 08:00:00. Definition R02, "
        "version 2.",
    )


@pytest.mark.usefixtures("winter")
async def test_a_second_report_cost_a_file_and_a_line(office: Resources, cast: Cast) -> None:
    result = await reported(office, cast, key="assignments", by="unit")

    assert result.headline.written("da") == "5"
    assert result.records("da") == [
        {"key": "jobcenter", "unit": "Jobcentret", "delivered": 3},
        {"key": "familie", "unit": "Familieafdelingen", "delivered": 2},
    ]


@pytest.mark.parametrize("key", REPORTS)
@pytest.mark.usefixtures("winter")
async def test_every_report_of_the_register_answers_by_all_it_knows_in_every_form_and_its_rows_add_up(
    office: Resources, cast: Cast, key: str
) -> None:
    report, measures = REPORTS[key].report, REPORTS[key].measures
    for by in report.by:
        result = await reported(office, cast, who="admin", key=key, by=by)
        for name in [column.key for column in result.columns if column.kind == "count" and column.key not in measures]:
            assert sum(_int(row[name]) for row in result.records()) == result.record(result.total)[name]

    async with office.desk(cast["admin"]) as desk:
        behind = await rows_behind(desk, key)
    made = {form: FORMS[form].make(one, "da", "Fjordby") for form in FORMS for one in (result, behind)}
    assert {form: content[:4] for form, content in made.items()} == {
        "csv": "\ufeffN".encode(),
        "xlsx": b"PK\x03\x04",
        "pdf": b"%PDF",
    }
    assert report.permission in PERMISSIONS
    assert {report.headline, report.drawn, *report.brief} - {""} <= {column.key for column in report.columns}
    assert all(column.title.da and column.title.en for column in (*result.columns, *behind.columns))


@pytest.mark.usefixtures("winter")
async def test_the_same_as_of_and_read_time_give_the_same_answer_after_a_late_correction(
    office: Resources, cast: Cast, clock: Clock
) -> None:
    first = await reported(office, cast)
    clock.at = NOW + timedelta(days=1)
    async with office.desk(SYSTEM) as desk:
        late = await held(desk, cast, Mode.IN_PERSON, recorded_at=desk.now)
        await corrected(desk, late, mode=Mode.PHONE, recorded_at=desk.now + timedelta(seconds=1))
    clock.at = NOW + timedelta(days=2)

    again = await reported(office, cast, as_of=first.span.as_of, known_at=first.read_at)
    now = await reported(office, cast, as_of=first.span.as_of)

    assert again == first
    assert (first.headline.written("da"), now.headline.written("da")) == ("40 %", "50 %")


@pytest.mark.usefixtures("winter")
@pytest.mark.parametrize(
    ("who", "filters", "delivered", "limits"),
    [
        ("finance", Filters(), 5, ()),
        ("finance", Filters(unit="radhus"), 5, ("Rådhuset med enhederne under den",)),
        ("finance", Filters(unit="familie"), 2, ("Familieafdelingen med enhederne under den",)),
        ("finance", Filters(measure="none"), 0, ("Ingen foranstaltning",)),
        ("finance", Filters(language="apc", case_type="family"), 0, None),
        ("leader", Filters(), 5, ("Rådhuset med enhederne under den",)),
        ("leader", Filters(unit="jobcenter"), 3, ("Jobcentret med enhederne under den",)),
    ],
)
async def test_an_answer_says_what_it_is_limited_to(
    office: Resources, cast: Cast, who: str, filters: Filters, delivered: int, limits: tuple[str, ...] | None
) -> None:
    result = await reported(office, cast, who=who, filters=filters)

    assert result.total.values["delivered"] == delivered
    if limits is not None:
        assert tuple(limit.da for limit in result.limits) == limits
        assert all(limit in result.footnote.da for limit in limits)


@pytest.mark.usefixtures("winter")
async def test_a_leader_of_one_unit_sees_that_unit_and_is_refused_the_others(office: Resources, cast: Cast) -> None:
    cast.actors["head"] = _leader_of(cast, FAMILY)

    own = await reported(office, cast, who="head")

    assert own.total.values["delivered"] == 2
    assert own.limits == (
        Text("Familieafdelingen med enhederne under den", "Familieafdelingen and the units below it"),
    )
    with pytest.raises(Denied, match="not of Jobcentret"):
        await reported(office, cast, who="head", filters=Filters(unit="jobcenter"))


@pytest.mark.parametrize(
    ("asked", "kind", "place"),
    [
        ({"key": "remote"}, NotFound, None),
        ({"who": "requester"}, Denied, None),
        ({"who": "farid"}, Denied, None),
        ({"by": "colour"}, Invalid, "by"),
        ({"as_of": date(2026, 3, 11)}, Invalid, "as_of"),
        ({"frm": date(2026, 3, 2), "to": date(2026, 3, 1)}, Invalid, "from"),
        ({"known_at": NOW + timedelta(seconds=1)}, Invalid, "known_at"),
        ({"filters": Filters(unit="nowhere")}, Invalid, "unit"),
        ({"filters": Filters(language="da")}, Invalid, "language"),
        ({"filters": Filters(case_type="x")}, Invalid, "case_type"),
        ({"filters": Filters(measure="x")}, Invalid, "measure"),
    ],
)
async def test_what_cannot_be_asked_is_refused_by_name(
    office: Resources, cast: Cast, asked: dict[str, Any], kind: type[OfficeError], place: str | None
) -> None:
    with pytest.raises(kind) as refusal:
        await reported(office, cast, **asked)

    assert refusal.value.field == place


def _leader_of(cast: Cast, unit_id: UUID) -> Actor:
    return replace(cast["leader"], unit_id=unit_id, unit_ids=frozenset({unit_id}))


def _int(value: str | int | None) -> int:
    assert isinstance(value, int)
    return value
