"""The pages where the office sets how it works."""

from litestar.types import ControllerRouterHandler

from booking.web import policies, settings, substitutes

SETTINGS: list[ControllerRouterHandler] = [
    settings.show_all,
    settings.show_weights,
    settings.set_weights,
    settings.show_alarm,
    settings.set_alarm,
    substitutes.show,
    substitutes.set_one,
    substitutes.foresee,
    substitutes.remove,
    policies.policy,
    policies.change_policy,
]
