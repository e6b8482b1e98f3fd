"""The commands about other people's calendars: what to do when they know more than the database."""

import click

from booking.cli.at_desk import at_desk


@click.command("resend-calendars")
@click.option("--by", default=100, show_default=True, type=click.IntRange(1, 10_000), help="How far SEQUENCE rises.")
def resend_calendars(by: int) -> None:
    """Send every invitation ahead again with a SEQUENCE so much higher: for after an older backup was restored."""
    from booking.services.resending import raise_and_resend

    count = at_desk(lambda desk: raise_and_resend(desk, by=by))
    click.echo(f"{count} invitations were promised again, SEQUENCE {by} higher.")


COMMANDS = (resend_calendars,)
