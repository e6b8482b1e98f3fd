"""Payroll exports as they go in and out of the API."""

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct


class NewPayroll(Struct, forbid_unknown_fields=True):
    """Both days included."""

    since: date
    until: date


class PayLineOut(Struct, kw_only=True):
    """One job of one interpreter; a correction is the difference to what was exported before."""

    booking: str
    held_on: date
    interpreter: UUID
    name: str
    employment: str
    correction: bool
    normal_minutes: int
    offhours_minutes: int
    travel_minutes: int
    km: str
    fee: str


class PayrollOut(Struct, kw_only=True):
    number: str
    since: date
    until: date
    made_at: datetime
    made_by: str
    lines: list[PayLineOut]


class PayrollHeadOut(Struct, kw_only=True):
    number: str
    since: date
    until: date
    made_at: datetime
    made_by: str
    count: int
    fees: str


class PayrollsOut(Struct):
    items: list[PayrollHeadOut]
