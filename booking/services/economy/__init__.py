"""The economy: spent, committed and forecast against the budgets, what comes back, and what goes to the ERP."""

from booking.services.economy.accounts import read_accounts, set_accounts
from booking.services.economy.behind import Figure, rows_of
from booking.services.economy.budgets import import_budgets, read_budgets, set_budget
from booking.services.economy.overview import Overview, UnitSums, overview
from booking.services.economy.posting import export_postings, list_exports, waiting_entries
from booking.services.economy.posting import read_export as read_export
from booking.services.economy.reading import LedgerSums, ledger_sheet, ledger_sums
from booking.services.economy.stakes import check_stakes, keep_stakes, repair_stakes

__all__ = [
    "Figure",
    "LedgerSums",
    "Overview",
    "UnitSums",
    "check_stakes",
    "export_postings",
    "import_budgets",
    "keep_stakes",
    "ledger_sheet",
    "ledger_sums",
    "list_exports",
    "overview",
    "read_accounts",
    "read_budgets",
    "read_export",
    "repair_stakes",
    "rows_of",
    "set_accounts",
    "set_budget",
    "waiting_entries",
]
