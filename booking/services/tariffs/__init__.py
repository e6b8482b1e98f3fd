"""Tariffs as the office edits them: what holds, drafts with a preview, golden cases, publishing, spreadsheets."""

from booking.services.tariffs.cases import drop_case, list_cases, put_case, read_case
from booking.services.tariffs.drafting import (
    drop_draft,
    drop_rate,
    drop_terms,
    list_drafts,
    make_draft,
    name_scheme,
    put_rate,
    put_terms,
    read_draft,
)
from booking.services.tariffs.missing import list_missing
from booking.services.tariffs.previewing import DraftPreview, Group, Repriced, preview
from booking.services.tariffs.publishing import publish
from booking.services.tariffs.reading import RateRow, Scheme, TariffsOn, tariffs_on
from booking.services.tariffs.sheets import rates_sheet, read_rates

__all__ = [
    "DraftPreview",
    "Group",
    "RateRow",
    "Repriced",
    "Scheme",
    "TariffsOn",
    "drop_case",
    "drop_draft",
    "drop_rate",
    "drop_terms",
    "list_cases",
    "list_drafts",
    "list_missing",
    "make_draft",
    "name_scheme",
    "preview",
    "publish",
    "put_case",
    "put_rate",
    "put_terms",
    "rates_sheet",
    "read_case",
    "read_draft",
    "read_rates",
    "tariffs_on",
]
