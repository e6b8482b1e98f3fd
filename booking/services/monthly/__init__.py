"""The leader's monthly report: made for any month, and mailed on the first working day of the next."""

from booking.services.monthly.making import LeaderReport, leader_report
from booking.services.monthly.sending import send_leader_reports

__all__ = ["LeaderReport", "leader_report", "send_leader_reports"]
