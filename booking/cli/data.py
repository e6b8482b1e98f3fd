"""The commands that fill the database: its tables, the seeded municipality, the office's spreadsheets."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from booking.cli.at_desk import at_desk, database_in_reach
from booking.cli.settings import current_settings
from booking.domain.texts import Text, Tongue


@click.command()
def migrate() -> None:
    """Bring the tables to this version's form; several machines may do so at once."""
    from booking.persistence.migrations import upgrade

    database_url = current_settings().database_url
    with database_in_reach():
        upgrade(database_url)


@click.command()
@click.option("--if-empty", is_flag=True, help="Do nothing when somebody can log in already.")
@click.option("--reference-only", is_flag=True, help="Tariffs, rules and languages for an office of one's own.")
def seed(if_empty: bool, reference_only: bool) -> None:
    """Load the reference data and the fictional municipality of Fjordby."""
    from booking.local.seeding import load

    load(current_settings(), click.echo, if_empty=if_empty, reference_only=reference_only)


@click.command("import")
@click.argument("what", type=click.Choice(["interpreters", "bookings"]))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_file(what: str, file: Path) -> None:
    """Take in a spreadsheet's export (CSV): all of it, or nothing and a list of what is wrong."""
    from booking.services.imports import IMPORTS, ImportRefused

    take_in, content, tongue = IMPORTS[what], file.read_bytes(), tongue_of(os.environ)

    def say(text: Text) -> None:
        click.echo(text.in_(tongue), err=True)

    try:
        taken = at_desk(lambda desk: take_in(desk, content, progress=say))
    except ImportRefused as refused:
        for fault in refused.errors:
            click.echo(f"✗ {file.name}, {fault.text.in_(tongue)}", err=True)
        say(Text("Intet er importeret.", "Nothing was imported."))
        sys.exit(1)
    noun = NOUNS[what]
    click.echo(Text(f"{taken} {noun.da} importeret.", f"{taken} {noun.en} imported.").in_(tongue))


NOUNS = {"interpreters": Text("tolke", "interpreters"), "bookings": Text("bestillinger", "bookings")}


def tongue_of(environ: Mapping[str, str]) -> Tongue:
    """Danish where the terminal's locale is Danish; the variables in the order that POSIX gives them."""
    names = (environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "da" if next(filter(None, names), "").startswith("da") else "en"


COMMANDS = (migrate, seed, import_file)
