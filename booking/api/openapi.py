"""The API's own description."""

from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.spec import Components, SecurityScheme

CONFIG = OpenAPIConfig(
    title="SprogTolk",
    version="1",
    description=(
        "Interpreter booking for a Danish municipality. Times are RFC 3339 with an offset; money is a decimal string "
        "in DKK; lists are paged by cursor; unknown fields are refused; refusals are problem details (RFC 9457)."
    ),
    path="/schema",
    use_handler_docstrings=True,
    components=Components(
        security_schemes={"token": SecurityScheme(type="http", scheme="bearer", description="`sprogtolk token EMAIL`")}
    ),
    security=[{"token": []}],
)
