"""`sprogtolk run`: the whole office in one supervised group, from an empty folder to the logins."""

import hashlib
import http.client
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from booking.gateways.feeders.accounts import sites_in
from booking.local.children import ChildError, Program
from booking.local.environment import given, home_path, local_environ
from booking.local.home import Home, HomeError, write_private
from booking.local.ports import LOOPBACK, answers, is_free
from booking.local.postgres import postgres
from booking.local.supervisor import Say, Supervisor
from booking.local.valkey import valkey
from booking.local.welcome import welcome
from booking.settings import Settings

MIGRATIONS = Path(__file__).parents[1] / "persistence" / "migrations" / "versions"
# Nobody waits for these: people are let in before they are up.
BEHIND = ("worker", "inbound", "planner")
ANYWHERE = {"0.0.0.0": LOOPBACK, "::": "::1"}  # noqa: S104  where one listens on all addresses, and asks on one


def run(environ: Mapping[str, str], say: Say, *, verbose: bool = False, empty: bool = False) -> int:
    """The exit code: 0 after a stop signal, 1 when the office cannot start. Raises SettingError.

    An `empty` office has nobody in it, and a link by which the municipality is set up.
    """
    try:
        with Home(home_path(environ), notice=say) as home:
            return Office(home, environ, say, empty=empty).run(Supervisor(home, say, verbose=verbose))
    except (HomeError, ChildError) as error:
        say(f"✗ {error}")
        return 1


class Office:
    """What belongs to one local office and in which order it starts."""

    def __init__(self, home: Home, environ: Mapping[str, str], say: Say, *, empty: bool = False) -> None:
        self._empty = empty
        self._home = home
        self._given = environ
        self._say = say
        self._variables = local_environ(home, environ)
        self._settings = Settings.from_environment(self._variables)
        self._own_database = not given(environ, "DATABASE_URL")
        self._mark = home.server_folder("postgres") / "filled-by"  # lies in the cluster, and goes with it

    def run(self, supervisor: Supervisor) -> int:
        """Returns 0 after a stop signal. Raises HomeError or ChildError when something does not start."""
        started = time.monotonic()
        self._require_free_port()
        self._say(f"SprogTolk in {self._home.path}")
        try:
            self._open(supervisor)
            if not supervisor.stopping():
                seconds = time.monotonic() - started
                welcome(self._settings, self._home, self._say, seconds=seconds, logins=not self._empty)
                if self._empty:
                    supervisor.finish(self._command("setup-link"))
            supervisor.watch()
        finally:
            self._say("Stopping")
            supervisor.stop()
        self._say("Stopped; everything is kept.")
        return 0

    def _require_free_port(self) -> None:
        host, port = self._settings.host, self._settings.port
        if not is_free(port, host=host):
            raise HomeError(f"Port {port} is taken by another program. Choose another one: PORT={port + 1} make run")

    def _open(self, supervisor: Supervisor) -> None:
        """All at once where the tables are known to be there, else one step after the other."""
        if self._is_filled():
            self._say("Starting database, queue, mail, web server and worker")
            supervisor.start(*self._servers(), self._api())
            supervisor.start(*(self._command(word) for word in BEHIND))
            return
        self._say("1/4 Database, queue and mail")
        supervisor.start(*self._servers())
        self._say("2/4 Tables")
        supervisor.finish(self._command("migrate"))
        if self._empty:
            self._say("3/4 Tariffs, rules and languages")
            supervisor.finish(self._command("seed", "--reference-only"))
        else:
            self._say("3/4 Municipality (takes a moment on the first start)")
            supervisor.finish(self._command("seed", "--if-empty"))
        if not supervisor.stopping():
            self._remember_filled()
        self._say("4/4 Web server and worker")
        supervisor.start(self._api())
        supervisor.start(*(self._command(word) for word in BEHIND))

    def _is_filled(self) -> bool:
        """Whether our own cluster was migrated and seeded by the very migrations of this version."""
        return self._own_database and self._mark.exists() and self._mark.read_text() == migrations_digest()

    def _remember_filled(self) -> None:
        if self._own_database:
            write_private(self._mark, migrations_digest())

    def _servers(self) -> list[Program]:
        """Those that the user did not bring."""
        home = self._home
        servers = []
        if self._own_database:
            servers.append(postgres(home, port=home.port("postgres"), fsync=True))
        if not given(self._given, "REDIS_URL"):
            servers.append(valkey(home, port=home.port("valkey"), fsync=True))
        if not given(self._given, "SMTP_HOST"):
            port = home.port("smtp")
            words = ("mail-sink", "--port", str(port), *self._onward())
            servers.append(self._command(*words, ready=lambda _pid: answers(port)))
        if not given(self._given, "SMS_URL"):
            sms = home.port("sms")
            servers.append(self._command("sms-sink", "--port", str(sms), ready=lambda _pid: answers(sms)))
        return servers

    def _onward(self) -> tuple[str, ...]:
        """Where the sink hands on what comes back to us, as a municipality's relay does: the first LMTP listener."""
        sites = sites_in(self._settings.inbound_listen)
        return next((("--hand-on", f"{site.host}:{site.port}") for site in sites if site.kind == "lmtp"), ())

    def _api(self) -> Program:
        """Started before the worker, so that people need not wait for both, and stopped before it."""
        host = ANYWHERE.get(self._settings.host, self._settings.host)
        return self._command("api", ready=lambda _pid: is_live(host, self._settings.port), stop_rank=0)

    def _command(self, *words: str, ready: Callable[[int], bool] = lambda _pid: True, stop_rank: int = 1) -> Program:
        return Program(
            name=words[0],
            argv=(sys.executable, "-m", "booking.cli", *words),
            environ=self._variables,
            log=self._home.log(words[0]),
            ready=ready,
            stop_seconds=30.0,
            stop_rank=stop_rank,
        )


def migrations_digest() -> str:
    """One word for all migrations of this version; read from the files, since importing them takes a second."""
    digest = hashlib.sha256()
    for file in sorted(MIGRATIONS.glob("*.py")):
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def is_live(host: str, port: int) -> bool:
    """Whether the web server there says that it lives."""
    link = http.client.HTTPConnection(host, port, timeout=2)
    try:
        link.request("GET", "/health/live")
        return link.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        link.close()
