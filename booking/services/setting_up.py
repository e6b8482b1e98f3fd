"""A new municipality from an empty database to its first booking: a link, the first administrator, and seven steps."""

from asyncio import to_thread
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from booking.domain.accounts import Account, Role
from booking.domain.errors import Conflict, Invalid, NotFound
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.domain.units import Unit
from booking.gateways.guards import guarded, guarded_address
from booking.gateways.reference import load_languages, load_refund_rules, load_substitutes, load_tariffs
from booking.gateways.secrets import fingerprint, hash_password, new_token
from booking.gateways.spreadsheets import Unreadable, read_sheet
from booking.persistence import administration as kept
from booking.persistence.ids import new_id
from booking.persistence.reference import read_reference, write_reference
from booking.services.administration import read_office, set_office
from booking.services.administration.links import checked_password, send_link, write_to
from booking.services.choices import choices_made, keep_choices
from booking.services.desk import Desk
from booking.services.imports import ImportRefused, import_interpreters
from booking.services.units import add_unit

LASTS = timedelta(days=7)
KIND, PREFIX = "setup", "setup."
STEPS: dict[str, Text] = {
    "kontor": Text("Kontoret", "The office"),
    "enheder": Text("Enheder", "Units"),
    "tolke": Text("Tolke", "Interpreters"),
    "takster": Text("Takster", "Tariffs"),
    "frister": Text("Frister og refusion", "Notice and refunds"),
    "mail": Text("Mail", "Email"),
}


@dataclass(frozen=True, slots=True)
class Progress:
    """Which steps are done, and what there is so far."""

    done: frozenset[str]
    units: int
    interpreters: int

    @property
    def next(self) -> str:
        """The first step that is left; empty when all are done."""
        return next((one for one in STEPS if one not in self.done), "")


async def make_setup_link(desk: Desk) -> str:
    """The path of the first page, open for a week and until somebody has an account; Conflict when somebody has."""
    if await kept.anybody(desk.connection):
        raise Conflict(
            Text("Kommunen er allerede sat op. Log ind.", "The municipality is already set up. Log in."),
        )
    token = new_token("op")
    until = desk.now + LASTS
    await kept.add_link(desk.connection, fingerprint(token), kind=KIND, account_id=None, now=desk.now, until=until)
    return f"/opstart?noegle={token}"


async def check_link(desk: Desk, *, token: str) -> None:
    """NotFound alike for a link that was used, is over, or never was."""
    found, _ = await kept.find_link(desk.connection, fingerprint(token), kind=KIND, now=desk.now)
    if not found or await kept.anybody(desk.connection):
        raise NotFound(
            Text(
                "Linket til opsætningen er brugt eller for gammelt. Lav et nyt, eller log ind.",
                "The link to the set-up was used or is too old. Make a new one, or log in.",
            )
        )


async def found_office(desk: Desk, *, token: str, typed: Mapping[str, str]) -> Account:
    """The first administrator, who can also staff bookings, and the municipality's name; the link is used up.

    The shipped languages, tariffs, terms and refund rules are put in at once. Raises Invalid by field.
    """
    await check_link(desk, token=token)
    municipality, name = (" ".join(typed.get(one, "").split()) for one in ("municipality", "name"))
    email = guarded_address(typed.get("email", "").strip())
    if not name:
        raise Invalid(Text("Skriv dit navn.", "Write your name."), field="name")
    password = checked_password(typed.get("password", ""))
    account = Account(
        id=new_id(),
        email=email,
        name=guarded(name, field="name"),
        roles=frozenset({Role.ADMIN, Role.COORDINATOR}),
    )
    await desk.accounts.add(account, password_hash=await to_thread(hash_password, password), now=desk.now)
    await kept.use_link(desk.connection, fingerprint(token))
    desk.actor = replace(desk.actor, account_id=account.id, name=account.name, roles=account.roles)
    await set_office(desk, facts=replace(read_office(desk), municipality=municipality, email=email))
    await write_reference(
        desk.connection,
        languages=list(load_languages()),
        substitutes=list(load_substitutes()),
        tariffs=load_tariffs(),
        refund_rules=list(load_refund_rules()),
    )
    return account


async def progress(desk: Desk) -> Progress:
    require_permission(desk.actor, "office:write")
    done = {one.key for one in await choices_made(desk, PREFIX)}
    people = await desk.interpreters.listed()
    return Progress(frozenset(done & STEPS.keys()), len(desk.reference.units), len(people))


