"""What an administrator's pages show, made of what the services answer."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from itertools import groupby
from uuid import UUID

from booking.domain.accounts import ROLE_NAMES, Account, Role
from booking.domain.permissions import PERMISSIONS, require_permission
from booking.domain.texts import Text, Tongue
from booking.persistence.administration import Token
from booking.persistence.office_settings import Setting
from booking.services import administration
from booking.services.administration import OfficeFacts
from booking.services.desk import Desk
from booking.services.stamps import stamp_of
from booking.web import formats
from booking.web.entries import yearly_in
from booking.web.making.settings import settings_index
from booking.web.views.administration import (
    OfficeForm,
    RolesPage,
    Tick,
    TokenPage,
    TokenRow,
    UserForm,
    UserList,
    UserRow,
)
from booking.web.views.orders import Option
from booking.web.views.rights import MEANS, words_of
from booking.web.views.settings import LogRow

NOTHING: Mapping[str, Text] = {}
OFFICE_NAMES: dict[str, Text] = {
    "municipality": Text("Kommune", "Municipality"),
    "email": Text("Kontorets mail", "The office's email"),
    "phone": Text("Kontorets telefon", "The office's phone"),
    "hours": Text("Åbningstid", "Opening hours"),
    "holidays": Text("Egne lukkedage", "Own days off"),
}


async def user_list(desk: Desk, *, q: str) -> UserList:
    found = await administration.list_users(desk, q=q)
    return UserList(tuple(_row(desk, one) for one in found), q.strip())


def _row(desk: Desk, account: Account) -> UserRow:
    unit = desk.reference.units.get(account.unit_id) if account.unit_id is not None else None
    return UserRow(
        str(account.id), account.name, account.email, _names(account.roles), unit.name if unit else "", account.active
    )


def _names(roles: Iterable[Role]) -> tuple[Text, ...]:
    chosen = set(roles)
    return tuple(name for role, name in ROLE_NAMES.items() if role in chosen)


def ticks(chosen: Collection[str]) -> tuple[Tick, ...]:
    return tuple(Tick(role.value, name, role.value in chosen, MEANS[role]) for role, name in ROLE_NAMES.items())


def new_user_form(desk: Desk, typed: Mapping[str, str], *, errors: Mapping[str, Text] = NOTHING) -> UserForm:
    require_permission(desk.actor, "users:write")
    values = {name: typed.get(name, "") for name in ("name", "email", "unit")}
    return UserForm(values, ticks(_ticked(typed)), _units(desk), errors)


async def user_form(
    desk: Desk, account_id: UUID, typed: Mapping[str, str] | None = None, *, errors: Mapping[str, Text] = NOTHING
) -> UserForm:
    """As the account is, or as it was typed."""
    found = await administration.read_user(desk, account_id=account_id)
    account = found.account
    unit = desk.reference.units.get(account.unit_id) if account.unit_id is not None else None
    values = {"name": account.name, "email": account.email, "unit": unit.code if unit else ""}
    chosen: Collection[str] = {role.value for role in account.roles}
    if typed is not None:
        values, chosen = {name: typed.get(name, "") for name in values}, _ticked(typed)
    return UserForm(
        values,
        ticks(chosen),
        _units(desk),
        errors,
        id=str(account.id),
        stamp=stamp_of(administration.face_of(account)),
        active=account.active if typed is None else typed.get("active") == "1",
        mine=account.id == desk.actor.account_id,
        sessions=tuple((one.created_at, one.expires_at) for one in found.sessions),
    )


def _ticked(typed: Mapping[str, str]) -> set[str]:
    return {role.value for role in Role if typed.get(f"role_{role.value}") == "1"}


def _units(desk: Desk) -> tuple[Option, ...]:
    units = sorted((unit for unit in desk.reference.units.values() if unit.active), key=lambda unit: unit.name)
    return tuple(Option(unit.code, Text(unit.name, unit.name)) for unit in units)


def roles_page(desk: Desk) -> RolesPage:
    """The permission table in words, area by area in its own order."""
    require_permission(desk.actor, "roles:read")
    rows = [(*words_of(name), frozenset(role.value for role in roles)) for name, roles in PERMISSIONS.items()]
    order = {area: n for n, area in reversed(list(enumerate(area for area, _, _ in rows)))}
    rows.sort(key=lambda row: order[row[0]])
    areas = tuple((area, tuple(row[1:] for row in group)) for area, group in groupby(rows, key=lambda row: row[0]))
    return RolesPage(tuple((role.value, name, MEANS[role]) for role, name in ROLE_NAMES.items()), areas)


async def token_page(
    desk: Desk, typed: Mapping[str, str], *, errors: Mapping[str, Text] = NOTHING, made: str = ""
) -> TokenPage:
    rows = tuple(_token(one, desk.now) for one in await administration.list_tokens(desk))
    values = {"name": typed.get("name", ""), "email": typed.get("email", ""), "days": typed.get("days", "365")}
    return TokenPage(rows, values, ticks(_ticked(typed)), errors, made)


def _token(one: Token, now: datetime) -> TokenRow:
    state = Text("I brug", "In use")
    if one.revoked_at is not None:
        state = Text("Tilbagekaldt", "Revoked")
    elif one.expires_at is not None and one.expires_at <= now:
        state = Text("Udløbet", "Expired")
    elif not one.account.active:
        state = Text("Brugeren er lukket", "The user is closed")
    roles = _names(one.account.roles if one.roles is None else one.roles)
    live = one.revoked_at is None
    return TokenRow(
        one.key.hex(), one.name, one.account.name, roles, one.created_at, one.last_used_at, one.expires_at, state, live
    )


async def office_form(
    desk: Desk, typed: Mapping[str, str] | None = None, *, errors: Mapping[str, Text] = NOTHING
) -> OfficeForm:
    log = await administration.office_log(desk)
    facts = administration.read_office(desk)
    values = written_facts(facts, desk.actor.tongue)
    if typed is not None:
        values = {name: typed.get(name, "") for name in values}
    others = tuple(row for group in settings_index(desk).groups for row in group.rows)
    return OfficeForm(values, errors, tuple(_set(one, desk.actor.tongue) for one in log), others)


def written_facts(facts: OfficeFacts, tongue: Tongue) -> dict[str, str]:
    """As the fields have them: days off as people write them."""
    return asdict(facts) | {"holidays": _days_off(facts.holidays, tongue)}


def facts_typed(typed: Mapping[str, str]) -> OfficeFacts:
    """What was typed, with the days off as they are kept; raises Invalid at that field."""
    said = {name: typed.get(name, "") for name in OFFICE_NAMES}
    days = (one for one in re.split(r"[,;\n]| og | and ", said["holidays"]) if one.strip())
    return OfficeFacts(**said | {"holidays": ",".join(yearly_in(one, field="holidays") for one in days)})


def _days_off(kept: str, tongue: Tongue) -> str:
    return ", ".join(formats.yearly(one, tongue) for one in kept.split(",") if one)


def _set(one: Setting, tongue: Tongue) -> LogRow:
    value = _days_off(str(one.value), tongue) if one.key == "holidays" else str(one.value)
    return LogRow(one.set_at, one.set_by_name, OFFICE_NAMES.get(one.key, Text(one.key, one.key)), value)
