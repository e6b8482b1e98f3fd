"""Mails as recipients' programs send them back: answers, proposals, absence replies and bounces, for local mode."""

from booking.gateways.answering.clients import ANSWERS, CLIENTS, Answer, Client
from booking.gateways.answering.events import Event, event_in
from booking.gateways.answering.letters import Original, Returned, answered

__all__ = ["ANSWERS", "CLIENTS", "Answer", "Client", "Event", "Original", "Returned", "answered", "event_in"]
