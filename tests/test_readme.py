"""README tells the truth: its script parses, and everything it calls and shows is there."""

import re
import subprocess
from pathlib import Path

from litestar.routes import HTTPRoute

from booking.app import create_app

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
SCRIPT = README.split("```bash\n")[1].split("```")[0]


def test_the_script_is_bash() -> None:
    assert subprocess.run(["bash", "-n"], input=SCRIPT, text=True, capture_output=True).stderr == ""


def test_every_address_the_script_asks_is_served() -> None:
    served = [
        re.compile(re.sub(r"\{[^}]+\}", "[^/]+", route.path))
        for route in create_app(None).routes
        if isinstance(route, HTTPRoute)
    ]
    asked = {"/api/v1" + re.sub(r"\$\w+", "X", path) for path in re.findall(r'\$API(/[^"?]*)', SCRIPT)}

    assert len(asked) >= 8
    assert [path for path in asked if not any(one.fullmatch(path) for one in served)] == []


def test_every_file_that_is_named_exists() -> None:
    named = set(re.findall(r"`((?:booking|tests|docs)/[\w/.]+\.\w+)`", README))
    shown = set(re.findall(r"!\[[^]]*\]\(([^)]+)\)", README))

    assert [name for name in named | shown if not (ROOT / name).exists()] == []


def test_the_decisions_are_numbered_one_after_another() -> None:
    numbers = re.findall(r"^## (\d+)\. ", (ROOT / "docs/decisions.md").read_text(), re.MULTILINE)

    assert [int(number) for number in numbers] == list(range(1, len(numbers) + 1))
