"""What one hears of and how over the API: one's own choices, the number, and the office's for everybody."""

from collections.abc import Iterable, Mapping

from litestar import Controller, Response, delete, get, post, put
from litestar.params import FromPath, FromQuery, JSONBody

from booking.api.desks import Answer, Asked, desk_for, office_of, once, tongue_of
from booking.domain.errors import Invalid, NotFound
from booking.domain.messages import KEYS, TOPICS, Topic, segments
from booking.domain.permissions import require_permission
from booking.domain.texts import Text, Tongue
from booking.gateways.kept_texts import kept_texts
from booking.services import preferences
from booking.services.accounts import choose_tongue
from booking.services.desk import Desk
from booking.services.told import Told, told_of
from schemas import preferences as io
from schemas.settings import SettingChangeOut


def _choice(key: str, value: int | str, usual: int | str, tongue: Tongue) -> io.ChoiceOut:
    topic = TOPICS[Topic(key.partition(".")[2])] if key.startswith("way.") else None
    ways = [way.value for way in topic.ways] if topic is not None else ["on", "off"] if key == "quiet" else []
    out = io.ChoiceOut(key, KEYS[key].name.in_(tongue), value, usual, ways)
    if topic is not None:
        out.always = topic.always.in_(tongue) if topic.always is not None else ""
        out.quiet_hours = topic.at_night.in_(tongue)
    return out


def _choices(
    keys: Iterable[str], values: Mapping[str, int | str], usual: Mapping[str, int | str], tongue: Tongue
) -> list[io.ChoiceOut]:
    return [_choice(key, values[key], usual[key], tongue) for key in keys]


async def _own(desk: Desk, tongue: Tongue) -> io.PreferencesOut:
    found = await preferences.own(desk)
    choices = _choices(found.keys, found.values, found.usual, tongue)
    return io.PreferencesOut(found.account.tongue, found.sms, found.number, found.waiting, choices)


class PreferencesController(Controller):
    path = "/me"
    tags = ["Preferences"]

    @get("/preferences", summary="What you hear of, and how")
    async def read(self, request: Asked) -> io.PreferencesOut:
        async with desk_for(request) as desk:
            return await _own(desk, tongue_of(request))

    @put("/preferences", summary="Choose what you hear of, and how")
    async def choose(self, request: Asked, data: JSONBody[io.PreferencesIn]) -> io.PreferencesOut:
        """In force at once; what is left out stays, and what is as the office has it follows the office."""
        async with desk_for(request) as desk:
            if data.tongue not in ("", "da", "en"):
                raise Invalid(Text("Vælg da eller en.", "Choose da or en."), field="tongue")
            await preferences.choose(desk, values=data.choices)
            if data.tongue:
                await choose_tongue(desk, tongue=data.tongue)
            return await _own(desk, tongue_of(request))

    @post("/phone", summary="Have a code sent to your mobile number")
    async def send_code(self, request: Asked, data: JSONBody[io.PhoneIn]) -> Response[io.PhoneOut]:
        """The number counts once the code is confirmed; five codes an hour at most."""
        async with desk_for(request) as desk:

            async def make() -> Answer:
                return Answer(io.PhoneOut(await preferences.send_code(desk, typed=data.phone), confirmed=False))

            return await once(request, desk, io.PhoneOut, make)

    @post("/phone/confirmation", summary="Confirm your number with the code", status_code=200)
    async def confirm(self, request: Asked, data: JSONBody[io.CodeIn]) -> Response[io.PhoneOut]:
        async with desk_for(request) as desk:
            await preferences.count_code_try(desk)
        async with desk_for(request) as desk:

            async def make() -> Answer:
                number = await preferences.confirm_number(desk, code=data.code)
                return Answer(io.PhoneOut(number, confirmed=True), status=200)

            return await once(request, desk, io.PhoneOut, make)

    @delete("/phone", summary="Forget your number", status_code=204)
    async def forget(self, request: Asked) -> None:
        async with desk_for(request) as desk:
            await preferences.forget_number(desk)


class OfficeMessagesController(Controller):
    path = "/settings/messages"
    tags = ["Settings"]

    @get(summary="What everybody hears of who has chosen nothing")
    async def read(self, request: Asked) -> io.OfficeChoicesOut:
        async with desk_for(request) as desk:
            return await _office(desk, tongue_of(request))

    @put(summary="Choose for everybody who has chosen nothing")
    async def choose(self, request: Asked, data: JSONBody[io.OfficeChoicesIn]) -> io.OfficeChoicesOut:
        """In force at once here, within five seconds elsewhere; what is left out stays."""
        async with desk_for(request) as desk:
            await preferences.set_office(desk, values=data.choices)
        office_of(request).forget_reference()
        async with desk_for(request) as desk:
            return await _office(desk, tongue_of(request))


async def _office(desk: Desk, tongue: Tongue) -> io.OfficeChoicesOut:
    values = preferences.read_office(desk)
    usual = {key: one.usual for key, one in KEYS.items()}
    log = await preferences.office_log(desk)
    changes = [SettingChangeOut(one.key, one.value, one.set_at, one.set_by_name) for one in log]
    return io.OfficeChoicesOut(_choices(KEYS, values, usual, tongue), changes)


class TextsController(Controller):
    path = "/texts"
    tags = ["Local mode"]

    @get(summary="What the local sink for text messages received")
    async def kept(self, request: Asked, number: FromQuery[str] = "") -> io.KeptTextsOut:
        """Newest last; `number` narrows to one booking. NotFound where messages leave for real."""
        async with desk_for(request) as desk:
            require_permission(desk.actor, "mail:read")
            settings = office_of(request).settings
            if not settings.local_mode:
                raise NotFound(Text("Kun i lokal drift.", "In local mode only."))
            found = kept_texts(settings.sms_sink_dir, containing=number)
            return io.KeptTextsOut(
                [io.KeptTextOut(one.at, one.to, one.sender, one.text, segments(one.text), one.repeats) for one in found]
            )


class ToldController(Controller):
    path = "/bookings/{number:str}/messages"
    tags = ["Bookings"]

    @get(summary="Reminders and text messages about a booking, sent or not")
    async def read(self, request: Asked, number: FromPath[str]) -> io.ToldListOut:
        """In the order in which they were told; calendar mails are not among them."""
        async with desk_for(request) as desk:
            found, tongue = await told_of(desk, number=number), tongue_of(request)
            return io.ToldListOut([_told(one, tongue) for one in found])


def _told(one: Told, tongue: Tongue) -> io.ToldOut:
    reason = one.reason.in_(tongue) if one.reason is not None else ""
    name = TOPICS[one.topic].name.in_(tongue)
    return io.ToldOut(one.topic.value, name, one.to, one.way.value, one.state, one.at, reason)
