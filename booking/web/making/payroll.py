"""The payroll page: what an export of a period would hold, and the exports there are."""

from collections import Counter
from datetime import date

from booking.domain.interpreters import EMPLOYMENTS
from booking.domain.permissions import may
from booking.services import payroll
from booking.services.desk import Desk
from booking.web import formats
from booking.web.views.vouchers import ExportRow, PayrollPage, PaySumRow


async def payroll_page(desk: Desk, since: date, until: date) -> PayrollPage:
    """Raises Invalid for a period that ends before it begins, or is not over."""
    tongue, lines = desk.actor.tongue, await payroll.foresee(desk, since=since, until=until)
    corrections = Counter(line.name for line in lines if line.correction)
    rows = [
        PaySumRow(
            name=one.name,
            employment=EMPLOYMENTS[one.employment],
            jobs=one.jobs,
            normal_minutes=one.worked.normal_minutes,
            offhours_minutes=one.worked.offhours_minutes,
            travel_minutes=one.worked.travel_minutes,
            km=formats.number(one.worked.km, tongue, 1),
            fee_ore=one.worked.fee_ore,
            corrections=corrections[one.name],
        )
        for one in payroll.sums(lines)
    ]
    made = await payroll.exports(desk)
    return PayrollPage(
        since=formats.day(since, tongue),
        until=formats.day(until, tongue),
        rows=tuple(rows),
        count=len(lines),
        fees_ore=sum(line.worked.fee_ore for line in lines),
        exports=tuple(
            ExportRow(one.number, one.since, one.until, one.made_at, one.made_by_name, count, fees)
            for one, count, fees in made
        ),
        may_export=may(desk.actor, "payroll:write"),
    )
