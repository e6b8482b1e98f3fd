"""Plans, their lines, and the lease by which one worker at a time thinks a plan over."""

from booking.persistence.plans.leases import PATIENCE_SECONDS, Lease, PlanBacklog, PlanLeases
from booking.persistence.plans.plans import Plans

__all__ = ["PATIENCE_SECONDS", "Lease", "PlanBacklog", "PlanLeases", "Plans"]
