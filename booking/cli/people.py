"""The commands about people: who may log in, and with which token a program may."""

import click

from booking.cli.at_desk import at_desk
from booking.cli.settings import current_settings
from booking.domain.accounts import Role
from booking.domain.errors import Conflict

ROLES = [role.value for role in Role]


@click.command("add-user")
@click.argument("email")
@click.option("--name", required=True, help="The person's name.")
@click.option(
    "--role",
    "roles",
    type=click.Choice([role.value for role in Role]),
    multiple=True,
    required=True,
    help="May be repeated.",
)
@click.option("--unit", help="The code of the unit whose bookings the person may see.")
@click.password_option(help="Asked for when not given.")
def add_user(email: str, name: str, roles: tuple[str, ...], unit: str | None, password: str) -> None:
    """Let somebody log in."""
    from booking.services import accounts

    account = at_desk(
        lambda desk: accounts.add_user(
            desk, email=email, name=name, roles=frozenset(map(Role, roles)), unit=unit, password=password
        )
    )
    click.echo(f"{account.email} may log in.")


@click.command()
@click.argument("email")
@click.option("--name", default="command line", show_default=True, help="What the token is for.")
def token(email: str, name: str) -> None:
    """Print a new bearer token of EMAIL; it is shown this once, and only its hash is kept."""
    from booking.services.accounts import make_token

    click.echo(at_desk(lambda desk: make_token(desk, email=email, name=name)))


@click.command("setup-link")
def setup_link() -> None:
    """Print the link by which a new municipality is set up; it works until somebody has an account."""
    from booking.services.setting_up import make_setup_link

    try:
        path = at_desk(lambda desk: make_setup_link(desk))
    except Conflict as refusal:
        click.echo(refusal.message.en)
        return
    click.echo(f"Set up your municipality (once, within a week): {current_settings().public_url.rstrip('/')}{path}")


@click.command("change-email")
@click.argument("old")
@click.argument("new")
def change_email(old: str, new: str) -> None:
    """Give the account of OLD the address NEW; jobs ahead are taken out of the old calendar and sent to the new."""
    from booking.services.subscribing import change_account_address

    at_desk(lambda desk: change_account_address(desk, old=old, new=new))
    click.echo(f"{new} may log in, and is invited from now on.")


COMMANDS = (add_user, token, change_email, setup_link)
