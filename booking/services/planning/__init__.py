"""Planning: asked for here, thought over by the planner, read, and applied by a person."""

from booking.services.planning.applying import apply_plan, reject_line
from booking.services.planning.asking import ask_for_plan, stop_plan, topic_of
from booking.services.planning.reading import PlanDetails, jobs_around, list_plans, plan_backlog, read_plan

__all__ = [
    "PlanDetails",
    "apply_plan",
    "ask_for_plan",
    "jobs_around",
    "list_plans",
    "plan_backlog",
    "read_plan",
    "reject_line",
    "stop_plan",
    "topic_of",
]
