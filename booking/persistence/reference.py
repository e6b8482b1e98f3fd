"""The reference data as one frozen value: read once, kept for some seconds, asked by everything."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import Table, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.catalogue import Catalogue
from booking.domain.costs.names import SchemeNames
from booking.domain.costs.tariffs import Rate, Tariffs
from booking.domain.errors import Invalid
from booking.domain.languages import Language, Substitute
from booking.domain.offering import USUAL, OfferPolicy
from booking.domain.refunds.rules import RefundRule
from booking.domain.suppliers import Supplier
from booking.domain.texts import Text
from booking.domain.units import Unit
from booking.domain.workdays import Workdays
from booking.persistence.catalogue import read_catalogue, terms_of, terms_row
from booking.persistence.offering import read_policies
from booking.persistence.office_settings import read_settings
from booking.persistence.refunds import to_rule
from booking.persistence.rows import columns_of, fields_from
from booking.persistence.suppliers import read_suppliers
from booking.persistence.tables import reference as tables
from booking.persistence.tables.units import places, units
from booking.persistence.tariffs import read_names


@dataclass(frozen=True, slots=True)
class Place:
    """A postcode the office knows, with WGS 84 degrees."""

    postcode: str
    name: str
    lat: float
    lon: float


@dataclass(frozen=True)
class Reference:
    """Languages, units, places, tariffs, refund rules, targets and the catalogue as they stood when read."""

    languages: Mapping[str, Language]
    substitutes: tuple[Substitute, ...]
    units: Mapping[UUID, Unit]
    places: Mapping[str, Place]
    tariffs: Tariffs
    refund_rules: tuple[RefundRule, ...]
    targets: tuple[tuple[Any, int], ...]
    workdays: Workdays
    catalogue: Catalogue
    offer_policies: tuple[tuple[date, OfferPolicy], ...] = ()
    settings: Mapping[str, int | str] = field(default_factory=dict)
    suppliers: Mapping[UUID, Supplier] = field(default_factory=dict)
    scheme_names: SchemeNames = field(default_factory=SchemeNames)

    @cached_property
    def language_names(self) -> Mapping[str, Text]:
        """The names by code, made once for all who are ranked."""
        return {code: language.name for code, language in self.languages.items()}

    def offering(self, day: date) -> OfferPolicy:
        """The office's policy for offers in force on a day: the newest that has begun, else the usual one."""
        return next((policy for valid_from, policy in reversed(self.offer_policies) if valid_from <= day), USUAL)

    def language(self, code: str) -> Language:
        """Invalid when the office does not know the code (ISO 639-3, never canonicalised)."""
        if code not in self.languages:
            raise Invalid(
                Text(
                    f"Sproget {code!r} kendes ikke. Brug en ISO 639-3-kode fra /api/v1/languages, f.eks. prs for dari.",
                    f"The language {code!r} is unknown. Use an ISO 639-3 code from /api/v1/languages, such as prs.",
                ),
                field="language",
            )
        return self.languages[code]

    def unit(self, code: str) -> Unit:
        """A unit by its short code; Invalid when there is none."""
        found = next((unit for unit in self.units.values() if unit.code == code), None)
        if found is None:
            raise Invalid(
                Text(
                    f"Enheden {code!r} findes ikke. Se koderne i /api/v1/units.",
                    f"There is no unit {code!r}. The codes are at /api/v1/units.",
                ),
                field="unit",
            )
        return found


async def read_reference(connection: AsyncConnection, *, workdays: Workdays) -> Reference:
    return Reference(
        languages={row["code"]: _language(row) for row in await _all(connection, tables.languages)},
        substitutes=tuple(
            Substitute(**fields_from(Substitute, row)) for row in await _all(connection, tables.substitutes)
        ),
        units={row["id"]: Unit(**fields_from(Unit, row)) for row in await _all(connection, units)},
        places={row["postcode"]: Place(**row) for row in await _all(connection, places)},
        tariffs=Tariffs(
            tuple(Rate(**fields_from(Rate, row)) for row in await _all(connection, tables.rates)),
            tuple(terms_of(row) for row in await _all(connection, tables.terms)),
        ),
        refund_rules=tuple(to_rule(row) for row in await _all(connection, tables.refund_rules)),
        targets=tuple(sorted((row["valid_from"], row["percent"]) for row in await _all(connection, tables.targets))),
        workdays=workdays,
        catalogue=await read_catalogue(connection),
        offer_policies=await read_policies(connection),
        settings=await read_settings(connection),
        suppliers=await read_suppliers(connection),
        scheme_names=await read_names(connection),
    )


async def _all(connection: AsyncConnection, table: Table) -> list[dict[str, Any]]:
    query = select(table).order_by(*table.primary_key.columns)
    return [dict(row) for row in (await connection.execute(query)).mappings()]


def _language(row: dict[str, Any]) -> Language:
    return Language(**fields_from(Language, row) | {"name": Text(row["name_da"], row["name_en"])})


async def write_reference(
    connection: AsyncConnection,
    *,
    languages: list[Language],
    substitutes: list[Substitute],
    tariffs: Tariffs,
    refund_rules: list[RefundRule],
) -> None:
    """Adds what is missing; rows that an office has edited stay as they are.

    Substitutes come with the languages they are about: one that an office has removed since does not come back.
    """
    named = frozenset({"name"})
    known = set((await connection.execute(select(tables.languages.c.code))).scalars())
    await _add(connection, tables.languages, [columns_of(one, leave_out=named) | _name(one.name) for one in languages])
    new = [columns_of(one) for one in substitutes if not {one.wanted, one.spoken} <= known]
    await _add(connection, tables.substitutes, new)
    await _add(connection, tables.rates, [columns_of(one) for one in tariffs.rates])
    await _add(connection, tables.terms, [terms_row(one) for one in tariffs.all_terms])
    await _add(
        connection, tables.refund_rules, [columns_of(one, leave_out=named) | _name(one.name) for one in refund_rules]
    )


def _name(name: Text) -> dict[str, str]:
    return {"name_da": name.da, "name_en": name.en}


async def _add(connection: AsyncConnection, table: Table, rows: list[dict[str, Any]]) -> None:
    known = [{name: value for name, value in row.items() if name in table.c} for row in rows]
    if known:
        await connection.execute(insert(table).on_conflict_do_nothing(), known)
