"""The office's settings over the API: the weights of the ranking, and the alarm."""

from litestar import Controller, get, put
from litestar.params import JSONBody

from booking.api.changing import given
from booking.api.desks import Asked, desk_for, office_of, tongue_of
from booking.domain.alarms import AlarmRule
from booking.domain.texts import Tongue
from booking.matching.weights import WEIGHTS, Weights
from booking.persistence.office_settings import Setting
from booking.services.alarms import read_rule, set_rule
from booking.services.weights import read_weights, set_weights, weights_log
from schemas import settings as io


def _out(weights: Weights, log: list[Setting], tongue: Tongue) -> io.WeightsOut:
    return io.WeightsOut(
        [
            io.WeightOut(one.key, getattr(weights, one.key), one.unit.in_(tongue), one.text.in_(tongue))
            for one in WEIGHTS
        ],
        [io.SettingChangeOut(one.key, one.value, one.set_at, one.set_by_name) for one in log],
    )


class SettingsController(Controller):
    path = "/settings"
    tags = ["Settings"]

    @get("/weights", summary="What matters in the ranking, and how much")
    async def weights(self, request: Asked) -> io.WeightsOut:
        async with desk_for(request) as desk:
            return _out(read_weights(desk), await weights_log(desk), tongue_of(request))

    @put("/weights", summary="Set weights")
    async def change(self, request: Asked, data: JSONBody[io.WeightsIn]) -> io.WeightsOut:
        """In force at once here, within five seconds elsewhere; what is left out stays."""
        async with desk_for(request) as desk:
            await set_weights(desk, values=given(data))
        office_of(request).forget_reference()
        return await self.weights.fn(self, request)  # type: ignore[no-any-return]

    @get("/alarm", summary="When an alarm is raised")
    async def alarm(self, request: Asked) -> io.AlarmIO:
        async with desk_for(request) as desk:
            rule = read_rule(desk)
            return io.AlarmIO(hours=rule.hours, email=rule.email)

    @put("/alarm", summary="Set the alarm")
    async def change_alarm(self, request: Asked, data: JSONBody[io.AlarmIO]) -> io.AlarmIO:
        async with desk_for(request) as desk:
            rule = await set_rule(desk, rule=AlarmRule(data.hours, data.email))
        office_of(request).forget_reference()
        return io.AlarmIO(hours=rule.hours, email=rule.email)
