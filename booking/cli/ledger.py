"""The ledger's command: whether its chain is whole."""

import sys
from typing import TYPE_CHECKING

import click

from booking.cli.at_desk import at_desk
from booking.domain.money import kroner

if TYPE_CHECKING:
    from booking.services.ledger import Verified


@click.group()
def ledger() -> None:
    """Look after the ledger."""


@ledger.command()
def verify() -> None:
    """Follow the chain from its first entry to its last, and say which is the first that has been changed.

    Exit code 1 when an entry is missing or changed, when something settled is not posted, or when a sum is wrong.
    """
    from booking.services.ledger import verify as verify_ledger

    found = at_desk(verify_ledger)
    _say(found)
    sys.exit(0 if found.sound else 1)


def _say(found: "Verified") -> None:
    if found.broken is not None:
        click.echo(f"✗ {found.broken.what}", err=True)
        return
    click.echo(f"✓ {found.head.n} entries, each follows from the one before. Head: {found.head.hash.hex()}")
    for posting in found.missing:
        missing = f"{posting.kind} {posting.component} {kroner(posting.amount_ore)}"
        click.echo(f"✗ Settled but not posted: booking {posting.booking_id}, {missing}", err=True)
    if found.wrong_sums:
        click.echo(f"✗ {found.wrong_sums} sums by year, unit and kind are not what the entries add up to.", err=True)


COMMANDS = (ledger,)
