"""Settings: what the environment says, read once; a wrong or missing variable stops the program by name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from booking.settings.variables import VARIABLES, Variable


class SettingError(Exception):
    """One line per variable that cannot be used: its name, what it says, and what was expected."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the program lets the outside decide; see VARIABLES for the meaning of each."""

    database_url: str = field(repr=False)
    redis_url: str = field(repr=False)
    database_pool: int
    secret_key: str = field(repr=False)
    cpr_keys: tuple[tuple[str, bytes], ...] = field(repr=False)
    public_url: str
    host: str
    port: int
    trusted_proxies: str
    smtp_host: str
    smtp_port: int
    smtp_tls: str
    smtp_user: str
    smtp_password: str = field(repr=False)
    mail_domain: str
    mail_attach_ics: bool
    inbound_listen: str
    inbound_tls: str
    imap_url: str = field(repr=False)
    sms_url: str
    sms_token: str = field(repr=False)
    sms_sender: str
    sms_sink_dir: Path
    trusted_authserv: str
    municipality: str
    route_server: str
    local_holidays: tuple[tuple[int, int], ...]
    cost_centre_digits: int
    home: Path
    mail_sink_dir: Path
    local_mode: bool
    log_level: str

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Self:
        """Raises SettingError, which names every variable that is missing or malformed."""
        read: dict[str, object] = {}
        wrong: list[str] = []
        for variable in VARIABLES:
            try:
                read[variable.field] = variable.value(environ)
            except ValueError as error:
                wrong.append(str(error))
        if wrong:
            raise SettingError("\n".join(wrong))
        return cls(**read)  # type: ignore[arg-type]  # the field and its reader agree: tests/local/test_settings.py


def configuration_table() -> str:
    """README's table, made from VARIABLES."""
    rows = ("| variable | default | meaning |", "|---|---|---|", *map(table_row, VARIABLES))
    return "\n".join(rows)


def table_row(variable: Variable) -> str:
    default = "required" if variable.default is None else f"`{variable.default}`" if variable.default else ""
    return f"| `{variable.name}` | {default} | {variable.meaning} Expected: {variable.expected}. |"
