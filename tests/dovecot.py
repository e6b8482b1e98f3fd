"""A real dovecot in a folder of its own: LMTP in, IMAP out, every address a mailbox of its own."""

import getpass
import grp
import imaplib
import os
import pwd
import shutil
import signal
import smtplib
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from booking.gateways.feeders.accounts import Account
from booking.local.children import tied_to_parent
from booking.local.ports import free_port

PROGRAM = shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin")
ONWARD = "videre.example.org"  # mail for it is handed on, by LMTP
PARTS = Path("/usr/lib/dovecot")
PASSWORD = 'hemmeligt"ord'
MISSING = (
    "no dovecot with imapd and lmtpd on this machine (Debian: dovecot-imapd, dovecot-lmtpd)"
    if PROGRAM is None or not all((PARTS / part).exists() for part in ("imap", "lmtp"))
    else ""
)

CONFIGURATION = """
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/log
protocols = imap lmtp
default_internal_user = {inside}
default_internal_group = {inside_group}
default_login_user = {login}
first_valid_uid = 1
first_valid_gid = 0
disable_plaintext_auth = no
ssl = {ssl}
mail_location = maildir:~/Maildir
recipient_delimiter = +
lmtp_hdr_delivery_address = original
mail_fsync = never
imap_idle_notify_interval = 1 mins
lmtp_proxy = yes
passdb {{
  driver = static
  username_filter = *@{onward_domain}
  args = nopassword=y proxy=y protocol=lmtp host=127.0.0.1 port={onward}
}}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={home}/mail/%u
}}
service imap-login {{
  chroot =
  process_min_avail = 0
  inet_listener imap {{
    address = 127.0.0.1
    port = {imap}
  }}
  inet_listener imaps {{
    address = 127.0.0.1
    port = {imaps}
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {lmtp}
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
"""
ENCRYPTED = """yes
ssl_cert = <{pem}
ssl_key = <{pem}
ssl_dh ="""


class Dovecot:
    """One server; it ends with the thread that started it at the latest."""

    def __init__(self, home: Path, *, pem: Path | None = None) -> None:
        self.home = home
        self.imap, self.imaps, self.lmtp, self.onward = (free_port() for _ in range(4))
        self.pem = pem
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns when IMAP and LMTP answer. Raises AssertionError, with the log, when they do not."""
        assert PROGRAM is not None
        (self.home / "mail").mkdir(exist_ok=True)
        configuration = self.home / "dovecot.conf"
        configuration.write_text(self._configured())
        command = [PROGRAM, "-F", "-c", str(configuration)]
        tie = tied_to_parent(signal.SIGTERM)
        self._process = subprocess.Popen(command, preexec_fn=tie, stderr=subprocess.DEVNULL)
        until = time.monotonic() + 10
        while not (_answers(self.imap) and _answers(self.lmtp)):
            assert time.monotonic() < until, self.log()
            time.sleep(0.02)

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(10)
            self._process = None

    def account(self, name: str, *, folder: str = "INBOX", port: int | None = None) -> Account:
        return Account("127.0.0.1", port or self.imap, port == self.imaps, name, PASSWORD, folder)

    def deliver(self, raw: bytes, *, to: str, sender: str = "salma@tolk.example.org") -> None:
        """By LMTP, as a mail server in front of it would."""
        with smtplib.LMTP("127.0.0.1", self.lmtp, timeout=10) as client:
            client.sendmail(sender, [to], raw)

    @contextmanager
    def opened(self, name: str) -> Iterator[imaplib.IMAP4]:
        """The owner's own client."""
        client = imaplib.IMAP4("127.0.0.1", self.imap, timeout=10)
        client.login(name, PASSWORD)
        try:
            yield client
        finally:
            client.logout()

    def log(self) -> str:
        file = self.home / "log"
        return file.read_text(errors="replace") if file.exists() else "(no log)"

    def _configured(self) -> str:
        root = os.geteuid() == 0
        me = pwd.getpwnam("nobody") if root else pwd.getpwuid(os.geteuid())
        inside = "dovecot" if root else getpass.getuser()
        if root:
            os.chown(self.home / "mail", me.pw_uid, me.pw_gid)
        return CONFIGURATION.format(
            home=self.home,
            inside=inside,
            inside_group=grp.getgrgid(pwd.getpwnam(inside).pw_gid).gr_name,
            login="dovenull" if root else inside,
            ssl=ENCRYPTED.format(pem=self.pem) if self.pem else "no",
            password=PASSWORD,
            uid=me.pw_uid,
            gid=me.pw_gid,
            imap=self.imap,
            imaps=self.imaps if self.pem else 0,
            lmtp=self.lmtp,
            onward_domain=ONWARD,
            onward=self.onward,
        )


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), 1) as link:
            return bool(link.recv(1))
    except OSError:
        return False


@contextmanager
def running_dovecot(*, pem: Path | None = None) -> Iterator[Dovecot]:
    """A dovecot with nothing in it, gone afterwards; its folder has a short name, since sockets lie in it."""
    home = Path(tempfile.mkdtemp(prefix="dovecot-"))
    home.chmod(0o755)  # its users must get through
    server = Dovecot(home, pem=pem)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(home)
