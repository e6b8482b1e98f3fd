"""Substitute languages as they go in and out of the API."""

from msgspec import Struct

from schemas.orders import Line


class SubstituteIn(Struct, forbid_unknown_fields=True, kw_only=True):
    """With consent it takes the requester's word that a close language will do; without, nobody is asked."""

    consent_needed: bool = True
    note: Line = ""


class SubstituteOut(Struct):
    """Who asked for `wanted` may get `spoken`; `interpreters` have that alone, `says` is what it means."""

    wanted: str
    spoken: str
    consent_needed: bool
    note: str
    interpreters: int
    says: str
