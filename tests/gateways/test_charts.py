"""Charts say their figures in words, stay inside their frame, and nothing a user wrote can break out of them."""

import xml.etree.ElementTree as ET
from fractions import Fraction

import pytest

from booking.gateways.charts import Bar, Point, Stack, hbars, line, spark, stacked
from booking.gateways.charts.drawing import Tick, round_top

SVG = "{http://www.w3.org/2000/svg}"
NAMES = ("januar 2026", "februar 2026", "marts 2026")


def points(*shares: str | None, target: str | None = "0.6") -> list[Point]:
    return [
        Point(
            Tick("jan", "2026" if at == 0 else ""),
            NAMES[at % 3],
            None if share is None else Fraction(share),
            None if target is None else Fraction(target),
        )
        for at, share in enumerate(shares)
    ]


def test_a_line_tells_each_month_and_marks_the_last() -> None:
    drawn = ET.fromstring(line("a", points("0.5", None, "0.588"), "da", title="Andel"))

    assert drawn.findtext(f"{SVG}title") == "Andel"
    assert drawn.findtext(f"{SVG}desc") == "januar 2026 50,0 %; februar 2026 –; marts 2026 58,8 %"
    assert [dot.findtext(f"{SVG}title") for dot in drawn.findall(f"{SVG}circle")] == [
        "januar 2026: 50,0 %",
        "marts 2026: 58,8 %",
    ]
    texts = [one.text for one in drawn.findall(f"{SVG}text")]
    assert "Mål 60 %" in texts
    assert "58,8 %" in texts


@pytest.mark.parametrize("shares", [(), (None,), ("0",), ("1",), ("0.6",), ("0.61",), ("0.59",), ("0.02", "0.99")])
def test_every_dot_is_inside_the_frame_whatever_the_shares(shares: tuple[str | None, ...]) -> None:
    drawn = ET.fromstring(line("a", points(*shares), "en", title="Share"))

    heights = [float(dot.attrib["cy"]) for dot in drawn.findall(f"{SVG}circle")]
    assert all(10 <= height <= 260 for height in heights)
    assert len(heights) == len([one for one in shares if one is not None])


@pytest.mark.parametrize("share", ["0.55", "0.6", "0.64"])
def test_the_last_figure_and_the_target_do_not_lie_on_each_other(share: str) -> None:
    drawn = ET.fromstring(line("a", points(share, share), "da", title="Andel"))

    beside = [float(one.attrib["y"]) for one in drawn.findall(f"{SVG}text") if one.attrib["x"] == "676"]
    assert len(beside) == 2
    assert abs(beside[0] - beside[1]) >= 13


def test_without_a_target_no_steps_are_drawn() -> None:
    drawn = ET.fromstring(line("a", points("0.5", target=None), "en", title="Share"))

    assert not [path for path in drawn.findall(f"{SVG}path") if path.attrib["class"] == "c-target"]


def test_bars_below_the_target_are_paler_and_a_long_name_is_cut() -> None:
    bars = [Bar("Ydelse", Fraction(81, 100)), Bar("Familieafdelingen og alle de andre", Fraction(3, 2))]
    drawn = ET.fromstring(hbars("b", [*bars, Bar("<script>", Fraction(0))], "da", title="T", target=Fraction(6, 10)))

    kinds = [one.attrib["class"] for one in drawn.findall(f"{SVG}rect") if one.attrib["class"] != "c-track"]
    assert kinds == ["c-bar", "c-bar", "c-low"]
    assert drawn.findtext(f"{SVG}desc") == "Ydelse 81,0 %; Familieafdelingen og alle de andre 150,0 %; <script> 0,0 %"
    assert "Familieafdelingen og…" in [one.text for one in drawn.findall(f"{SVG}text")]


def test_bars_without_a_target_have_no_line() -> None:
    drawn = ET.fromstring(hbars("b", [Bar("Ydelse", Fraction(1, 2))], "en", title="T"))

    assert drawn.findall(f"{SVG}path") == []


def test_columns_stand_on_each_other_and_the_month_that_goes_on_is_faint() -> None:
    stacks = [
        Stack(Tick("okt"), "oktober", (("skype", "Video", 10.0), ("phone", "Telefon", 30.0))),
        Stack(Tick("nov"), "november", (("skype", "Video", 5.0), ("new", "Ny", 0.0)), partial=True),
    ]
    drawn = ET.fromstring(stacked("c", stacks, "da", title="T", unit="t.kr."))

    video, phone, november, _ = drawn.findall(f"{SVG}rect")
    assert drawn.findtext(f"{SVG}desc") == "oktober 40 t.kr.; november 5 t.kr."
    assert float(phone.attrib["y"]) < float(video.attrib["y"])
    assert (video.get("opacity"), november.get("opacity")) == (None, ".5")
    assert video.findtext(f"{SVG}title") == "oktober, Video: 10 t.kr."


@pytest.mark.parametrize(
    ("highest", "expected"),
    [(1, (1, 0.25)), (7, (8, 2)), (40, (40, 10)), (95, (100, 20)), (101, (200, 50)), (250, (300, 100))],
)
def test_a_scale_is_round_and_reaches_the_highest(highest: float, expected: tuple[float, float]) -> None:
    assert round_top(highest) == expected


def test_a_small_line_leaves_out_what_is_not_known() -> None:
    drawn = ET.fromstring(spark([1.0, None, 3.0]))

    assert len(drawn.find(f"{SVG}polyline").attrib["points"].split()) == 2  # type: ignore[union-attr]
    assert spark([1.0, None]) == ""
