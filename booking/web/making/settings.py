"""The settings' pages, made of what is in force and of who set it."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict

from booking.domain.permissions import may
from booking.domain.texts import Text
from booking.matching.weights import WEIGHTS, Weights
from booking.persistence.office_settings import Setting
from booking.services import attestations
from booking.services.alarms import read_rule, rule_log
from booking.services.desk import Desk
from booking.services.weights import read_weights, weights_log
from booking.web.making.settings_list import SETTINGS
from booking.web.views.settings import AlarmPage, LogRow, SettingGroup, SettingsIndex, WeightRow, WeightsPage
from booking.web.views.vouchers import AttestationRulePage

NAMES: dict[str, Text] = {
    "continuity_ore": Text("Samme tolk som før", "The same interpreter as before"),
    "continuity_most": Text("Højst så mange møder tæller", "At most this many meetings count"),
    "preferred_ore": Text("Ønsket af rekvirenten", "Asked for by the requester"),
    "gender_wish_ore": Text("Ønsket køn", "Gender wished for"),
    "substitute_ore": Text("Erstatningssprog", "Substitute language"),
    "decline_ore": Text("Sandsynlighed for et nej", "Likelihood of a no"),
    "asked_ore": Text("Spurgt før i denne måned", "Asked before this month"),
    "worked_week_ore": Text("Timer i denne måned", "Hours this month"),
}
DAYS: dict[str, Text] = {
    "silence_days": Text("Tavshed godkender efter dage", "Silence approves after days"),
    "remind_days": Text("Påmindelse efter dage", "Reminder after days"),
}
FIELDS: dict[str, Text] = {
    "hours": Text("Timer før start", "Hours before the start"),
    "email": Text("Kontorets adresse", "The office's address"),
}


async def weights_page(
    desk: Desk, *, typed: Mapping[str, str] | None = None, errors: Mapping[str, Text] | None = None
) -> WeightsPage:
    now, usual = asdict(read_weights(desk)), asdict(Weights())
    shown = {key: str(value) for key, value in now.items()} | dict(typed or {})
    rows = [
        WeightRow(
            key=one.key,
            name=NAMES.get(one.key, Text(one.key, one.key)),
            text=one.text,
            unit=one.unit,
            value=shown[one.key],
            usual=usual[one.key],
            error=(errors or {}).get(one.key),
        )
        for one in WEIGHTS
    ]
    return WeightsPage(tuple(rows), _log(await weights_log(desk), NAMES), may(desk.actor, "settings:write"))


async def alarm_page(desk: Desk) -> AlarmPage:
    rule = read_rule(desk)
    return AlarmPage(str(rule.hours), rule.email, _log(await rule_log(desk), FIELDS), may(desk.actor, "alarms:write"))


async def attestation_rule_page(desk: Desk) -> AttestationRulePage:
    rule = attestations.read_rule(desk)
    log = _log(await attestations.rule_log(desk), DAYS)
    return AttestationRulePage(str(rule.silence_days), str(rule.remind_days), log, may(desk.actor, "settings:write"))


def _log(found: Iterable[Setting], names: Mapping[str, Text]) -> tuple[LogRow, ...]:
    return tuple(LogRow(one.set_at, one.set_by_name, _named(names, one.key), str(one.value)) for one in found)


def _named(names: Mapping[str, Text], key: str) -> Text:
    return names.get(key, Text(key, key))


def settings_index(desk: Desk) -> SettingsIndex:
    """What the reader may open, in the order of a day's work."""
    groups = (
        SettingGroup(name, tuple(row for permission, row in rows if may(desk.actor, permission)))
        for name, rows in SETTINGS
    )
    return SettingsIndex(tuple(group for group in groups if group.rows))
