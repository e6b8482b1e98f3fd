"""Preferences: what one hears of and how, the number that a code has proved, and the office's choices for everybody."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from booking.domain.accounts import Account, Role
from booking.domain.errors import Conflict, Denied, Invalid
from booking.domain.messages import (
    KEYS,
    Preferences,
    Topic,
    checked,
    mobile_of,
    office_keys,
    own_keys,
    resolved,
    topics_of,
)
from booking.domain.messages.wording import code_said
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.gateways.secrets import seal
from booking.persistence.ids import new_id
from booking.persistence.office_settings import Setting
from booking.services.choices import choices_made, keep_choices
from booking.services.desk import Desk
from booking.services.texting import PREFIX, office_choices

CODE_LASTS, CODES_PER, TRIES_PER = timedelta(minutes=10), timedelta(hours=1), timedelta(minutes=10)
MOST_CODES, MOST_TRIES = 5, 5


@dataclass(frozen=True, slots=True)
class Own:
    """One's own choices: the topics and keys that concern one, the number, and the one that waits for its code.

    `usual` is what the office has chosen; `suggested` a number that the register knows.
    """

    account: Account
    topics: tuple[Topic, ...]
    keys: tuple[str, ...]
    values: Mapping[str, int | str]
    usual: Mapping[str, int | str]
    preferences: Preferences
    number: str
    waiting: str
    suggested: str
    sms: bool


async def own(desk: Desk) -> Own:
    require_permission(desk.actor, "preferences:own")
    account = await _account(desk)
    kept = await desk.preferences.of(account.id)
    topics = topics_of(account.roles)
    keys, office = own_keys(topics), _office(desk)
    return Own(
        account=account,
        topics=topics,
        keys=keys,
        values={key: kept.chosen.get(key, office[key]) for key in keys},
        usual={key: office[key] for key in keys},
        preferences=resolved(office_choices(desk), kept.chosen),
        number=kept.number,
        waiting=await desk.preferences.waiting_number(account.id),
        suggested=await _suggested(desk, account),
        sms=desk.sms,
    )


async def choose(desk: Desk, *, values: Mapping[str, int | str]) -> None:
    """In force at once; what is as the office has it follows the office. Invalid, naming the field."""
    require_permission(desk.actor, "preferences:own")
    account = await _account(desk)
    keys = own_keys(topics_of(account.roles))
    _require_known(values, keys)
    kept, office = await desk.preferences.of(account.id), _office(desk)
    chosen = {**kept.chosen, **checked(values, before={**office, **kept.chosen})}
    await desk.preferences.choose(account.id, {key: one for key, one in chosen.items() if one != office[key]})


async def send_code(desk: Desk, *, typed: str) -> str:
    """The number a code was sent to; Invalid for no number, Conflict without a gateway or after too many codes."""
    require_permission(desk.actor, "preferences:own")
    if not desk.sms:
        raise Conflict(
            Text("Kontoret kan ikke sende SMS endnu.", "The office cannot send text messages yet."), field="phone"
        )
    account, number = await _account(desk), mobile_of(typed)
    for key in (f"codes:{account.id}", f"codes:{number}"):
        if await desk.accounts.count_try(key, now=desk.now, window=CODES_PER) > MOST_CODES:
            raise Conflict(
                Text("Der er sendt nok koder. Prøv igen om en time.", "Enough codes were sent. Try again in an hour."),
                field="phone",
            )
    code = f"{secrets.randbelow(10**6):06}"
    await desk.preferences.add_code(account.id, number, _sealed(desk, account, number, code), now=desk.now)
    body, until = code_said(code, account.tongue).encode(), desk.now + CODE_LASTS
    desk.outbox.post_text(new_id(), account.id, to=number, body=body, now=desk.now, due=desk.now, until=until)
    return number


async def count_code_try(desk: Desk) -> None:
    """Counts a try before anything is known of it, in a transaction of its own; Conflict after five in ten minutes."""
    require_permission(desk.actor, "preferences:own")
    account = await _account(desk)
    if await desk.accounts.count_try(f"code:{account.id}", now=desk.now, window=TRIES_PER) > MOST_TRIES:
        raise Conflict(
            Text("For mange forsøg. Vent ti minutter, og bed om en ny kode.", "Too many tries. Wait ten minutes."),
            field="code",
        )


async def confirm_number(desk: Desk, *, code: str) -> str:
    """The number, one's own from now on; Invalid for a code that is wrong or too old. `count_code_try` comes first."""
    require_permission(desk.actor, "preferences:own")
    account = await _account(desk)
    sent = await desk.preferences.code_of(account.id)
    bare = "".join(code.split())
    fresh = sent is not None and desk.now <= sent.made_at + CODE_LASTS
    if sent is None or not fresh or not secrets.compare_digest(sent.hash, _sealed(desk, account, sent.phone, bare)):
        raise Invalid(
            Text(
                "Koden passer ikke, eller den er for gammel. Se efter igen, eller bed om en ny.",
                "The code does not fit, or it is too old. Look again, or ask for a new one.",
            ),
            field="code",
        )
    await desk.preferences.set_phone(account.id, sent.phone, confirmed_at=desk.now)
    await desk.preferences.forget_code(account.id)
    await desk.accounts.forget_tries(f"code:{account.id}")
    return sent.phone


async def forget_number(desk: Desk) -> None:
    """Nothing is texted any more; what waits for a code is forgotten too."""
    require_permission(desk.actor, "preferences:own")
    account = await _account(desk)
    await desk.preferences.set_phone(account.id, "", confirmed_at=None)
    await desk.preferences.forget_code(account.id)


def read_office(desk: Desk) -> dict[str, int | str]:
    """What holds for whoever has chosen nothing, by key."""
    require_permission(desk.actor, "settings:read")
    return _office(desk)


async def office_log(desk: Desk) -> list[Setting]:
    """Who set what, the newest first."""
    require_permission(desk.actor, "settings:read")
    return await choices_made(desk, PREFIX)


async def set_office(desk: Desk, *, values: Mapping[str, int | str]) -> None:
    """For everybody who has not chosen otherwise, at once; each change is logged. Invalid, naming the field."""
    require_permission(desk.actor, "preferences:office")
    _require_known(values, office_keys())
    before = _office(desk)
    await keep_choices(desk, PREFIX, checked(values, before=before), before=before)


def _office(desk: Desk) -> dict[str, int | str]:
    return {**{key: one.usual for key, one in KEYS.items()}, **office_choices(desk)}


def _require_known(values: Mapping[str, int | str], keys: tuple[str, ...]) -> None:
    unknown = next((key for key in values if key not in keys), None)
    if unknown is not None:
        raise Invalid(Text("Det kan ikke vælges her.", "This cannot be chosen here."), field=unknown)


async def _account(desk: Desk) -> Account:
    found = await desk.accounts.by_id(desk.actor.account_id) if desk.actor.account_id is not None else None
    if found is None:
        raise Denied(Text("Log ind først.", "Log in first."), subject="preferences:own")
    return found


async def _suggested(desk: Desk, account: Account) -> str:
    """The number of the register, where it is one that can be texted."""
    if Role.INTERPRETER not in account.roles or account.interpreter_id is None:
        return ""
    try:
        return mobile_of((await desk.interpreters.get(account.interpreter_id)).phone)
    except Invalid:
        return ""


def _sealed(desk: Desk, account: Account, number: str, code: str) -> bytes:
    return bytes.fromhex(seal(desk.secret, "phone code", str(account.id), number, code))
