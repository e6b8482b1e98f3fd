"""PDF documents by typst: tagged, in Danish, PDF/UA-1, and the same bytes from the same data."""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files

import typst

_FOLDER = files("booking") / "gateways" / "templates" / "pdf"


def pdf(template: str, data: Mapping[str, object], *, at: datetime) -> bytes:
    """The document `templates/pdf/<template>.typ` makes of the data (JSON); `at` is when it says that it was made."""
    made: bytes = typst.compile(
        _source(template),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        timestamp=int(at.timestamp()),
    )
    return made


@cache
def _source(template: str) -> bytes:
    return (_FOLDER / f"{template}.typ").read_bytes()
