"""The commands of `sprogtolk`, run as their users run them."""

import json
import re
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from booking.cli import sprogtolk
from booking.domain.errors import NotFound
from booking.local.environment import remembered
from booking.local.home import Home, write_private
from booking.local.ports import free_port
from booking.local.servers import Servers
from booking.persistence.health import look_at_database
from booking.persistence.migrations import head
from booking.settings import SettingError
from booking.settings.variables import VARIABLES

DESIGNED = {
    *("run", "api", "worker", "planner", "inbound", "mail-sink", "sms-sink"),
    *("migrate", "seed", "import"),
    *("add-user", "setup-link", "cpr", "token", "change-email", "resend-calendars"),
    *("openapi", "doctor", "version", "ledger", "reports"),
}


@pytest.fixture(scope="module")
def office(lasting_home: Path) -> Iterator[dict[str, str | None]]:
    """A folder as `sprogtolk run` leaves it while it runs, with an empty database."""
    with Servers(lasting_home) as (database_url, redis_url):
        chosen = {
            "DATABASE_URL": database_url,
            "REDIS_URL": redis_url,
            "SECRET_KEY": "0123456789abcdef0123456789abcdef",
            "PUBLIC_URL": "http://localhost:8000",
            "SMTP_HOST": "127.0.0.1",
            "MAIL_DOMAIN": "tolk.fjordby.example",
        }
        write_private(lasting_home / "environment", "".join(f"{name}={value}\n" for name, value in chosen.items()))
        yield {variable.name: None for variable in VARIABLES} | {"SPROGTOLK_HOME": str(lasting_home)}


def sprogtolk_run(environ: dict[str, str | None], *words: str) -> Result:
    return CliRunner().invoke(sprogtolk, words, env=environ)


def test_every_command_of_the_design_is_there_and_explains_itself() -> None:
    assert set(sprogtolk.commands) == DESIGNED
    assert [name for name, command in sprogtolk.commands.items() if not command.help] == []


def test_the_version_is_that_of_the_package() -> None:
    assert sprogtolk_run({}, "version").output == f"{version('sprogtolk')}\n"


def test_the_apis_description_needs_no_database() -> None:
    described = json.loads(sprogtolk_run({variable.name: None for variable in VARIABLES}, "openapi").output)

    assert "/api/v1/bookings" in described["paths"]


def test_a_command_reaches_the_office_that_runs_in_the_folder(office: dict[str, str | None]) -> None:
    result = sprogtolk_run(office, "migrate")

    chosen = remembered(Path(office["SPROGTOLK_HOME"] or "") / "environment")
    assert result.exit_code == 0, result.exception
    assert look_at_database(chosen["DATABASE_URL"]).revision == head()


def test_what_the_user_set_goes_before_what_the_office_remembers(office: dict[str, str | None]) -> None:
    result = sprogtolk_run(office | {"DATABASE_URL": "mysql://elsewhere/db"}, "migrate")

    assert isinstance(result.exception, SettingError)
    assert str(result.exception).startswith("DATABASE_URL cannot be")


@pytest.mark.parametrize("words", [("migrate",), ("token", "maja@fjordby.example")])
def test_a_database_that_does_not_answer_is_told_in_a_sentence(
    office: dict[str, str | None], words: tuple[str, ...]
) -> None:
    nowhere = f"postgresql://sprogtolk:x@127.0.0.1:{free_port()}/postgres"

    result = sprogtolk_run(office | {"DATABASE_URL": nowhere}, *words)

    assert result.exit_code == 1
    assert result.stderr.startswith("Error: The database cannot be reached: ")
    assert result.stderr.endswith("See `sprogtolk doctor`.\n")


def test_an_added_user_gets_a_token(office: dict[str, str | None]) -> None:
    sprogtolk_run(office, "migrate")
    words = ["maja@fjordby.example", "--name", "Maja Holm", "--role", "coordinator", "--password", "en lang sætning"]

    added = sprogtolk_run(office, "add-user", *words)
    token = sprogtolk_run(office, "token", "maja@fjordby.example")

    assert (added.exit_code, added.output) == (0, "maja@fjordby.example may log in.\n")
    assert re.fullmatch(r"st_?[\w-]{32,}\n", token.output)


def test_nobody_gets_no_token(office: dict[str, str | None]) -> None:
    sprogtolk_run(office, "migrate")

    assert isinstance(sprogtolk_run(office, "token", "nobody@fjordby.example").exception, NotFound)


def test_the_ledger_is_followed_from_its_first_entry_to_its_head(office: dict[str, str | None]) -> None:
    sprogtolk_run(office, "migrate")

    verified = sprogtolk_run(office, "ledger", "verify")

    said = f"✓ 0 entries, each follows from the one before. Head: {'0' * 64}\n"
    assert (verified.exit_code, verified.output) == (0, said)


def test_what_reports_count_is_judged_and_put_right(office: dict[str, str | None]) -> None:
    sprogtolk_run(office, "migrate")

    said = [sprogtolk_run(office, "reports", act).output for act in ("verify", "repair")]

    assert said == [
        "✓ Every fact is what its booking says, and the monthly sums are what the facts add up to.\n"
        "✓ What is committed and at risk is what the bookings say.\n",
        "✓ 0 facts and 0 monthly sums were put right, 0 bookings marked,\n"
        "  and 0 sums of what is committed and at risk added up again.\n",
    ]


def test_the_passwords_of_a_folder_are_for_its_owner_alone(home: Path) -> None:
    with Home(home) as opened:
        opened.secret("postgres")

    assert (home / "memory.json").stat().st_mode & 0o077 == 0


def test_a_refused_file_says_what_is_wrong_with_it_and_that_nothing_was_taken(
    office: dict[str, str | None], tmp_path: Path
) -> None:
    sprogtolk_run(office, "migrate")
    sheet = tmp_path / "tolke.csv"
    sheet.write_text("Navn;Skostørrelse\nMaja Holm;39\n")

    refused = sprogtolk_run(office, "import", "interpreters", str(sheet))

    assert refused.exit_code == 1
    assert [line.split(",")[0] for line in refused.stderr.splitlines()[:-1]][:1] == ["✗ tolke.csv"]
    assert refused.stderr.splitlines()[-1] == "Nothing was imported."
