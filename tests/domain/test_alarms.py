"""When a job that nobody has is an alarm, and what the office may set."""

from datetime import UTC, datetime, timedelta

import pytest

from booking.domain.alarms import Alarm, AlarmRule, alarm_of, check_rule
from booking.domain.errors import Invalid

NOW = datetime(2026, 3, 10, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(-30, Alarm.BEGUN), (0, Alarm.BEGUN), (1, Alarm.SOON), (120, Alarm.SOON), (121, None)],
)
def test_the_alarm_is_raised_from_the_hours_before_the_start(minutes: int, expected: Alarm | None) -> None:
    assert alarm_of(NOW + timedelta(minutes=minutes), NOW, AlarmRule(hours=2)) is expected


@pytest.mark.parametrize("rule", [AlarmRule(), AlarmRule(0, "tolk@fjordby.example"), AlarmRule(72)])
def test_a_rule_that_can_be_kept_passes(rule: AlarmRule) -> None:
    check_rule(rule)


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        (AlarmRule(-1), "hours"),
        (AlarmRule(73), "hours"),
        (AlarmRule(2, "kontor"), "email"),
        (AlarmRule(2, "a@b.dk, c@d.dk"), "email"),
        (AlarmRule(2, "a@b.dk\nBcc: c@d.dk"), "email"),
    ],
)
def test_what_cannot_be_kept_names_the_field(rule: AlarmRule, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_rule(rule)

    assert refused.value.field == field
