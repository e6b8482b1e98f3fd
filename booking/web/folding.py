"""What a template says in one tongue, worked out when it is compiled and not again for every page."""

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import Environment, nodes
from jinja2.visitor import NodeTransformer


class FoldingEnvironment(Environment):
    """Calls of these functions with nothing but literals become what they return: they always return the same."""

    def __init__(self, steady: Mapping[str, Callable[..., str]], **options: Any) -> None:
        super().__init__(**options)
        self.globals.update(steady)
        self._fold = _Fold(steady)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        self._fold.visit(tree)
        return tree


class _Fold(NodeTransformer):
    def __init__(self, steady: Mapping[str, Callable[..., str]]) -> None:
        self._steady = steady

    def visit_Call(self, call: nodes.Call) -> nodes.Expr:  # noqa: N802 - the name that Jinja looks for
        self.generic_visit(call)
        steady = self._steady.get(call.node.name) if isinstance(call.node, nodes.Name) else None
        given = [one for one in call.args if isinstance(one, nodes.Const)]
        if steady is None or len(given) < len(call.args) or call.kwargs or call.dyn_args or call.dyn_kwargs:
            return call
        return nodes.Const(steady(*(one.value for one in given)), lineno=call.lineno)
