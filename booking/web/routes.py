"""The pages, one visible list."""

from litestar.types import ControllerRouterHandler

PAGES: list[ControllerRouterHandler] = []
