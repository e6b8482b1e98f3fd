"""The commands that fill the database: its tables, the seeded municipality, the office's spreadsheets."""

import click

from booking.cli.settings import current_settings


@click.command()
def migrate() -> None:
    """Bring the tables to this version's form; several machines may do so at once."""
    from booking.persistence.migrations import upgrade

    upgrade(current_settings().database_url)


@click.command()
@click.option("--if-empty", is_flag=True, help="Do nothing when there are bookings or people already.")
def seed(if_empty: bool) -> None:
    """Load the reference data and the fictional municipality of Fjordby."""
    from booking.persistence.seed import load

    load(current_settings(), click.echo, if_empty=if_empty)


COMMANDS = (migrate, seed)