async def mark_done(desk: Desk, step: str) -> None:
    """So that one can leave and come back."""
    require_permission(desk.actor, "office:write")
    before: dict[str, int | str] = {}
    if step in STEPS and step not in (await progress(desk)).done:
        await keep_choices(desk, PREFIX, {step: desk.now.isoformat()}, before=before)


async def add_units(desk: Desk, *, text: str, cost_centre_digits: int) -> int:
    """A line a unit: name, and if they are known address, EAN and cost centre, divided by semicolons or tabs.

    Raises Invalid, which names the line, and then none of them is added.
    """
    require_permission(desk.actor, "units:write")
    lines = [line for line in text.replace("\t", ";").splitlines() if line.strip()]
    if not lines and not desk.reference.units:
        raise Invalid(Text("Skriv mindst én enhed.", "Write at least one unit."), field="units")
    taken = {unit.code for unit in desk.reference.units.values()}
    for n, line in enumerate(lines, 1):
        name, address, ean, cost_centre, *_ = [*(cell.strip() for cell in line.split(";")), "", "", ""]
        code = _code(name, taken)
        taken.add(code)
        unit = Unit(
            id=new_id(), code=code, name=name, address=address, ean=ean or None, cost_centre=cost_centre or None
        )
        try:
            await add_unit(desk, unit=unit, cost_centre_digits=cost_centre_digits)
        except (Invalid, Conflict) as wrong:
            said = wrong.message
            raise Invalid(
                Text(f"Linje {n}, {name}: {said.da}", f"Line {n}, {name}: {said.en}"), field="units"
            ) from wrong
    desk.reference = await read_reference(desk.connection, workdays=desk.reference.workdays)
    return len(lines)


def _code(name: str, taken: set[str]) -> str:
    """A short code made of the name: "Jobcenter Nord" is jobcenter-nord, the second of them jobcenter-nord-2."""
    folded = name.lower().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    bare = "-".join("".join(sign if sign.isascii() and sign.isalnum() else " " for sign in folded).split())[:30]
    code, n = bare or "enhed", 2
    while code in taken:
        code, n = f"{bare or 'enhed'}-{n}", n + 1
    return code


async def add_interpreters(desk: Desk, *, content: bytes, invited: bool = False) -> int:
    """As `sprogtolk import interpreters` takes them, with or without a heading line; nothing is added where one fails.

    Raises ImportRefused with every fault, by the line that somebody sees.
    """
    require_permission(desk.actor, "interpreters:write")
    if not content.strip():
        return 0
    headed = _headed(content)
    try:
        taken = await import_interpreters(desk, headed, progress=lambda _said: None)
    except ImportRefused as refused:
        if headed != content:
            refused.errors = tuple(replace(one, row=one.row and max(one.row - 1, 1)) for one in refused.errors)
        raise
    await _give_accounts(desk, invited=invited)
    return taken


async def _give_accounts(desk: Desk, *, invited: bool) -> None:
    """Whoever is in the register and cannot log in yet gets an account, and if wanted a link to choose a password."""
    people = await desk.interpreters.listed()
    has = await desk.accounts.by_interpreters([one.id for one in people])
    for one in people:
        if one.id in has or await desk.accounts.by_email(one.email) is not None:
            continue
        roles = frozenset({Role.INTERPRETER})
        account = Account(id=new_id(), email=one.email, name=one.name, roles=roles, interpreter_id=one.id)
        await desk.accounts.add(account, password_hash=None, now=desk.now)
        if invited:
            await send_link(desk, account=account, kind="welcome")


HEADING = "navn;e-mail;ansættelse;sprog;telefon"


def _headed(content: bytes) -> bytes:
    """With the usual heading, where somebody has pasted lines alone."""
    try:
        first = content.decode("utf-8-sig", "replace").lstrip().splitlines()[0].lower()
        read_sheet(content)
    except (Unreadable, IndexError):
        return content
    return content if "navn" in first else f"{HEADING}\n".encode() + content.replace(b"\t", b";")


async def send_trial(desk: Desk) -> None:
    """A mail to whoever sets up, that says that mails arrive."""
    account = await desk.accounts.by_id(desk.actor.account_id) if desk.actor.account_id is not None else None
    if account is not None:
        write_to(desk, account=account, kind="trial", path="/opstart/mail")
