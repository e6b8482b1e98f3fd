"""`sprogtolk`: the commands of the office. Each imports what it needs when it runs, so that all start fast."""

import sys

import click

from booking.cli import calendars, citizens, data, inspection, ledger, people, reports, serving
from booking.domain.errors import OfficeError
from booking.settings import SettingError

REFUSED, WRONG_SETTINGS = 1, 2


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def sprogtolk() -> None:
    """Interpreter booking for a municipality's interpreter office."""


for module in (serving, data, people, calendars, citizens, ledger, reports, inspection):
    for command in module.COMMANDS:
        sprogtolk.add_command(command)


def main() -> None:
    """Runs one command; a wrong setting ends it with code 2 and the variable's name, a refusal with 1."""
    try:
        sprogtolk(prog_name="sprogtolk")
    except SettingError as error:
        click.echo(str(error), err=True)
        sys.exit(WRONG_SETTINGS)
    except OfficeError as refusal:
        click.echo(f"✗ {refusal.message}", err=True)
        sys.exit(REFUSED)
