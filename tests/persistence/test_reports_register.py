"""The register against the list of definitions, its page in the docs, and what single reports count."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from booking.domain.accounts import SYSTEM
from booking.domain.conversions import Talk, fits
from booking.domain.modes import Mode
from booking.domain.reports import BREAKDOWNS, Question, Span, percent, share
from booking.persistence.reports import KEYS, REPORTS, figures_known, sums_known
from booking.persistence.reports.sources import Sums
from booking.resources import Resources
from tests.builders import Cast
from tests.persistence.past import JOB_STARTS, held, priced

YEAR = Span(date(2026, 1, 1), date(2026, 12, 31), date(2026, 12, 31))
LATER = datetime(2026, 12, 31, tzinfo=UTC)


def printed() -> str:
    """The table of reports as docs/reports.md prints it."""
    rows = [
        f"| {report.id} | {report.title.en} | `{report.key}` | /rapporter/{report.slug} | {report.version} | "
        f"`{report.permission}` | {', '.join(report.by)} | {report.definition.en} |"
        for report in (source.report for source in REPORTS.values())
    ]
    head = "| id | report | key | page | version | permission | by | definition |"
    return "\n".join([head, "|---|---|---|---|---|---|---|---|", *rows])


def test_the_page_shows_the_register() -> None:
    assert printed() in (Path(__file__).parents[2] / "docs" / "reports.md").read_text()


def test_all_sixteen_reports_are_there_once_with_an_address_and_breakdowns_that_have_names() -> None:
    reports = [source.report for source in REPORTS.values()]

    assert [report.id for report in reports] == [f"R{n:02}" for n in range(1, 17)]
    assert {KEYS[report.slug] for report in reports} == set(REPORTS)
    assert all(set(report.by) <= BREAKDOWNS.keys() for report in reports)
    assert all(source.listed[0].of == "number" for source in REPORTS.values())


@pytest.mark.parametrize(
    ("remote", "whole", "said"),
    [(36, 871, "4,1 %"), (135, 568, "23,8 %"), (16, 159, "10,1 %"), (58, 124, "46,8 %")],
)
def test_the_council_s_own_tables_give_their_own_shares(remote: int, whole: int, said: str) -> None:
    sums: Sums = {**dict.fromkeys(REPORTS["remote-share"].sums, 0), "remote": remote, "delivered": whole}
    figures = REPORTS["remote-share"].figures(sums)

    assert (percent(share(remote, whole)), figures["share"]) == (said, share(remote, whole))


CASES = (
    Talk(minutes=60, speakers=1),
    Talk(minutes=60, speakers=1, reason="other"),
    Talk(minutes=75, speakers=1),
    Talk(minutes=60, speakers=1, parties=3),
    Talk(minutes=60, speakers=1, child=True),
    Talk(minutes=60, speakers=1, group=4),
    Talk(minutes=60, speakers=1, reason="trauma"),
    Talk(minutes=60, speakers=0),
)


@pytest.mark.parametrize("talk", CASES)
async def test_what_could_have_been_remote_is_what_the_advisor_would_have_asked_of(
    office: Resources, cast: Cast, talk: Talk
) -> None:
    source, question = REPORTS["conversion-potential"], Question(span=YEAR, known_at=LATER, by="unit")
    async with office.desk(SYSTEM) as desk:
        if talk.speakers:
            video = await held(desk, cast, Mode.SKYPE, language="prs")
            await priced(desk, video, 300_00, priced_at=JOB_STARTS)
        room = await held(
            desk,
            cast,
            Mode.IN_PERSON,
            language="prs",
            ends_at=JOB_STARTS + timedelta(minutes=talk.minutes),
            parties=talk.parties,
            child_present=talk.child,
            group_size=talk.group,
            in_person_reason=talk.reason,
        )
        await priced(desk, room, 800_00, priced_at=JOB_STARTS)
        figures = source.figures((await sums_known(desk.connection, source, question))["jobcenter"])

    assert figures["fits"] == int(fits(talk))
    assert figures["saving"] == (500_00 * int(fits(talk)) if talk.speakers else None)


async def test_the_median_of_the_whole_is_found_among_the_bookings_and_is_no_mean_of_medians(
    office: Resources, cast: Cast
) -> None:
    source, question = REPORTS["lead-time"], Question(span=YEAR, known_at=LATER, by="language")
    async with office.desk(SYSTEM) as desk:
        for hours, language in ((10, "apc"), (20, "apc"), (30, "apc"), (1000, "prs")):
            job = await held(desk, cast, language=language)
            await desk.connection.execute(
                text("UPDATE report_facts SET lead_minutes = :minutes WHERE booking_id = :id"),
                {"minutes": hours * 60, "id": job.booking_id},
            )

        _, found = await figures_known(desk.connection, source, question)

    medians = {key: figures["median"] for key, figures in found.items()}
    assert medians == {"apc": 20 * 60, "prs": 1000 * 60, None: 20 * 60}
    assert found[None]["p90"] == 1000 * 60
