"""The variables of a local office: what the user set, and for the rest what `sprogtolk run` chooses and remembers."""

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from booking.local.home import Home, write_private
from booking.local.ports import LOOPBACK
from booking.local.postgres import database_url
from booking.local.valkey import redis_url
from booking.settings import SettingError
from booking.settings.variables import VARIABLES

DEFAULT_HOME = "var"
MAIL_DOMAIN = "tolk.fjordby.example"
FILE = "environment"


def given(environ: Mapping[str, str], name: str) -> str | None:
    """What the user set; an empty variable counts as not set, as everywhere."""
    return environ.get(name, "").strip() or None


def web_port(environ: Mapping[str, str]) -> str:
    """The port of the pages, on which other choices rest. Raises SettingError when it is none."""
    [variable] = [variable for variable in VARIABLES if variable.name == "PORT"]
    try:
        return str(variable.value(environ))
    except ValueError as error:
        raise SettingError(str(error)) from None


def home_path(environ: Mapping[str, str]) -> Path:
    return Path(given(environ, "SPROGTOLK_HOME") or DEFAULT_HOME).absolute()


def local_environ(home: Home, environ: Mapping[str, str]) -> dict[str, str]:
    """`environ`, completed for an office in `home`; what was chosen is left there for `known_environ`.

    Raises SettingError when PORT is no port.
    """
    port = web_port(environ)
    smtp = {} if given(environ, "SMTP_HOST") else {"SMTP_HOST": LOOPBACK, "SMTP_PORT": str(home.port("smtp"))}
    sms = {} if given(environ, "SMS_URL") else {"SMS_URL": f"http://{LOOPBACK}:{home.port('sms')}/send"}
    chosen = {
        "DATABASE_URL": given(environ, "DATABASE_URL") or database_url(home, port=home.port("postgres")),
        "REDIS_URL": given(environ, "REDIS_URL") or redis_url(home, port=home.port("valkey")),
        "SECRET_KEY": given(environ, "SECRET_KEY") or home.secret("key"),
        "CPR_KEYS": given(environ, "CPR_KEYS") or cpr_keys(home.secret("cpr-key")),
        "PUBLIC_URL": given(environ, "PUBLIC_URL") or f"http://localhost:{port}",
        "MAIL_DOMAIN": given(environ, "MAIL_DOMAIN") or MAIL_DOMAIN,
        "INBOUND_LISTEN": given(environ, "INBOUND_LISTEN") or f"lmtp://{LOOPBACK}:{home.port('lmtp')}",
        "LOCAL_MODE": given(environ, "LOCAL_MODE") or "yes",
        "MAIL_SINK_DIR": given(environ, "MAIL_SINK_DIR") or str(home.mail),
        "SMS_SINK_DIR": given(environ, "SMS_SINK_DIR") or str(home.path / "sms"),
        "PORT": port,
        **smtp,
        **sms,
    }
    write_private(home.path / FILE, "".join(f"{name}={value}\n" for name, value in sorted(chosen.items())))
    return {**environ, **chosen, "SPROGTOLK_HOME": str(home.path), "PYTHONUNBUFFERED": "1"}


def cpr_keys(secret: str) -> str:
    """The one key of an office of one's own, made of a secret that its folder keeps."""
    return f"local:{b64encode(sha256(secret.encode()).digest()).decode()}"


def known_environ(environ: Mapping[str, str]) -> dict[str, str]:
    """`environ`, and for what it leaves open the choices of the local office, so that commands reach it."""
    set_by_user = {name: value for name, value in environ.items() if value.strip()}
    return {**remembered(home_path(environ) / FILE), **set_by_user}


def remembered(file: Path) -> dict[str, str]:
    try:
        lines = file.read_text().splitlines()
    except OSError:
        return {}
    return dict(line.split("=", 1) for line in lines if "=" in line)
