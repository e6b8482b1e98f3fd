"""What the economy's pages can be taken away as: workbooks of rows, and the claim's statement on paper."""

from litestar import Response, get
from litestar.params import FromPath, FromQuery

from booking.gateways.tables import XLSX, xlsx_table
from booking.services.claims.evidence import statement_document
from booking.web.claims import ONE
from booking.web.economy import HERE, downloaded, table_of
from booking.web.guards import Asked
from booking.web.making.economy_rows import Table, held_table, lines_table
from booking.web.visits import Visit, visiting


def _book(visit: Visit, table: Table, name: str) -> Response[bytes]:
    content = xlsx_table(table.title, table.headings, table.rows, at=visit.desk.now, tongue=visit.tongue)
    return downloaded(content, f"{name}.xlsx", XLSX)


@get(f"{ONE}/linjer.xlsx")
async def lines_book(request: Asked, number: FromPath[str], regel: FromQuery[str] = "") -> Response[bytes]:
    async with visiting(request) as visit:
        return _book(visit, await lines_table(visit.desk, number, regel), f"{number}-linjer")


@get(f"{ONE}/tilbageholdt.xlsx")
async def held_book(request: Asked, number: FromPath[str], grund: FromQuery[str] = "") -> Response[bytes]:
    async with visiting(request) as visit:
        return _book(visit, await held_table(visit.desk, number, grund), f"{number}-tilbageholdt")


@get(f"{HERE}/raekker.xlsx")
async def rows_book(
    request: Asked, tal: FromQuery[str] = "", aar: FromQuery[int] = 0, enhed: FromQuery[str] = ""
) -> Response[bytes]:
    async with visiting(request) as visit:
        return _book(visit, await table_of(visit, tal, aar, enhed), f"{tal}-{aar}")


@get(f"{ONE}/opgoerelse.pdf")
async def statement(request: Asked, number: FromPath[str]) -> Response[bytes]:
    async with visiting(request) as visit:
        content = await statement_document(visit.desk, number=number)
        return downloaded(content, f"{number}.pdf", "application/pdf")
