"""A report's chart says its figures in words, and nothing that a user wrote can break out of it."""

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from booking.domain.reports.drawing import Bar, Drawing
from booking.gateways.report_charts import chart

MONTHS = Drawing(
    "Andel efter måned",
    (Bar("januar 2018", 16.0, "16,0 %"), Bar("februar 2018", None, "–")),
    "share",
    upright=True,
    target=60.0,
    target_said="60 %",
)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("upright", [True, False])
def test_a_chart_is_well_formed_and_tells_its_figures(upright: bool) -> None:
    drawn = ET.fromstring(chart(replace(MONTHS, upright=upright), "da"))

    assert drawn.findtext(f"{SVG}title") == "Andel efter måned"
    assert drawn.findtext(f"{SVG}desc") == "Andel efter måned. Mål 60 %. januar 2018 16,0 %; februar 2018 –."


def test_a_month_without_a_figure_has_no_bar_and_the_target_is_a_line() -> None:
    drawn = ET.fromstring(chart(MONTHS, "en"))

    assert len(drawn.findall(f"{SVG}rect")) == 1
    assert len(drawn.findall(f"{SVG}path[@class='c-target']")) == 1


def test_a_name_with_markup_stays_text() -> None:
    drawn = ET.fromstring(chart(replace(MONTHS, bars=(Bar("<b>&", 1.0, "<1>"),), upright=False), "da"))

    assert "<b>&" in {one.text for one in drawn.iter(f"{SVG}text")}
