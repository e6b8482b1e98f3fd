"""The pages of the economy, in a list of their own."""

from litestar.types import ControllerRouterHandler

from booking.web import claim_files, claims, economy

ECONOMY: list[ControllerRouterHandler] = [
    economy.overview,
    economy.rows,
    economy.rows_sheet,
    economy.ledger,
    economy.ledger_sheet,
    economy.exports,
    economy.export,
    economy.export_sheet,
    economy.set_up,
    economy.set_budgets,
    economy.set_cap,
    economy.set_deadlines,
    economy.set_accounts,
    claims.listing,
    claims.draft,
    claims.show,
    claims.lines,
    claims.lines_sheet,
    claims.held,
    claims.held_sheet,
    claim_files.lines_book,
    claim_files.held_book,
    claim_files.rows_book,
    claim_files.statement,
    claims.recount,
    claims.discard,
    claims.approve,
    claims.send_back,
    claims.submit,
    claims.ask_for_pack,
    claims.take_pack,
    claims.take_with_numbers,
]
