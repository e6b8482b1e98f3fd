"""Entering an order for somebody else: whose it is, how it came in, and the mail that tells them."""

from dataclasses import dataclass

from booking.domain.accounts import Account, Role
from booking.domain.bookings import Booking, Order
from booking.domain.channels import TAKEN, Channel, how
from booking.domain.errors import Denied, Invalid
from booking.domain.permissions import may, sees_all
from booking.domain.texts import Text
from booking.domain.units import subtree
from booking.services.desk import Desk
from booking.services.notifications import tell_requester


@dataclass(frozen=True, slots=True)
class Entry:
    """`on_behalf_of` is the e-mail of the requester whose order it is, empty for one's own; `channel` how it came."""

    on_behalf_of: str = ""
    channel: str = ""


OWN = Entry()


async def requester_for(desk: Desk, order: Order, entry: Entry) -> Account | None:
    """Whose order it is, when it is not the actor's own.

    The office enters for every requester, a requester for those of their own unit and below. Invalid, naming
    `on_behalf_of`, for anybody else, and for somebody who could not have ordered for the unit themselves.
    """
    email = entry.on_behalf_of.strip().lower()
    if email in ("", desk.actor.email.lower()):
        return None
    found = await desk.accounts.by_email(email)
    account = found[0] if found is not None else None
    if account is None or not _can_be_entered_for(desk, account):
        raise _no_such_requester(entry.on_behalf_of)
    if account.unit_id is None or order.unit_id not in subtree(desk.reference.units.values(), account.unit_id):
        unit = desk.reference.units[order.unit_id].name
        raise Invalid(
            Text(
                f"{account.name} kan ikke bestille til {unit}. Vælg en enhed, som {account.name} hører til, eller en "
                "anden rekvirent.",
                f"{account.name} cannot book for {unit}. Choose a unit that {account.name} belongs to, or another "
                "requester.",
            ),
            field="on_behalf_of",
        )
    return account


def _can_be_entered_for(desk: Desk, account: Account) -> bool:
    orders = account.active and Role.REQUESTER in account.roles
    return orders and (sees_all(desk.actor) or account.unit_id in desk.actor.unit_ids)


def _no_such_requester(email: str) -> Invalid:
    return Invalid(
        Text(
            f"Du kan ikke bestille for {email}: det er ikke en rekvirent i dine enheder. Vælg en fra listen, eller "
            "bed tolkekontoret oprette kontoen.",
            f"You cannot book for {email}: that is not a requester of your units. Choose one from the list, or ask "
            "the interpreter office to make the account.",
        ),
        field="on_behalf_of",
    )


def channel_of(desk: Desk, entry: Entry) -> str:
    """How the order came in; only the office can say that it came otherwise than it sees itself (Denied)."""
    seen = Channel.API if desk.actor.via == "api" else Channel.WEB
    if entry.channel in ("", seen.value):
        return seen.value
    if not may(desk.actor, "bookings:enter"):
        raise Denied(
            Text(
                "Kun tolkekontoret kan skrive, at en bestilling kom pr. telefon eller mail. Lad feltet være tomt.",
                "Only the interpreter office can say that an order came by phone or email. Leave the field empty.",
            ),
            field="channel",
        )
    if entry.channel not in [channel.value for channel in TAKEN]:
        raise Invalid(
            Text("Vælg telefon, mail eller web.", "Choose phone, email or web."),
            field="channel",
        )
    return entry.channel


async def tell_ordered(desk: Desk, booking: Booking) -> None:
    """What was ordered for the requester, and by whom."""
    said = how(booking.channel)
    by = Text(f"{desk.actor.name} {said.da}", f"{desk.actor.name} {said.en}")
    await tell_requester(desk, "ordered", booking, by=by)


async def check_people(desk: Desk, order: Order) -> None:
    """Invalid for interpreters that the register does not have, and for one who is both preferred and barred."""
    both = set(order.preferred) & set(order.barred)
    if both:
        raise Invalid(
            Text(
                "En tolk kan ikke både være ønsket og fravalgt. Fjern den ene.",
                "An interpreter cannot be both preferred and barred. Remove one of them.",
            ),
            field="barred",
        )
    named = {*order.preferred, *order.barred}
    if not named:
        return
    known = {one.id for one in await desk.interpreters.listed(ids=named)}
    for field in ("preferred", "barred"):
        if set(getattr(order, field)) - known:
            raise Invalid(
                Text(
                    "Tolken findes ikke i registeret. Vælg en fra listen, eller lad feltet være tomt.",
                    "The register has no such interpreter. Choose one from the list, or leave the field empty.",
                ),
                field=field,
            )
