"""What `sprogtolk run` says when everything is up: the address, the logins, where things are."""

from booking.domain.accounts import DEMO_PASSWORD
from booking.local.home import Home
from booking.local.supervisor import Say
from booking.settings import Settings


def welcome(settings: Settings, home: Home, say: Say, *, seconds: float, logins: bool = True) -> None:
    say(f"\nSprogTolk is open ({seconds:.1f} s):  {settings.public_url}\n")
    if settings.local_mode and logins:
        say_logins(say)
    kept = f"Mails are kept in {settings.mail_sink_dir}, text messages in {settings.sms_sink_dir}, logs in {home.logs}."
    say(f"{kept} Ctrl-C stops everything.\n")


def say_logins(say: Say) -> None:
    """The seeded people, one per role."""
    from booking.persistence.seed.cast import LOGINS  # slow to import: not before everything runs

    say(f"Log in with the password {DEMO_PASSWORD} as")
    for address, role in LOGINS:
        say(f"  {address:28} {role}")
    say("")
