"""Charts drawn as SVG, the same for pages and PDF: attributes carry the light colours, classes let a page recolour."""

from booking.gateways.charts.bars import Bar, hbars
from booking.gateways.charts.lines import Point, line
from booking.gateways.charts.sparks import spark
from booking.gateways.charts.stacks import Stack, stacked

__all__ = ["Bar", "Point", "Stack", "hbars", "line", "spark", "stacked"]
