"""The chart of the remote share says its figures, and nothing a user wrote can break out of it."""

import xml.etree.ElementTree as ET
from datetime import date

from booking.web.charts import share_by_month
from booking.web.views.reports import ShareMonth, total

MONTHS = (ShareMonth(date(2018, 1, 1), 84, 10, 6), ShareMonth(date(2018, 2, 1), 0, 0, 0))
SVG = "{http://www.w3.org/2000/svg}"


def test_a_chart_is_well_formed_and_tells_its_figures() -> None:
    drawn = ET.fromstring(share_by_month(MONTHS, "da"))

    assert drawn.findtext(f"{SVG}desc") == "januar 2018 16,0\u00a0%; februar 2018 –"


def test_a_month_without_jobs_has_no_bar() -> None:
    drawn = ET.fromstring(share_by_month(MONTHS, "en"))

    assert len(drawn.findall(f"{SVG}rect")) == 1


def test_a_target_is_drawn_when_there_is_one() -> None:
    assert "Mål 60\u00a0%" in share_by_month(MONTHS, "da", target=60)


def test_no_months_make_an_empty_chart() -> None:
    assert ET.fromstring(share_by_month((), "da")).findall(f"{SVG}rect") == []


def test_the_whole_is_counted_and_not_averaged() -> None:
    assert total(MONTHS, date(2018, 1, 1)) == ShareMonth(date(2018, 1, 1), 84, 10, 6)
