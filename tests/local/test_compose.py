"""What production's files say exists: every command, variable, path and package in them is in the code."""

import re
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from booking.cli import sprogtolk
from booking.cli.doctor import CHECKS
from booking.gateways.feeders.accounts import sites_in
from booking.settings.variables import VARIABLES

PROJECT = Path(__file__).parents[2]
COMPOSE = PROJECT / "docker-compose.yml"
DOCKERFILE = PROJECT / "Dockerfile"
OURS = ("mail-sink", "migrate", "api", "worker", "planner", "inbound")


def compose() -> dict[str, Any]:
    parsed = yaml.safe_load(COMPOSE.read_text())
    assert isinstance(parsed, dict)
    return parsed


def service(name: str) -> dict[str, Any]:
    found = compose()["services"][name]
    assert isinstance(found, dict)
    return found


def accepted(words: list[str]) -> click.Context:
    """The command of `sprogtolk` as click understands these words. Raises click.UsageError."""
    return sprogtolk.commands[words[0]].make_context(words[0], words[1:])


def pins(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9.-]+)==([^ ;]+)", (PROJECT / lock).read_text(), re.MULTILINE))


def test_the_services_are_those_of_the_product() -> None:
    assert sorted(compose()["services"]) == sorted([*OURS, "postgres", "redis"])


@pytest.mark.parametrize("name", OURS)
def test_every_command_is_one_that_the_program_understands(name: str) -> None:
    assert accepted(service(name)["command"]).info_name == name


def test_the_image_starts_a_command_that_exists() -> None:
    [command] = re.findall(r'^CMD \["(.+)"\]$', DOCKERFILE.read_text(), re.MULTILINE)

    assert accepted([command]).info_name == "api"


def test_every_variable_is_a_setting_and_every_required_one_is_set() -> None:
    given = set(service("api")["environment"])

    assert given - {variable.name for variable in VARIABLES} == set()
    assert {variable.name for variable in VARIABLES if variable.default is None} - given == set()


def test_the_image_sets_variables_that_the_program_reads() -> None:
    [line] = re.findall(r"^ENV (.+)$", DOCKERFILE.read_text(), re.MULTILINE)
    ours = {word.split("=")[0] for word in line.split() if not word.startswith(("PATH", "PYTHON"))}

    assert ours - {variable.name for variable in VARIABLES} == set()


def test_no_secret_stands_in_the_file_and_a_missing_one_stops_compose_by_name() -> None:
    referred = re.findall(r"\$\{([A-Z_]+)(:[-?])?([^}]*)\}", COMPOSE.read_text())
    secret = {"POSTGRES_PASSWORD", "REDIS_PASSWORD", "SECRET_KEY"}

    assert {name for name, _, _ in referred} >= secret
    assert [name for name, kind, said in referred if name in secret and (kind, name in said) != (":?", True)] == []
    assert [(name, said) for name, kind, said in referred if name.endswith("PASSWORD") and kind == ":-" and said] == []


def test_everything_that_keeps_running_has_a_health_check_and_is_not_root() -> None:
    services = compose()["services"]

    assert [name for name in services if name != "migrate" and "healthcheck" not in services[name]] == []
    assert [name for name in OURS if service(name)["cap_drop"] != ["ALL"]] == []
    assert re.search(r"^USER (?!root)\w+$", DOCKERFILE.read_text(), re.MULTILINE)


@pytest.mark.parametrize("name", ["worker", "planner", "inbound"])
def test_the_health_check_is_one_of_the_doctors(name: str) -> None:
    words = service(name)["healthcheck"]["test"]

    assert words[:5] == ["CMD", "python", "-m", "booking.cli", "doctor"]
    assert set(accepted(words[4:]).params["only"]) <= {check.name for check in CHECKS}


def test_inbound_listens_where_its_ports_lead_and_where_the_sink_hands_on() -> None:
    sites = sites_in(service("api")["environment"]["INBOUND_LISTEN"].partition(":-")[2].rstrip("}"))
    [lmtp] = [site.port for site in sites if site.kind == "lmtp"]

    assert {int(port.rpartition(":")[2]) for port in service("inbound")["ports"]} == {site.port for site in sites}
    assert f"inbound:{lmtp}" in service("mail-sink")["command"]


def test_the_web_servers_health_check_asks_a_path_that_is_served() -> None:
    [path] = re.findall(r"127\.0\.0\.1:8000(/[a-z/]+)", " ".join(service("api")["healthcheck"]["test"]))

    assert path in served_paths()


def served_paths() -> set[str]:
    from booking.app import create_app

    return {route.path for route in create_app(None).routes}


def test_every_file_that_the_image_copies_exists() -> None:
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE.read_text(), re.MULTILINE)
    files = [file for line in copied for file in line.split()]

    assert files
    assert [file for file in files if not (PROJECT / file).exists()] == []
    assert [file for file in files if f"!{file}" not in (PROJECT / ".dockerignore").read_text().split()] == []


def test_the_image_installs_the_versions_that_were_tested() -> None:
    tested = pins("requirements.lock")
    installed = pins("requirements-server.lock")

    assert installed
    assert {name: version for name, version in installed.items() if tested.get(name) != version} == {}
