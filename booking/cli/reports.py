"""The commands of what reports count: whether it is right, and putting it right."""

import sys

import click

from booking.cli.at_desk import at_desk


@click.group()
def reports() -> None:
    """Look after what reports count."""


@reports.command()
def verify() -> None:
    """Count everything again, and say whether facts and sums are what the bookings say. Exit code 1 if not."""
    from booking.services.economy import check_stakes
    from booking.services.reports.keeping import verify_counts

    found, (stakes, sums) = at_desk(verify_counts), at_desk(check_stakes)
    if not found:
        click.echo("✓ Every fact is what its booking says, and the monthly sums are what the facts add up to.")
    if not stakes and not sums:
        click.echo("✓ What is committed and at risk is what the bookings say.")
    if found or stakes or sums:
        click.echo(
            f"✗ {found.facts} facts and {found.sums} monthly sums are wrong, and what is committed or at risk", err=True
        )
        click.echo(f"  of {len(stakes)} bookings and in {sums} sums. `sprogtolk reports repair`", err=True)
        sys.exit(1)


@reports.command()
def repair() -> None:
    """Put right what is wrong. Facts are known better from now on; what was read before stays what it was."""
    from booking.services.economy import repair_stakes
    from booking.services.reports.keeping import repair_counts

    found, (stakes, sums) = at_desk(repair_counts), at_desk(repair_stakes)
    click.echo(f"✓ {found.facts} facts and {found.sums} monthly sums were put right, {len(stakes)} bookings marked,")
    click.echo(f"  and {sums} sums of what is committed and at risk added up again.")


COMMANDS = (reports,)
