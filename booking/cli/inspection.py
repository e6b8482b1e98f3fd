"""The commands that tell: which version this is, what the API offers, what is wrong with an installation."""

import sys
from importlib.metadata import version as installed_version

import click


@click.command()
def version() -> None:
    """Print the version."""
    click.echo(installed_version("sprogtolk"))


@click.command()
def openapi() -> None:
    """Print the API's description (OpenAPI, JSON)."""
    import msgspec

    from booking.app import create_app

    described = create_app(None).openapi_schema.to_schema()
    encoded = msgspec.json.Encoder(decimal_format="number").encode(described)
    click.echo(msgspec.json.format(encoded, indent=2).decode())


@click.command()
@click.option("--only", multiple=True, help="Check only this (may be repeated).")
def doctor(only: tuple[str, ...]) -> None:
    """Say what is wrong with this installation and what to do about it."""
    from booking.cli.doctor import examine

    sys.exit(examine(click.echo, only=only))


COMMANDS = (version, openapi, doctor)
