"""Evidence for the auditor: a pack asked for, built step by step by a worker, kept, and handed out."""

from booking.services.claims.evidence.asking import ask_for_pack, list_packs, read_pack, take_newest, take_pack
from booking.services.claims.evidence.building import build_step
from booking.services.claims.evidence.documents import statement_document
from booking.services.claims.evidence.numbers import take_newest_with_numbers, take_with_numbers

__all__ = [
    "ask_for_pack",
    "build_step",
    "list_packs",
    "read_pack",
    "statement_document",
    "take_newest",
    "take_newest_with_numbers",
    "take_pack",
    "take_with_numbers",
]
