"""The commands of what reports count: whether it is right, and putting it right."""

import sys

import click

from booking.cli.at_desk import at_desk


@click.group()
def reports() -> None:
    """Look after what reports count."""


@reports.command()
def verify() -> None:
    """Count everything again, and say whether facts and monthly sums are what the bookings say. Exit code 1 if not."""
    from booking.services.reports.keeping import verify_counts

    found = at_desk(verify_counts)
    if not found:
        click.echo("✓ Every fact is what its booking says, and the monthly sums are what the facts add up to.")
        return
    click.echo(f"✗ {found.facts} facts and {found.sums} monthly sums are wrong. `sprogtolk reports repair`", err=True)
    sys.exit(1)


@reports.command()
def repair() -> None:
    """Put right what is wrong. Facts are known better from now on; what was read before stays what it was."""
    from booking.services.reports.keeping import repair_counts

    found = at_desk(repair_counts)
    click.echo(f"✓ {found.facts} facts and {found.sums} monthly sums were put right.")


COMMANDS = (reports,)
