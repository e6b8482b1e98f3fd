"""The seeded municipality, as plain SQL finds it in the database."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from booking.domain.accounts import DEMO_PASSWORD, SYSTEM, Role
from booking.domain.errors import Conflict
from booking.domain.units import check_ean
from booking.gateways.secrets import password_fits
from booking.local.seeding import load
from booking.local.seeding.filling import fill
from booking.persistence.facts import Difference, check
from booking.persistence.migrations import upgrade
from booking.persistence.seed.cast import CAST, LOGINS
from booking.resources import Resources
from booking.services.reports import rows_behind, run
from booking.settings import Settings
from tests.conftest import Clock, settings_for

# Wednesday, 17 June 2026, 11.20 in Copenhagen: some of the day is over, most of it is not.
NOW = datetime(2026, 6, 17, 9, 20, tzinfo=UTC)
SPRING = "starts_at <@ tstzrange('2018-01-01 00:00 Europe/Copenhagen', '2018-05-01 00:00 Europe/Copenhagen')"


class Fjordby:
    """The seeded database, and what was said while it was filled."""

    def __init__(self, settings: Settings, connection: asyncpg.Connection, said: list[str]) -> None:
        self.settings = settings
        self.said = said
        self._connection = connection

    async def value(self, sql: str) -> Any:
        return await self._connection.fetchval(sql)

    async def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in await self._connection.fetch(sql)]


@asynccontextmanager
async def migrated(servers: tuple[str, str], name: str, home: Path) -> AsyncIterator[Settings]:
    """Settings of an office whose database is empty but for its tables."""
    settings = settings_for(servers, database=name, home=home)
    admin = await asyncpg.connect(servers[0])
    await admin.execute(f"CREATE DATABASE {name}")
    try:
        await asyncio.to_thread(upgrade, settings.database_url)
        yield settings
    finally:
        await admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
        await admin.close()


@pytest.fixture(scope="module")
async def fjordby(servers: tuple[str, str], tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Fjordby]:
    """Seeded once for the tests of this module, which only read."""
    said: list[str] = []
    async with migrated(servers, "fjordby", tmp_path_factory.mktemp("fjordby")) as settings:
        await fill(settings, said.append, clock=Clock(NOW))
        connection = await asyncpg.connect(settings.database_url)
        yield Fjordby(settings, connection, said)
        await connection.close()


async def test_the_remote_share_of_the_spring_of_2018_is_sixteen_percent_exactly(fjordby: Fjordby) -> None:
    [counted] = await fjordby.rows(
        "SELECT count(*) FILTER (WHERE mode IN ('phone', 'skype')), count(*) FROM deliveries "
        f"WHERE outcome = 'delivered' AND superseded_at IS NULL AND {SPRING}"
    )
    assert counted == (400, 2500)


async def test_the_report_says_sixteen_percent_as_of_30_april_2018_and_its_rows_add_up(fjordby: Fjordby) -> None:
    async with Resources(fjordby.settings, clock=Clock(NOW)) as office, office.desk(SYSTEM) as desk:
        result = await run(desk, "remote-share", as_of=date(2018, 4, 30))
        behind = await rows_behind(desk, "remote-share", as_of=date(2018, 4, 30), column="remote")

    assert (result.headline.written("da"), result.headline.target_written("da")) == ("16 %", "20 %")
    assert (result.total.values["remote"], len(behind.rows), behind.total.values["delivered"]) == (400, 400, 400)
    assert "Periode 01.01.2018–30.04.2018, pr. 30.04.2018." in result.footnote.da


async def test_the_share_grows_month_by_month(fjordby: Fjordby) -> None:
    months = await fjordby.rows(
        "SELECT count(*) FILTER (WHERE mode <> 'in_person'), count(*) FROM deliveries "
        f"WHERE outcome = 'delivered' AND {SPRING} "
        "GROUP BY date_trunc('month', starts_at AT TIME ZONE 'Europe/Copenhagen') ORDER BY min(starts_at)"
    )
    assert months == [(76, 690), (88, 630), (112, 620), (124, 560)]


async def test_some_were_delivered_by_another_mode_than_booked(fjordby: Fjordby) -> None:
    switched = await fjordby.rows(
        "SELECT DISTINCT b.mode, d.mode FROM bookings b JOIN deliveries d ON d.booking_id = b.id WHERE b.mode <> d.mode"
    )
    assert {("in_person", "phone"), ("skype", "phone")} <= set(switched)


async def test_the_exits_of_a_real_office_are_there(fjordby: Fjordby) -> None:
    exits = await fjordby.rows(
        "SELECT DISTINCT b.status, b.exit_reason, coalesce(d.outcome, '') FROM bookings b "
        f"LEFT JOIN deliveries d ON d.booking_id = b.id WHERE b.{SPRING}"
    )
    assert set(exits) == {
        ("attested", "", "delivered"),
        ("cancelled", "in time", ""),
        ("cancelled", "late", ""),
        ("no_show", "", "citizen_no_show"),
        ("no_show", "", "interpreter_no_show"),
        ("unfilled", "", ""),
    }


async def test_case_types_are_as_the_house_had_them(fjordby: Fjordby) -> None:
    shares = dict(
        await fjordby.rows(
            f"SELECT case_type, count(*)::float / sum(count(*)) OVER () FROM bookings WHERE {SPRING} GROUP BY case_type"
        )
    )
    assert shares["integration_benefit"] == pytest.approx(746 / 1419, abs=0.05)
    assert shares["cash_benefit"] == pytest.approx(505 / 1419, abs=0.05)
    assert len(shares) == 9


async def test_nobody_is_at_two_places(fjordby: Fjordby) -> None:
    assert (
        await fjordby.value(
            "SELECT count(*) FROM assignments a JOIN assignments b USING (interpreter_id) WHERE a.id < b.id "
            "AND a.status = 'active' AND b.status = 'active' AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at"
        )
        == 0
    )


async def test_price_lines_add_up_and_every_attested_booking_has_one_decision(fjordby: Fjordby) -> None:
    assert (
        await fjordby.value(
            "SELECT count(*) FROM settlements s WHERE s.net_ore <> "
            "(SELECT coalesce(sum(amount_ore), 0) FROM price_lines WHERE settlement_id = s.id)"
        )
        == 0
    )
    assert (
        await fjordby.value(
            "SELECT count(*) FROM bookings b WHERE attested_at IS NOT NULL AND (1, 1) <> ("
            "(SELECT count(*) FROM settlements WHERE booking_id = b.id), "
            "(SELECT count(*) FROM refund_decisions WHERE booking_id = b.id))"
        )
        == 0
    )


async def test_refunds_vary_and_some_are_unsure(fjordby: Fjordby) -> None:
    decided = dict(
        await fjordby.rows(
            "SELECT coalesce(r.percent::text || ' ' || r.state, ''), count(*) FROM refund_decisions r "
            f"JOIN bookings b ON b.id = r.booking_id WHERE b.{SPRING} GROUP BY 1"
        )
    )
    assert {"0 decided", "50 decided", "100 decided", "0 unsure"} == set(decided)
    assert min(decided.values()) > 10


async def test_reports_count_it_as_the_tables_tell_it(fjordby: Fjordby) -> None:
    async with Resources(fjordby.settings) as office, office.desk(SYSTEM) as desk:
        found = await check(desk.connection)

    assert found == Difference(0, 0)
    assert await fjordby.value("SELECT count(*) FROM bookings") == await fjordby.value(
        "SELECT count(*) FROM report_facts"
    )
    assert await fjordby.value(f"SELECT count(*) FROM report_past_facts WHERE outcome = 'confirmed' AND {SPRING}") > 500


async def test_it_happened_in_order(fjordby: Fjordby) -> None:
    assert (
        await fjordby.value(
            "SELECT count(*) FROM bookings b LEFT JOIN assignments a ON a.booking_id = b.id "
            "LEFT JOIN deliveries d ON d.booking_id = b.id WHERE b.requested_at > b.starts_at "
            "OR a.assigned_at NOT BETWEEN b.requested_at AND b.starts_at OR d.recorded_at < b.starts_at "
            f"OR d.recorded_at > '{NOW.isoformat()}' OR b.attested_at < d.recorded_at"
        )
        == 0
    )


async def test_every_booking_is_told_by_its_log(fjordby: Fjordby) -> None:
    assert (
        await fjordby.value(
            "SELECT count(*) FROM bookings b WHERE NOT EXISTS (SELECT 1 FROM history h WHERE h.subject_id = b.id "
            "AND h.action = 'requested' AND h.at = b.requested_at AND h.actor_id = b.requester_id)"
        )
        == 0
    )


async def test_the_municipality_is_as_big_as_it_says(fjordby: Fjordby) -> None:
    assert fjordby.said[0] == "  19 units and 60 interpreters"
    assert await fjordby.rows("SELECT employment, count(*) FROM interpreters GROUP BY 1 ORDER BY 1") == [
        ("agency", 3),
        ("freelance", 49),
        ("salaried", 8),
    ]
    assert await fjordby.value("SELECT count(DISTINCT language) FROM interpreter_skills") >= 25
    assert [check_ean(ean) for (ean,) in await fjordby.rows("SELECT ean FROM units")]
    assert (
        await fjordby.value(
            "SELECT min(n) FROM (SELECT count(*) n FROM accounts WHERE 'requester' = ANY(roles) GROUP BY unit_id)"
        )
        >= 2
    )


@pytest.mark.parametrize("language", ["apc", "som", "tir", "prs", "ukr"])
async def test_somebody_is_on_call_at_any_hour_in_every_mode(fjordby: Fjordby, language: str) -> None:
    assert await fjordby.value(
        "SELECT count(*) FROM interpreters i JOIN interpreter_skills s ON s.interpreter_id = i.id "
        f"WHERE s.language = '{language}' AND cardinality(i.modes) = 3 AND home_place LIKE '990%' "
        "AND employment = 'freelance' AND daily_limit = 1440 AND 7 = (SELECT count(*) FROM interpreter_hours h "
        "WHERE h.interpreter_id = i.id AND h.starts = '00:00' AND h.ends = '00:00')"
    )


async def test_everybody_of_the_cast_can_log_in(fjordby: Fjordby) -> None:
    found = dict(await fjordby.rows("SELECT email, roles FROM accounts"))
    assert [found[email] for email, _ in LOGINS] == [[role.value] for role in CAST]
    hashes = await fjordby.rows("SELECT DISTINCT password_hash FROM accounts")
    assert [password_fits(DEMO_PASSWORD, one) for (one,) in hashes] == [True]
    assert LOGINS[0] == ("requester@example.org", "Requester")
    assert await fjordby.rows(
        "SELECT s.language FROM accounts a JOIN interpreter_skills s USING (interpreter_id) "
        f"WHERE a.email = '{CAST[Role.INTERPRETER][0]}' AND s.level = 4"
    ) == [("apc",)]


async def test_the_week_is_alive(fjordby: Fjordby) -> None:
    today = dict(
        await fjordby.rows(
            "SELECT status, count(*) FROM bookings WHERE (starts_at AT TIME ZONE 'Europe/Copenhagen')::date = "
            "'2026-06-17' GROUP BY 1"
        )
    )
    assert {"confirmed", "delivered", "unfilled"} <= set(today)
    assert sum(today.values()) == 36
    assert await fjordby.value("SELECT count(*) FROM offers WHERE state = 'open'") >= 5
    # What lies ahead was matched by the services: both calendars were told.
    assert (
        await fjordby.value(
            f"SELECT count(*) FROM bookings b WHERE status = 'confirmed' AND starts_at > '{NOW.isoformat()}' AND 2 <> "
            "(SELECT count(*) FROM calendar_streams WHERE booking_id = b.id AND state = 'live')"
        )
        == 0
    )
    assert await fjordby.rows("SELECT DISTINCT kind FROM outbox WHERE state = 'pending' ORDER BY 1") == [
        ("inbound",),
        ("lapse",),
        ("mail",),
    ]


async def test_the_interpreter_of_the_cast_has_a_job_and_an_offer_to_answer(fjordby: Fjordby) -> None:
    now = NOW.isoformat()
    mine = f"interpreter_id = (SELECT interpreter_id FROM accounts WHERE email = '{CAST[Role.INTERPRETER][0]}')"
    [waiting] = await fjordby.rows(
        f"SELECT (SELECT count(*) > 0 FROM offers WHERE state = 'open' AND answer_by > '{now}' AND {mine}), "
        f"(SELECT count(*) > 0 FROM assignments WHERE status = 'active' AND starts_at > '{now}' AND {mine})"
    )
    assert waiting == (True, True)


async def test_the_present_year_has_its_own_share(fjordby: Fjordby) -> None:
    [(remote, delivered)] = await fjordby.rows(
        "SELECT count(*) FILTER (WHERE mode <> 'in_person'), count(*) FROM deliveries WHERE outcome = 'delivered' "
        "AND starts_at > '2026-01-01'"
    )
    assert delivered > 700
    assert 0.48 < remote / delivered < 0.60


async def test_a_second_seeding_refuses_or_leaves_it_alone(fjordby: Fjordby) -> None:
    before = await fjordby.value("SELECT count(*) FROM bookings")
    said: list[str] = []
    with pytest.raises(Conflict, match="There are people in the database already"):
        await asyncio.to_thread(load, fjordby.settings, said.append)
    await asyncio.to_thread(load, fjordby.settings, said.append, if_empty=True)
    assert said == ["The municipality is there already."]
    assert await fjordby.value("SELECT count(*) FROM bookings") == before


async def test_a_seeding_that_is_given_up_leaves_nothing(servers: tuple[str, str], tmp_path: Path) -> None:
    def give_up(line: str) -> None:
        if "2018" in line:
            raise RuntimeError

    async with migrated(servers, "given_up", tmp_path) as settings:
        with pytest.raises(RuntimeError):
            await fill(settings, give_up, clock=Clock(NOW))
        connection = await asyncpg.connect(settings.database_url)
        counts = [await connection.fetchval(f"SELECT count(*) FROM {table}") for table in ("accounts", "bookings")]
        await connection.close()
    assert counts == [0, 0]


async def test_an_office_of_ones_own_takes_the_reference_data_as_often_as_it_likes(
    servers: tuple[str, str], tmp_path: Path
) -> None:
    async with migrated(servers, "own_office", tmp_path) as settings:
        for _ in range(2):
            await asyncio.to_thread(load, settings, lambda _line: None, reference_only=True)
        connection = await asyncpg.connect(settings.database_url)
        counts = [await connection.fetchval(f"SELECT count(*) FROM {table}") for table in ("rates", "units")]
        await connection.close()
    assert counts == [41, 0]
