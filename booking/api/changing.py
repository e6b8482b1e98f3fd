"""What a change over the API says: the fields that are given, and the stamp of what its sender had read."""

from typing import Annotated, Any

import msgspec
from litestar.params import HeaderParameter

IfMatch = Annotated[str | None, HeaderParameter(name="If-Match")]


def given(data: msgspec.Struct) -> dict[str, Any]:
    """The fields that are not left out; a field of its own values is not taken apart."""
    return {name: value for name, value in msgspec.structs.asdict(data).items() if value is not msgspec.UNSET}


def stamp_in(if_match: str | None) -> str | None:
    """The stamp of an ETag, weak or strong."""
    return if_match.strip('W/"') if if_match is not None else None
