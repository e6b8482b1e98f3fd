"""While PostgreSQL is away the office says so, and takes up again by itself."""

from pathlib import Path

import asyncpg
import httpx

from booking.app import create_app
from booking.resources import Resources
from booking.settings import Settings
from tests.api.test_bookings_api import ORDER
from tests.builders import token_of
from tests.conftest import settings_for


async def test_connections_that_were_cut_are_told_as_closed_for_a_moment_and_the_next_try_is_served(
    client: httpx.AsyncClient, settings: Settings
) -> None:
    await client.get("/api/v1/bookings")
    connection = await asyncpg.connect(settings.database_url)
    await connection.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
        "AND pid <> pg_backend_pid()"
    )
    await connection.close()

    answers = [await client.post("/api/v1/bookings", json=ORDER) for _ in range(3)]

    assert {answer.status_code for answer in answers} <= {201, 503}
    assert answers[-1].status_code == 201


async def test_without_a_database_every_request_is_told_when_to_try_again(
    servers: tuple[str, str], tmp_path: Path
) -> None:
    settings = settings_for(("postgresql://nobody@127.0.0.1:1/x", servers[1]), database="x", home=tmp_path)
    async with Resources(settings) as lost:
        transport = httpx.ASGITransport(create_app(lost), raise_app_exceptions=False)  # type: ignore[arg-type]
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as asking:
            answer = await asking.get("/api/v1/bookings", headers={"Authorization": f"Bearer {token_of('requester')}"})
            ready = await asking.get("/health/ready")

    assert (answer.status_code, answer.headers.get("retry-after")) == (503, "5")
    assert ready.status_code == 503
