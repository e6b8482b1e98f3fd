"""The commands that fill the database: its tables, the seeded municipality, the office's spreadsheets."""

import sys
from pathlib import Path

import click

from booking.cli.at_desk import at_desk
from booking.cli.settings import current_settings


@click.command()
def migrate() -> None:
    """Bring the tables to this version's form; several machines may do so at once."""
    from booking.persistence.migrations import upgrade

    upgrade(current_settings().database_url)


@click.command()
@click.option("--if-empty", is_flag=True, help="Do nothing when somebody can log in already.")
def seed(if_empty: bool) -> None:
    """Load the reference data and the fictional municipality of Fjordby."""
    from booking.persistence.seed import load

    load(current_settings(), click.echo, if_empty=if_empty)


@click.command("import")
@click.argument("what", type=click.Choice(["interpreters", "bookings"]))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_file(what: str, file: Path) -> None:
    """Take in a spreadsheet's export (CSV): all of it, or nothing and a list of what is wrong."""
    from booking.services.imports import IMPORTS, ImportRefused

    take_in = IMPORTS[what]
    content = file.read_bytes()
    try:
        taken = at_desk(lambda desk: take_in(desk, content, progress=click.echo))
    except ImportRefused as refused:
        for error in refused.errors:
            click.echo(f"✗ {file.name}, {error}", err=True)
        click.echo("Nothing was imported.", err=True)
        sys.exit(1)
    click.echo(f"{taken} {what} imported.")


COMMANDS = (migrate, seed, import_file)
