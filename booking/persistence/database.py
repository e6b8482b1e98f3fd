"""The engine: how this program talks to PostgreSQL."""

import json

from sqlalchemy.ext.asyncio import AsyncConnection as Connection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

__all__ = ["Connection", "async_url", "open_engine"]


def async_url(url: str) -> str:
    """A plain postgresql:// address as SQLAlchemy's asyncpg dialect wants it."""
    scheme, _, rest = url.partition("://")
    return f"postgresql+asyncpg://{rest}" if scheme in {"postgresql", "postgres"} else url


def open_engine(url: str, *, pool_size: int = 20) -> AsyncEngine:
    """An engine whose connections give up on locks and statements rather than hang a case worker's page."""
    return create_async_engine(
        async_url(url),
        pool_size=pool_size,
        # A connection beyond the pool is opened and closed for one transaction, which costs more than waiting for one.
        max_overflow=0,
        pool_timeout=10,
        hide_parameters=True,  # an error names the statement, not the citizen
        pool_pre_ping=False,
        pool_recycle=1800,
        json_serializer=lambda value: json.dumps(value, ensure_ascii=False),
        connect_args={
            "timeout": 5,
            "server_settings": {
                "application_name": "sprogtolk",
                "timezone": "UTC",
                "jit": "off",
                "statement_timeout": "30000",
                "idle_in_transaction_session_timeout": "60000",
            },
        },
    )
