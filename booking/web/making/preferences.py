"""The pages of what one hears of, made of what is chosen, or of what was typed and refused."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from booking.domain.accounts import ROLE_NAMES
from booking.domain.errors import Invalid, OfficeError
from booking.domain.messages import KEYS, TOPICS, WAYS, Topic, said_number
from booking.domain.messages.preferences import clock_of
from booking.domain.periods import danish_clock
from booking.domain.permissions import may
from booking.domain.texts import Text, Tongue
from booking.persistence.office_settings import Setting
from booking.services import preferences
from booking.services.desk import Desk
from booking.web.views.orders import Option
from booking.web.views.preferences import (
    ChoiceForm,
    OfficeMessagesPage,
    PhoneBox,
    PreferencesPage,
    TopicRow,
    Typed,
)
from booking.web.views.settings import LogRow

CLOCKS = ("day_sheet_at", "quiet_from", "quiet_to", "unfilled_at", "tasks_at")


async def preferences_page(
    desk: Desk, *, typed: Mapping[str, str] | None = None, refused: OfficeError | None = None
) -> PreferencesPage:
    """As it stands; or with what was typed, and what was wrong with it."""
    found, tongue = await preferences.own(desk), desk.actor.tongue
    form = _form(found.keys, {**found.values, **_read(found.keys, typed)}, tongue, refused)
    phone = PhoneBox(
        sms=found.sms,
        number=said_number(found.number) if found.number else "",
        waiting=said_number(found.waiting) if found.waiting else "",
        typed=said_number(found.suggested) if found.suggested and not found.number else "",
    )
    if refused is not None and typed is not None and refused.field in ("phone", "code"):
        wrong = {"phone": "error_phone", "code": "error_code"}[refused.field]
        phone = replace(phone, typed=typed.get("phone", ""), code=typed.get("code", ""))
        phone = replace(phone, **{wrong: refused.message})  # type: ignore[arg-type]
    back = bool(await desk.bounces.among([found.account.email]))
    return PreferencesPage(found.account.email, found.account.tongue, form, phone, back)


async def office_page(
    desk: Desk, *, typed: Mapping[str, str] | None = None, refused: OfficeError | None = None
) -> OfficeMessagesPage:
    values = {**preferences.read_office(desk), **_read(KEYS, typed)}
    log = tuple(_log_row(one, desk.actor.tongue) for one in await preferences.office_log(desk))
    form = _form(KEYS, values, desk.actor.tongue, refused)
    return OfficeMessagesPage(form, log, may(desk.actor, "preferences:office"), desk.sms)


def values_in(keys: Iterable[str], typed: Mapping[str, str]) -> dict[str, int | str]:
    """What a form says of the keys; a tick that is not set is not sent."""
    found: dict[str, int | str] = {key: typed[key].strip() for key in keys if key in typed and key != "quiet"}
    return found | {"quiet": "on" if typed.get("quiet") else "off"}


def _read(keys: Iterable[str], typed: Mapping[str, str] | None) -> dict[str, int | str]:
    return values_in(keys, typed) if typed is not None and "quiet_from" in typed else {}


def _form(
    keys: Iterable[str], values: Mapping[str, int | str], tongue: Tongue, refused: OfficeError | None
) -> ChoiceForm:
    wrong = {refused.field or "": refused.message} if refused is not None else {}
    known = list(keys)
    topics = [Topic(key.partition(".")[2]) for key in known if key.startswith("way.")]
    return ChoiceForm(
        topics=tuple(_topic(topic, str(values[f"way.{topic}"]), wrong.get(f"way.{topic}")) for topic in topics),
        fields={
            key: Typed(_shown(key, values[key], tongue), wrong.get(key))
            for key in known
            if "." not in key and key != "quiet"
        },
        quiet=values["quiet"] == "on",
        error=refused.message if refused is not None and refused.field in known else None,
    )


def _topic(topic: Topic, value: str, error: Text | None) -> TopicRow:
    traits = TOPICS[topic]
    ways = tuple(Option(way.value, WAYS[way]) for way in traits.ways)
    role = ROLE_NAMES[traits.role]
    return TopicRow(f"way.{topic}", traits.name, traits.text, traits.at_night, role, ways, value, traits.always, error)


def _shown(key: str, value: int | str, tongue: Tongue) -> str:
    """A clock as the reader writes it; what is none, as it was typed."""
    if key not in CLOCKS:
        return str(value)
    try:
        return danish_clock(clock_of(value)).in_(tongue)
    except Invalid:
        return str(value)


def _log_row(one: Setting, tongue: Tongue) -> LogRow:
    name = KEYS[one.key].name if one.key in KEYS else Text(one.key, one.key)
    way = next((text.in_(tongue) for way, text in WAYS.items() if way.value == one.value), None)
    said = way if one.key.startswith("way.") and way is not None else _shown(one.key, one.value, tongue)
    return LogRow(one.set_at, one.set_by_name, name, said)
