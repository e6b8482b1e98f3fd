"""What the tables share: one metadata with named constraints, and the column kinds of the house."""

from sqlalchemy import BigInteger, Column, DateTime, ForeignKey, MetaData, Text, Uuid

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Instant = DateTime(timezone=True)


def key() -> Column[object]:
    return Column("id", Uuid, primary_key=True)


def ref(name: str, target: str, *, nullable: bool = False, index: bool = False) -> Column[object]:
    return Column(name, Uuid, ForeignKey(target), nullable=nullable, index=index)


def text(name: str, *, default: str | None = "") -> Column[str]:
    """A text that is never null; with `default=None` it must be given."""
    return Column(name, Text, nullable=False, server_default=default)


def ore(name: str) -> Column[int]:
    return Column(name, BigInteger, nullable=False)


def instant(name: str, *, nullable: bool = False) -> Column[object]:
    return Column(name, Instant, nullable=nullable)
