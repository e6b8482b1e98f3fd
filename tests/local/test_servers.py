"""The embedded PostgreSQL and Valkey: real servers that keep what they acknowledged and leave nothing behind."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import asyncpg
import pytest
import redis

from booking.local.home import Home, HomeError
from booking.local.servers import Servers

HOLD = """
import sys, time
from pathlib import Path
from booking.local.servers import Servers
print(*Servers(Path(sys.argv[1])).start(), flush=True)
time.sleep(60)
"""


async def fetch(url: str, sql: str) -> object:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(sql)
    finally:
        await connection.close()


def holder(home: Path) -> tuple[subprocess.Popen[str], str, str]:
    """A process that runs the servers, and their addresses."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(home)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    database_url, redis_url = process.stdout.readline().split()
    process.stdout.close()
    return process, database_url, redis_url


async def test_both_servers_answer_and_rows_survive_a_stop(home: Path) -> None:
    with Servers(home) as (database_url, redis_url):
        await fetch(database_url, "CREATE TABLE kept AS SELECT 7 AS n")
        with redis.Redis.from_url(redis_url) as queue:
            queue.set("kept", "7")
    with Servers(home) as (database_url, redis_url):
        rows = await fetch(database_url, "SELECT n FROM kept")
        with redis.Redis.from_url(redis_url) as queue:
            word = queue.get("kept")

    assert (rows, word) == (7, b"7")


async def test_the_exclusion_constraint_that_forbids_double_booking_can_be_had(home: Path) -> None:
    with Servers(home, fsync=False) as (database_url, _):
        version = await fetch(database_url, "SELECT current_setting('server_version_num')::int / 10000")
        await fetch(database_url, "CREATE EXTENSION btree_gist")

    assert isinstance(version, int)
    assert version >= 17


async def test_neither_server_lets_anyone_in_without_the_password(home: Path) -> None:
    with Servers(home, fsync=False) as (database_url, redis_url):
        with pytest.raises(asyncpg.InvalidPasswordError):
            await asyncpg.connect(database_url, password="guess")
        with (
            redis.Redis.from_url(redis_url.replace("redis://:", "redis://:x")) as queue,
            pytest.raises(redis.AuthenticationError),
        ):
            queue.ping()


def test_a_second_office_in_the_same_folder_is_refused_by_name(home: Path) -> None:
    with Home(home), pytest.raises(HomeError, match=f"process {os.getpid()}\\) runs in {home}"):
        Home(home)


def test_a_folder_that_cannot_be_written_is_named(home: Path) -> None:
    (home / "file").touch()

    with pytest.raises(HomeError, match="file/var cannot be written"):
        Home(home / "file" / "var")


def test_a_cluster_of_another_postgresql_is_refused(home: Path) -> None:
    with Servers(home):
        pass
    with Home(home) as opened:
        (opened.server_folder("postgres") / "PG_VERSION").write_text("12\n")

    with pytest.raises(HomeError, match="was made by PostgreSQL 12; here is"):
        Servers(home).start()


async def test_killing_the_starter_ends_the_servers_and_loses_no_acknowledged_row(home: Path) -> None:
    process, database_url, _ = await asyncio.to_thread(holder, home)
    connection = await asyncpg.connect(database_url)
    await connection.execute("CREATE TABLE kept (n int)")
    acknowledged = 0
    for number in range(200):
        await connection.execute("INSERT INTO kept VALUES ($1)", number)
        acknowledged += 1
        if number == 150:
            process.send_signal(signal.SIGKILL)
            break
    process.wait()
    with Servers(home) as (database_url, _):  # waits until the old ones are gone: they hold the folder's lock
        found = await fetch(database_url, "SELECT count(*) FROM kept")
    connection.terminate()

    assert found == acknowledged


async def test_forgetful_servers_leave_nothing_behind(home: Path) -> None:
    with Servers(home, fsync=False) as (database_url, _):
        assert await fetch(database_url, "SELECT 7") == 7

    assert not (home / "servers").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can use a folder that the servers' user cannot enter")
async def test_a_folder_that_only_root_may_enter_is_served_from_a_reachable_one(home: Path) -> None:
    home.chmod(0o700)
    with Home(home / "var") as opened:
        outside = opened.servers
    try:
        with Servers(home / "var") as (database_url, _):
            answer = await fetch(database_url, "SELECT 7")

        assert (answer, outside.parent) == (7, Path("/var/tmp"))
    finally:
        shutil.rmtree(outside)
