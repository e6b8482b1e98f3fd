"""The data folder remembers what an office needs from one start to the next."""

import socket
from pathlib import Path

import pytest

from booking.local.environment import known_environ, local_environ
from booking.local.home import LOG_BYTES, Home, HomeError
from booking.settings import Settings


def test_ports_and_secrets_are_the_same_at_the_next_start(home: Path) -> None:
    with Home(home) as first:
        chosen = (first.port("postgres"), first.port("valkey"), first.secret("key"))
    with Home(home) as second:
        again = (second.port("postgres"), second.port("valkey"), second.secret("key"))

    assert again == chosen
    assert len(set(chosen)) == 3


def test_a_port_that_somebody_took_meanwhile_is_chosen_anew(home: Path) -> None:
    with Home(home) as first:
        port = first.port("postgres")
    with socket.socket() as somebody, Home(home) as second:
        somebody.bind(("127.0.0.1", port))
        somebody.listen()

        assert second.port("postgres") != port
        assert second.port("postgres") == second.port("postgres")


def test_a_damaged_memory_is_told_rather_than_forgotten(home: Path) -> None:
    (home / "memory.json").write_text("{")

    with pytest.raises(HomeError, match=r"memory\.json is damaged"):
        Home(home)


def test_a_log_that_has_grown_large_is_put_aside(home: Path) -> None:
    with Home(home) as opened:
        (opened.logs / "api.log").write_bytes(b"x" * (LOG_BYTES + 1))

        log = opened.log("api")

        assert (log.exists(), (opened.logs / "api.log.1").stat().st_size) == (False, LOG_BYTES + 1)


def test_an_empty_environment_is_completed_to_valid_settings(home: Path) -> None:
    with Home(home) as opened:
        settings = Settings.from_environment(local_environ(opened, {}))

        assert (settings.local_mode, settings.home, settings.mail_sink_dir) == (True, home, home / "mail")
        assert settings.database_url.endswith(f"@127.0.0.1:{opened.port('postgres')}/postgres")
        assert settings.smtp_port == opened.port("smtp")


def test_what_the_user_sets_is_kept(home: Path) -> None:
    given = {"DATABASE_URL": "postgresql://db.example.org/tolk", "SMTP_HOST": "relay.example.org", "PORT": "9000"}
    with Home(home) as opened:
        settings = Settings.from_environment(local_environ(opened, given))

    assert (settings.database_url, settings.smtp_host, settings.smtp_port, settings.port, settings.public_url) == (
        "postgresql://db.example.org/tolk",
        "relay.example.org",
        25,
        9000,
        "http://localhost:9000",
    )


def test_a_command_beside_the_office_knows_what_it_chose(home: Path) -> None:
    with Home(home) as opened:
        chosen = local_environ(opened, {})

    known = known_environ({"SPROGTOLK_HOME": str(home), "LOG_LEVEL": "debug", "REDIS_URL": ""})

    assert (known["DATABASE_URL"], known["REDIS_URL"]) == (chosen["DATABASE_URL"], chosen["REDIS_URL"])
    assert known["LOG_LEVEL"] == "debug"
