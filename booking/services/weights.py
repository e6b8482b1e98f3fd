"""The office's weights of what matters in the ranking: read with the reference data, set by an administrator."""

from collections.abc import Mapping
from dataclasses import asdict

from booking.domain.errors import Invalid
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.matching.weights import WEIGHTS, Weights
from booking.persistence.office_settings import Setting
from booking.persistence.reference import Reference
from booking.services.choices import choices_made, keep_choices
from booking.services.desk import Desk

PREFIX, MOST = "weights.", 1_000_000
KEYS = frozenset(weight.key for weight in WEIGHTS)


def weights_of(reference: Reference) -> Weights:
    """The weights in force; what nobody has set stands as the product has it."""
    found = {key.removeprefix(PREFIX): value for key, value in reference.settings.items() if key.startswith(PREFIX)}
    return Weights(**{key: int(value) for key, value in found.items() if key in KEYS})


def read_weights(desk: Desk) -> Weights:
    require_permission(desk.actor, "settings:read")
    return weights_of(desk.reference)


async def weights_log(desk: Desk) -> list[Setting]:
    """Who set which weight to what, the newest first; the keys are those of WEIGHTS."""
    require_permission(desk.actor, "settings:read")
    return await choices_made(desk, PREFIX)


async def set_weights(desk: Desk, *, values: Mapping[str, int]) -> dict[str, int]:
    """What was changed, in force at once; Invalid, naming the weight, below 0 or beyond 10,000 kr."""
    require_permission(desk.actor, "settings:write")
    before = asdict(weights_of(desk.reference))
    for key, value in values.items():
        if key not in before or not 0 <= value <= MOST:
            raise Invalid(
                Text(f"Vægten skal ligge mellem 0 og {MOST}.", f"The weight must be between 0 and {MOST}."), field=key
            )
    changed = await keep_choices(desk, PREFIX, values, before=before)
    if changed:
        desk.events.add("board")
    return {key: values[key] for key in changed}
