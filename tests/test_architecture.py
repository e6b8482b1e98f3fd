"""The house rules that a machine can hold: sizes, names, and what the repository may say."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("booking", "workers", "schemas")
LINES, FUNCTION_LINES, MOST_ARE, MEDIAN = 250, 40, 25, 8
REFUSED = {"utils", "helpers", "common", "manager", "misc", "base_service"}
CUSTOMARY = {
    ".ci", ".dockerignore", ".gitignore", ".npmrc", "CHANGELOG.md", "Dockerfile", "LICENSE", "Makefile", "README.md",
    "booking", "designsystemet.config.json", "docker-compose.yml", "docs", "package-lock.json", "package.json",
    "pyproject.toml", "requirements-server.lock", "requirements.lock", "schemas", "tests", "workers",
}  # fmt: skip


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).exists()]


def modules() -> list[Path]:
    found = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    return [path for path in found if "versions" not in path.parts and "vendor" not in path.parts]


def functions() -> Iterator[tuple[Path, ast.FunctionDef | ast.AsyncFunctionDef, int]]:
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path, node, (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_file_outgrows_its_budget() -> None:
    grown = {str(path.relative_to(ROOT)): count for path in modules() if (count := _lines(path)) > LINES}

    assert grown == {}


def _lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def test_no_function_outgrows_its_budget() -> None:
    grown = {f"{path.name}:{node.name}": size for path, node, size in functions() if size > FUNCTION_LINES}

    assert grown == {}


def test_functions_are_short_as_a_rule() -> None:
    sizes = sorted(size for _, _, size in functions())

    assert median(sizes) <= MEDIAN
    assert sizes[int(len(sizes) * 0.9)] <= MOST_ARE


def test_every_module_says_in_a_sentence_what_it_is() -> None:
    silent = [str(path.relative_to(ROOT)) for path in modules() if not ast.get_docstring(ast.parse(path.read_text()))]

    assert silent == []


def test_modules_are_named_after_nouns_of_the_field() -> None:
    assert [str(path) for path in modules() if path.stem in REFUSED] == []


def test_the_top_level_is_the_one_that_was_agreed() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in tracked()} - CUSTOMARY == set()


@pytest.mark.parametrize("host", ["py" + "pi.org", "python" + "hosted.org", "registry.npm" + "js.org"])
def test_the_repository_names_no_package_registry(host: str) -> None:
    naming = [str(path) for path in tracked() if host in path.read_text(errors="ignore")]

    assert naming == []
