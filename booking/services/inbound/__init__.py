"""Mail that comes in: judged once, applied in one transaction, and settled where it waits for somebody."""

from booking.services.inbound.judging import judge_inbound
from booking.services.inbound.proposals import accept_proposal, refuse_proposal
from booking.services.inbound.settling import (
    WAITING,
    HeldAnswer,
    Opened,
    clear_address,
    confirm_answer,
    deny_answer,
    discard,
    discard_of_task,
    held_answers,
    in_quarantine,
    judge_again,
    opened,
    release,
    send_bounced_again,
)

__all__ = [
    "WAITING",
    "HeldAnswer",
    "Opened",
    "accept_proposal",
    "clear_address",
    "confirm_answer",
    "deny_answer",
    "discard",
    "discard_of_task",
    "held_answers",
    "in_quarantine",
    "judge_again",
    "judge_inbound",
    "opened",
    "refuse_proposal",
    "release",
    "send_bounced_again",
]
