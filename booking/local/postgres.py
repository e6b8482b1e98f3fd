"""An own PostgreSQL cluster: made once, started as a child, reached over the loopback with a password."""

import os
import shutil
import signal
import subprocess
from functools import partial
from pathlib import Path

from booking.local.binaries import postgres_programs
from booking.local.children import LINUX, Program, tied_to_parent
from booking.local.home import Home, HomeError
from booking.local.ports import LOOPBACK

SUPERUSER = "sprogtolk"
SETTINGS = ("listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=200", "timezone=UTC")
# The password is 192 random bits, so the thousands of rounds that protect a weak one only cost connections time.
MADE_WITH = ("scram_iterations=64",)
UNSAFE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def database_url(home: Home, *, port: int) -> str:
    return f"postgresql://{SUPERUSER}:{home.secret('postgres')}@{LOOPBACK}:{port}/postgres"


def postgres(home: Home, *, port: int, fsync: bool) -> Program:
    """The server program of this home, its cluster made if there is none yet.

    Without `fsync` a commit may be lost when the machine (not the program) stops: for tests only.
    Raises HomeError when the cluster cannot be made or belongs to another PostgreSQL.
    """
    programs = postgres_programs(home)
    cluster = made_cluster(home, programs)
    settings = (*SETTINGS, f"port={port}", *(() if fsync else UNSAFE))
    options = tuple(part for setting in settings for part in ("-c", setting))
    return Program(
        name="postgres",
        argv=(str(programs / "postgres"), "-D", str(cluster), *options),
        environ=server_environ(home),
        log=home.log("postgres"),
        ready=partial(accepts_connections, cluster),
        stop_signal=signal.SIGINT,  # "fast": open transactions are rolled back, then a clean shutdown
        orphan_signal=signal.SIGINT,
        directory=home.servers,
        run_as=home.run_as,
    )


def accepts_connections(cluster: Path, pid: int) -> bool:
    """Reads postmaster.pid as pg_ctl does: the first line is whose it is, the eighth says `ready`."""
    try:
        lines = (cluster / "postmaster.pid").read_text().splitlines()
    except OSError:
        return False
    ours = not LINUX or lines[:1] == [str(pid)]
    return ours and len(lines) > 7 and lines[7].strip() == "ready"


def made_cluster(home: Home, programs: Path) -> Path:
    cluster = home.server_folder("postgres")
    made_by = cluster / "PG_VERSION"
    if not made_by.exists():
        make_cluster(home, programs, cluster)
    elif (made := made_by.read_text().strip()) != (have := major_version(home, programs)):
        raise HomeError(f"{cluster} was made by PostgreSQL {made}; here is {have}. Use another SPROGTOLK_HOME.")
    return cluster


def major_version(home: Home, programs: Path) -> str:
    said = subprocess.run(
        [programs / "postgres", "--version"],
        env=server_environ(home),
        capture_output=True,
        text=True,
        check=True,
    )
    return said.stdout.split()[2].split(".")[0]


def make_cluster(home: Home, programs: Path, cluster: Path) -> None:
    """Makes it aside and moves it in place whole: a killed initdb leaves no half cluster."""
    shutil.rmtree(home.server_folder("postgres.new"))
    draft = home.server_folder("postgres.new")
    password = draft.with_name("postgres.password")
    password.touch(mode=0o600)
    password.write_text(home.secret("postgres"))
    if home.run_as:
        os.chown(password, home.run_as.uid, home.run_as.gid)
    made = subprocess.run(
        initdb(programs, draft, password),
        env=server_environ(home),
        cwd=home.servers,
        user=home.run_as.uid if home.run_as else None,
        group=home.run_as.gid if home.run_as else None,
        extra_groups=[] if home.run_as else None,
        preexec_fn=tied_to_parent(signal.SIGKILL) if LINUX else None,
        capture_output=True,
        text=True,
    )
    password.unlink()
    if made.returncode != 0:
        raise HomeError(f"PostgreSQL could not make its data folder: {made.stderr.strip()}")
    cluster.rmdir()
    draft.rename(cluster)


def initdb(programs: Path, cluster: Path, password: Path) -> tuple[str, ...]:
    locale = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8", "--encoding=UTF8")
    logins = ("--auth-local=scram-sha-256", "--auth-host=scram-sha-256", f"--pwfile={password}")
    kept = tuple(f"--set={setting}" for setting in MADE_WITH)
    return (
        str(programs / "initdb"),
        f"--pgdata={cluster}",
        f"--username={SUPERUSER}",
        "--no-instructions",
        *locale,
        *logins,
        *kept,
    )


def server_environ(home: Home) -> dict[str, str]:
    """What a server may know of our environment; the home names it, so that a leftover can be told."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "HOME": str(home.servers),
        "SPROGTOLK_HOME": str(home.path),
    }
