"""An agency's invoice for last month, with what such invoices have: a wrong price, a line twice, a strange number."""

from dataclasses import replace
from datetime import timedelta

from booking.domain.accounts import Role
from booking.domain.money import kroner_da
from booking.domain.periods import local_date
from booking.gateways.invoices import COLUMNS
from booking.persistence.billing import unbilled
from booking.persistence.seed.cast import CAST
from booking.persistence.suppliers import read_suppliers
from booking.services import invoicing
from booking.services.accounts import actor_of
from booking.services.desk import Desk

MOST = 12
STRANGE = "R-2019-000404"


async def bill(desk: Desk) -> int:
    """How many lines; none where no agency has done anything yet."""
    finance = await desk.accounts.by_email(CAST[Role.FINANCE][0])
    assert finance is not None, "the cast is seeded first"
    today = local_date(desk.now)
    for supplier in (await read_suppliers(desk.connection)).values():
        done = await unbilled(desk.connection, supplier.id, since=today - timedelta(days=60), limit=MOST)
        if len(done) < 2:
            continue
        rows = [[number, f"{held_on:%d-%m-%Y}", kroner_da(net_ore)] for number, held_on, net_ore in done]
        rows[0][2] = kroner_da(done[0][2] + 12_500)
        rows += [rows[-1], [STRANGE, rows[-1][1], "360,00"]]
        head = f"{today.year}-{len(rows):03d}", f"{today:%d-%m-%Y}", supplier.cvr
        lines = [";".join((*head, number, day, "", "", net, "25", "Tolkning")) for number, day, net in rows]
        sheet = "\n".join((";".join(COLUMNS), *lines)).encode()
        theirs = replace(desk, actor=actor_of(finance[0], desk.reference.units, via="web"))
        await invoicing.receive(theirs, sheet, file_name="faktura.csv")
        await theirs.finish()
        return len(rows)
    return 0
