"""The commands about CPR numbers: a new key, and everything sealed anew with it."""

import click

from booking.cli.at_desk import at_desk


@click.group("cpr")
def cpr() -> None:
    """CPR numbers and the keys they are encrypted with."""


@cpr.command("new-key")
@click.argument("name")
def new_key(name: str) -> None:
    """Print a new key called NAME, to be put first in CPR_KEYS; it is kept nowhere."""
    import base64
    import secrets

    if not name.isalnum():
        raise click.BadParameter("letters and digits only", param_hint="NAME")
    click.echo(f"{name}:{base64.b64encode(secrets.token_bytes(32)).decode()}")


@cpr.command()
def rotate() -> None:
    """Encrypt every CPR number anew with the first key of CPR_KEYS; afterwards the others may go."""
    from booking.services.citizens import rotate as reseal

    total = 0
    while done := at_desk(reseal):
        total += done
    click.echo(f"{total} CPR numbers were sealed anew.")


COMMANDS = (cpr,)
