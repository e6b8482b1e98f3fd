"""The page Opgaver: what somebody in the office has to look at, each with its buttons."""

from dataclasses import replace
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery

from booking.domain.errors import Conflict, Invalid
from booking.services import tasks
from booking.web.guards import Asked
from booking.web.making.tasks import task_list
from booking.web.visits import visiting

HERE, PAGE = "/opgaver", "opgaver/side.html"


@get(HERE)
async def show(request: Asked, slags: FromQuery[str] = "", faerdige: FromQuery[str] = "") -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show(PAGE, await task_list(visit.desk, kind=slags, done=bool(faerdige)), place="opgaver")


@post(f"{HERE}/{{task_id:uuid}}")
async def settle(request: Asked, task_id: FromPath[UUID]) -> Response[str]:
    """Back to the list; what stands in the way is said there, and the task stays."""
    try:
        async with visiting(request) as visit:
            task = await tasks.settle(visit.desk, task_id=task_id, outcome=visit.fields.get("outcome", ""))
            return visit.moved(HERE, told="task_settled", number=task.kind)
    except (Conflict, Invalid) as error:
        async with visiting(request) as visit:
            view = replace(await task_list(visit.desk), error=error.message)
            status = 409 if isinstance(error, Conflict) else 422
            return await visit.show(PAGE, view, place="opgaver", status=status, path=HERE)
