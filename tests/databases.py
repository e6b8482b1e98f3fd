"""Puts a test's database back as it was made: making another would cost more than most tests do."""

import asyncio

import asyncpg

# What the database holds when it is made is kept beside it; sequences too, since people quote booking numbers.
KEEP = """
CREATE SCHEMA pristine;
CREATE TABLE pristine."the tables" (name text, columns text, empty boolean);
DO $$
DECLARE one record;
BEGIN
  FOR one IN
    SELECT c.relname AS name, string_agg(quote_ident(attname), ', ') AS columns
    FROM pg_class c JOIN pg_attribute a ON attrelid = c.oid AND attnum > 0 AND attgenerated = '' AND NOT attisdropped
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' GROUP BY c.relname
  LOOP
    EXECUTE format('CREATE TABLE pristine.%1$I AS TABLE public.%1$I', one.name);
    EXECUTE format('INSERT INTO pristine."the tables" VALUES (%1$L, %2$L, NOT EXISTS (TABLE public.%1$I))',
                   one.name, one.columns);
  END LOOP;
END $$;
CREATE TABLE pristine."the sequences" AS
  SELECT format('%I.%I', schemaname, sequencename)::regclass AS name, last_value, start_value
  FROM pg_sequences WHERE schemaname = 'public';
CREATE FUNCTION pristine.restore() RETURNS void LANGUAGE plpgsql SET session_replication_role = replica AS $$
DECLARE one record; different boolean;
BEGIN
  FOR one IN SELECT name, columns, empty FROM pristine."the tables" LOOP
    EXECUTE format(
      CASE WHEN one.empty THEN 'SELECT EXISTS (TABLE public.%1$I)'
      ELSE 'SELECT EXISTS ((TABLE public.%1$I EXCEPT ALL TABLE pristine.%1$I) '
           'UNION ALL (TABLE pristine.%1$I EXCEPT ALL TABLE public.%1$I))' END, one.name) INTO different;
    IF different THEN
      EXECUTE format('DELETE FROM public.%I', one.name);
      EXECUTE format('INSERT INTO public.%1$I (%2$s) OVERRIDING SYSTEM VALUE SELECT %2$s FROM pristine.%1$I',
                     one.name, one.columns);
    END IF;
  END LOOP;
  PERFORM setval(name, coalesce(last_value, start_value), last_value IS NOT NULL) FROM pristine."the sequences";
  PERFORM pg_stat_reset();  -- deadlocks are counted by database
END $$;
"""
# Whoever is still connected would hold its locks, or write after us.
_OTHERS = """
SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""


class Database:
    """A database that was made with `KEEP`, and the connection that puts it back."""

    def __init__(self, url: str) -> None:
        self.name = url.rsplit("/", 1)[1]
        self.url = url
        self._connection: asyncpg.Connection | None = None

    async def __aenter__(self) -> "Database":
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._connection is not None:
            await self._connection.close()
            self._connection = None

    async def put_back(self) -> None:
        """Every row and sequence as it was when `KEEP` was run; whoever else is connected is cut off."""
        if self._connection is None or self._connection.is_closed():
            self._connection = await asyncpg.connect(self.url)
        while await self._connection.fetchval(_OTHERS):
            await asyncio.sleep(0.002)
        await self._connection.execute("SELECT pristine.restore()")
