"""The service catalogue and the tariff's terms: read as one value, published version by version, logged."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.catalogue import Catalogue, LanguageService, Service
from booking.domain.costs.tariffs import Terms
from booking.domain.deadlines import DeadlineRule
from booking.domain.hours import Hours
from booking.domain.modes import Mode
from booking.domain.texts import Text
from booking.persistence.histories import Histories
from booking.persistence.rows import columns_of, fields_from
from booking.persistence.tables.reference import terms
from booking.persistence.tables.services import service_languages, services

# What is published has no key of its own; the log wants one for each mode, language, and scheme with mode.
SUBJECTS = UUID("8a4e5c1e-2b0d-4f57-9a35-0c6b7f1d2e90")
_ONE_AT_A_TIME = 3_017_001


def subject_of(*key: str) -> UUID:
    """The history's subject: "service" and mode, "language" and code, or "terms" with scheme and mode."""
    return uuid5(SUBJECTS, " ".join(key))


async def read_catalogue(connection: AsyncConnection) -> Catalogue:
    by_mode = (await connection.execute(select(services).order_by(services.c.mode, services.c.valid_from))).mappings()
    order = (service_languages.c.language, service_languages.c.valid_from)
    by_language = (await connection.execute(select(service_languages).order_by(*order))).mappings()
    return Catalogue(
        services=tuple(_service(row) for row in by_mode),
        languages=tuple(
            LanguageService(
                language=row["language"],
                valid_from=row["valid_from"],
                modes=frozenset(Mode(mode) for mode in row["modes"]),
                lead_minutes=row["lead_minutes"],
            )
            for row in by_language
        ),
    )


def terms_of(row: Mapping[str, Any]) -> Terms:
    rule = DeadlineRule(row["cancel_free_kind"], row["cancel_free_value"]) if row["cancel_free_kind"] else None
    return Terms(**fields_from(Terms, row) | {"mode": Mode(row["mode"]), "cancel_free": rule})


def terms_row(one: Terms) -> dict[str, Any]:
    rule = one.cancel_free
    return columns_of(one, leave_out=frozenset({"cancel_free"})) | {
        "cancel_free_kind": rule.kind if rule else None,
        "cancel_free_value": rule.value if rule else None,
    }


class Catalogues:
    """Writes versions; each replaces the one that begins on the same day."""

    def __init__(self, connection: AsyncConnection, histories: Histories) -> None:
        self._connection = connection
        self._histories = histories

    async def lock(self) -> None:
        """One publication at a time: whether two terms overlap cannot be seen in what another has not committed."""
        await self._connection.execute(select(func.pg_advisory_xact_lock(_ONE_AT_A_TIME)))

    async def read(self) -> Catalogue:
        """As it stands in this transaction."""
        return await read_catalogue(self._connection)

    async def terms(self, scheme: str, mode: Mode) -> tuple[Terms, ...]:
        """All terms of a scheme for a mode, oldest first."""
        query = select(terms).where(terms.c.scheme == scheme, terms.c.mode == mode.value).order_by(terms.c.valid_from)
        return tuple(terms_of(dict(row)) for row in (await self._connection.execute(query)).mappings())

    async def put_service(self, before: Service, after: Service, *, by: UUID | None, now: datetime) -> None:
        row = {
            "mode": after.mode.value,
            "valid_from": after.valid_from,
            "offered": after.offered,
            "opening": [[part.weekday, _clock(part.starts), _clock(part.ends)] for part in after.opening],
            "lead_minutes": after.lead_minutes,
            "reasons": list(after.reasons),
            "join_da": after.join.da,
            "join_en": after.join.en,
        }
        await self._put(services, row | {"made_by": by, "made_at": now}, ("mode", "valid_from"))
        self._record("service", after.mode.value, before=before, after=after)

    async def put_language(
        self, before: LanguageService, after: LanguageService, *, by: UUID | None, now: datetime
    ) -> None:
        row = columns_of(after) | {"made_by": by, "made_at": now}
        await self._put(service_languages, row, ("language", "valid_from"))
        self._record("language", after.language, before=before, after=after)

    async def put_terms(self, before: Terms | None, after: Terms) -> None:
        """With None before, a version that was not there; else the same version as it reads now."""
        await self._put(terms, terms_row(after), ("scheme", "mode", "valid_from"))
        self._record("terms", f"{after.scheme} {after.mode.value}", before=before, after=after)

    async def _put(self, table: Any, row: Mapping[str, Any], key: tuple[str, ...]) -> None:
        others = {name: value for name, value in row.items() if name not in key}
        await self._connection.execute(
            insert(table).values(**row).on_conflict_do_update(index_elements=list(key), set_=others)
        )

    def _record(self, kind: str, key: str, *, before: object | None, after: object) -> None:
        self._histories.record("catalogue", subject_of(kind, key), "published", before=before, after=after)


def _service(row: Mapping[Any, Any]) -> Service:
    return Service(
        mode=Mode(row["mode"]),
        valid_from=row["valid_from"],
        offered=row["offered"],
        opening=tuple(
            Hours(day, time.fromisoformat(starts), time.fromisoformat(ends)) for day, starts, ends in row["opening"]
        ),
        lead_minutes=row["lead_minutes"],
        reasons=tuple(row["reasons"]),
        join=Text(row["join_da"], row["join_en"]),
    )


def _time(written: str) -> time:
    return time.fromisoformat(written)


def _clock(at: time) -> str:
    return at.isoformat("minutes")
