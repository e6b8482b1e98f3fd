"""Questions that are kept and asked again, two readings side by side, and the council's targets."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from booking.domain.accounts import SYSTEM
from booking.domain.errors import Denied, Invalid, NotFound
from booking.domain.modes import Mode
from booking.resources import Resources
from booking.services.comparisons import compare
from booking.services.questions import (
    ask_again,
    delete_question,
    list_questions,
    read_question,
    save_question,
    set_shared,
)
from booking.services.reports import run
from booking.services.sampling import sample
from booking.services.targets import decide_target, list_targets, withdraw_target
from tests.builders import FAMILY, Cast
from tests.conftest import NOW, Clock
from tests.persistence import past
from tests.persistence.past import corrected, held


@pytest.fixture
async def winter(office: Resources, cast: Cast) -> None:
    async with office.desk(SYSTEM) as desk:
        await past.winter(desk, cast)


async def late_correction(office: Resources, cast: Cast, clock: Clock) -> str:
    """A talk in person that was reported, and a day later turns out to have been held by phone."""
    async with office.desk(SYSTEM) as desk:
        late = await held(desk, cast, Mode.IN_PERSON, recorded_at=desk.now)
        number: str = (await desk.bookings.by_ids([late.booking_id]))[late.booking_id].number
    clock.at = NOW + timedelta(days=1)
    async with office.desk(SYSTEM) as desk:
        await corrected(desk, late, mode=Mode.PHONE, recorded_at=desk.now)
    clock.at = NOW + timedelta(days=2)
    return number


@pytest.mark.usefixtures("winter")
async def test_a_kept_question_gives_the_same_data_next_year_and_shows_what_was_corrected_since(
    office: Resources, cast: Cast, clock: Clock
) -> None:
    async with office.desk(cast["finance"]) as desk:
        saved = await save_question(desk, name=" Andelen ", report="remote-share", asked={"by": "unit"})
    clock.at = NOW + timedelta(hours=1)
    await late_correction(office, cast, clock)

    async with office.desk(cast["finance"]) as desk:
        again = await ask_again(desk, saved.id)

    assert (saved.name, saved.answer, again.verdict) == ("Andelen", "40 %", "same")
    assert (again.then.headline.written("da"), again.now.headline.written("da")) == ("40 %", "50 %")


@pytest.mark.usefixtures("winter")
@pytest.mark.parametrize(
    ("column", "verdict", "said"),
    [
        ("definition_version = 1, sha256 = 'x'", "definition", "fra version 1 til 2"),
        ("sha256 = 'x'", "different", "ikke, hvad de var"),
    ],
)
async def test_what_cannot_be_the_same_says_why(
    office: Resources, cast: Cast, column: str, verdict: str, said: str
) -> None:
    async with office.desk(cast["finance"]) as desk:
        saved = await save_question(desk, name="Andelen", report="remote-share", asked={})
        await desk.connection.execute(text(f"UPDATE saved_questions SET {column}"))

        again = await ask_again(desk, saved.id)

    assert (again.verdict, said in again.said.da) == (verdict, True)


@pytest.mark.usefixtures("winter")
async def test_a_question_is_ones_own_until_it_is_shared_and_only_with_those_who_may_read_the_report(
    office: Resources, cast: Cast
) -> None:
    async with office.desk(cast["finance"]) as desk:
        share = await save_question(desk, name="Andelen", report="remote-share", asked={})
        claim = await save_question(desk, name="Kravet", report="quarterly-claim", asked={}, shared=True)
    async with office.desk(cast["leader"]) as desk:
        assert await list_questions(desk) == []
        with pytest.raises(NotFound):
            await ask_again(desk, share.id)
        with pytest.raises(Denied):
            await ask_again(desk, claim.id)
    async with office.desk(cast["finance"]) as desk:
        await set_shared(desk, share.id, shared=True)

    async with office.desk(cast["leader"]) as desk:
        assert [one.name for one in await list_questions(desk)] == ["Andelen"]
        with pytest.raises(Denied, match="Save your own"):
            await delete_question(desk, share.id)
    async with office.desk(cast["finance"]) as desk:
        await delete_question(desk, share.id)
        assert [one.name for one in await list_questions(desk)] == ["Kravet"]


@pytest.mark.usefixtures("winter")
async def test_a_shared_answer_is_seen_by_those_alone_who_may_see_every_unit_that_it_counts(
    office: Resources, cast: Cast
) -> None:
    head = replace(cast["leader"], unit_id=FAMILY, unit_ids=frozenset({FAMILY}))
    async with office.desk(cast["finance"]) as desk:
        asked: list[dict[str, str]] = [{}, {"unit": "jobcenter"}, {"unit": desk.reference.units[FAMILY].code}]
        every, others, own = [
            await save_question(desk, name=f"Andelen {n}", report="remote-share", asked=one, shared=True)
            for n, one in enumerate(asked)
        ]

    async with office.desk(head) as desk:
        assert [one.id for one in await list_questions(desk)] == [own.id]
        for hidden in (every, others):
            with pytest.raises(NotFound):
                await read_question(desk, hidden.id)


@pytest.mark.usefixtures("winter")
async def test_the_same_seed_draws_the_same_sample_and_the_footnote_prints_it(office: Resources, cast: Cast) -> None:
    async with office.desk(cast["finance"]) as desk:
        first, again = [await sample(desk, "assignments", many=2, seed="revisor") for _ in range(2)]
        other = await sample(desk, "assignments", many=2)
        with pytest.raises(Invalid) as refusal:
            await sample(desk, "assignments", many=0)

    assert (first.rows, len(first.rows), first.total.values["delivered"]) == (again.rows, 2, 2)
    assert "2 af 5 bestillinger, frø revisor." in first.footnote.da
    assert "frø revisor" not in other.footnote.da
    assert refusal.value.field == "many"


async def test_a_question_without_a_name_is_refused(office: Resources, cast: Cast) -> None:
    async with office.desk(cast["finance"]) as desk:
        with pytest.raises(Invalid) as refusal:
            await save_question(desk, name="  ", report="remote-share", asked={})

    assert refusal.value.field == "name"


@pytest.mark.usefixtures("winter")
async def test_a_late_correction_is_the_difference_between_two_readings_with_its_booking(
    office: Resources, cast: Cast, clock: Clock
) -> None:
    number = await late_correction(office, cast, clock)

    async with office.desk(cast["finance"]) as desk:
        found = await compare(desk, "remote-share", earlier=NOW, by="unit")

    changed = {(one.key, one.column.key): (one.before, one.after) for one in found.changes}
    assert (changed["total", "remote"], changed["jobcenter", "in_person"]) == ((2, 3), (3, 2))
    assert ("familie", "remote") not in changed
    (touched,) = found.touched
    assert touched.number == number
    assert touched.before is not None
    assert touched.after is not None
    assert (touched.before["mode"], touched.after["mode"]) == ("in_person", "phone")


@pytest.mark.usefixtures("winter")
async def test_two_readings_with_nothing_between_them_are_equal(office: Resources, cast: Cast, clock: Clock) -> None:
    clock.at = NOW + timedelta(days=1)
    async with office.desk(cast["finance"]) as desk:
        found = await compare(desk, "cost", earlier=NOW)

    assert (found.changes, found.touched) == ((), ())


@pytest.mark.usefixtures("winter")
async def test_the_council_s_target_holds_from_its_day_and_only_the_administrator_sets_it(
    office: Resources, cast: Cast
) -> None:
    async with office.desk(cast["admin"]) as desk:
        await decide_target(desk, valid_from=date(2026, 1, 1), percent=15)
        await decide_target(desk, valid_from=date(2026, 2, 1), percent=25)
        await decide_target(desk, valid_from=date(2026, 2, 1), percent=20)
        await withdraw_target(desk, valid_from=date(2026, 1, 1))
        assert [(one.valid_from.month, one.percent) for one in await list_targets(desk)] == [(2, 20)]
        for day, percent in ((date(2026, 3, 1), 101), (date(1999, 1, 1), 20)):
            with pytest.raises(Invalid):
                await decide_target(desk, valid_from=day, percent=percent)
        with pytest.raises(NotFound):
            await withdraw_target(desk, valid_from=date(2026, 1, 1))
    office.forget_reference()
    async with office.desk(cast["leader"]) as desk:
        with pytest.raises(Denied):
            await decide_target(desk, valid_from=date(2026, 3, 1), percent=1)
        result = await run(desk, "remote-share")

    assert result.headline.target_written("da") == "20 %"
    assert [row["target"] for row in result.records()] == [None, "20.0", "20.0"]
