"""Settings come from the environment once, and a wrong one is named."""

from dataclasses import fields
from pathlib import Path
from typing import get_type_hints

import pytest

from booking.settings import SettingError as Wrong
from booking.settings import Settings, configuration_table
from booking.settings.variables import VARIABLES

README = Path(__file__).parents[2] / "README.md"
REQUIRED = {
    "DATABASE_URL": "postgresql://sprogtolk:hemmeligt@db.example.org:5432/tolk",
    "REDIS_URL": "redis://:hemmeligt@queue.example.org:6379/0",
    "SECRET_KEY": "0123456789abcdef0123456789abcdef",
    "PUBLIC_URL": "https://tolk.example.org/",
    "SMTP_HOST": "relay.example.org",
    "MAIL_DOMAIN": "tolk.example.org",
}


def test_what_is_not_set_has_its_default() -> None:
    settings = Settings.from_environment(REQUIRED)

    assert settings == Settings(
        database_url="postgresql://sprogtolk:hemmeligt@db.example.org:5432/tolk",
        redis_url="redis://:hemmeligt@queue.example.org:6379/0",
        database_pool=10,
        cpr_keys=(),
        secret_key="0123456789abcdef0123456789abcdef",
        public_url="https://tolk.example.org",
        host="127.0.0.1",
        port=8000,
        trusted_proxies="127.0.0.1",
        smtp_host="relay.example.org",
        smtp_port=25,
        smtp_tls="no",
        smtp_user="",
        smtp_password="",
        mail_domain="tolk.example.org",
        mail_attach_ics=True,
        inbound_listen="",
        inbound_tls="",
        imap_url="",
        sms_url="",
        sms_token="",
        sms_sender="SprogTolk",
        sms_sink_dir=Path("var/sms"),
        trusted_authserv="",
        municipality="",
        route_server="",
        local_holidays=((6, 5), (12, 24), (12, 31)),
        cost_centre_digits=6,
        home=Path("var"),
        mail_sink_dir=Path("var/mail"),
        local_mode=False,
        log_level="info",
    )


def test_every_variable_fills_its_field_with_the_declared_type() -> None:
    settings = Settings.from_environment(REQUIRED)

    hints = get_type_hints(Settings)
    plain = {name: hint for name, hint in hints.items() if isinstance(hint, type)}
    assert [variable.field for variable in VARIABLES if variable.field not in hints] == []
    assert [field.name for field in fields(Settings) if field.name not in {v.field for v in VARIABLES}] == []
    assert [name for name, kind in plain.items() if not isinstance(getattr(settings, name), kind)] == []


@pytest.mark.parametrize("name", sorted(REQUIRED))
def test_a_missing_variable_is_named_with_what_was_expected(name: str) -> None:
    expected = next(variable.expected for variable in VARIABLES if variable.name == name)

    with pytest.raises(Wrong) as wrong:
        Settings.from_environment({**REQUIRED, name: " "})

    assert str(wrong.value) == f"{name} is missing: expected {expected}"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://db.example.org/tolk"),
        ("DATABASE_URL", "db.example.org"),
        ("REDIS_URL", "redis://"),
        ("SECRET_KEY", "short"),
        ("PUBLIC_URL", "tolk.example.org"),
        ("PORT", "eighty"),
        ("PORT", "70000"),
        ("SMTP_PORT", "0"),
        ("SMTP_TLS", "maybe"),
        ("MAIL_DOMAIN", "svar@tolk.example.org"),
        ("MAIL_DOMAIN", "localhost"),
        ("MUNICIPALITY", "Fjord\x00by"),
        ("INBOUND_LISTEN", "127.0.0.1:2424"),
        ("INBOUND_LISTEN", "lmtp://127.0.0.1:2424, smtp://0.0.0.0"),
        ("IMAP_URL", "imaps://mail.example.org/INBOX"),
        ("IMAP_URL", "https://tolk:hemmeligt@mail.example.org"),
        ("LOCAL_HOLIDAYS", "5 June"),
        ("LOCAL_HOLIDAYS", "02-30"),
        ("LOCAL_MODE", "1"),
        ("DATABASE_POOL", "0"),
    ],
)
def test_a_malformed_variable_is_named(name: str, value: str) -> None:
    with pytest.raises(Wrong, match=f"^{name} cannot be .*: expected "):
        Settings.from_environment({**REQUIRED, name: value})


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(Wrong) as wrong:
        Settings.from_environment({**REQUIRED, "PORT": "x", "SMTP_HOST": ""})

    assert [line.split()[0] for line in str(wrong.value).splitlines()] == ["PORT", "SMTP_HOST"]


def test_a_secret_is_shown_neither_in_the_complaint_nor_in_the_settings() -> None:
    with pytest.raises(Wrong) as wrong:
        Settings.from_environment({**REQUIRED, "SECRET_KEY": "too-short-a-secret"})

    assert "too-short-a-secret" not in str(wrong.value)
    assert "hemmeligt" not in repr(Settings.from_environment(REQUIRED))


def test_no_local_holidays_can_be_said() -> None:
    assert Settings.from_environment({**REQUIRED, "LOCAL_HOLIDAYS": "none"}).local_holidays == ()


def test_the_readme_has_the_table_of_the_variables() -> None:
    assert configuration_table() in README.read_text()
