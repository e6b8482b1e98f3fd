"""The page Opgaver: what somebody in the office has to look at, each with its buttons."""

from dataclasses import replace
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery

from booking.domain.errors import Conflict, Invalid
from booking.services import tasks
from booking.web.guards import Asked
from booking.web.making.tasks import task_list
from booking.web.views.tasks import TaskList
from booking.web.visits import Visit, visiting

HERE, PAGE, FRAGMENT = "/opgaver", "opgaver/side.html", "tavle/_levende.html"


@get(HERE)
async def show(
    request: Asked, slags: FromQuery[str] = "", faerdige: FromQuery[str] = "", mine: FromQuery[str] = ""
) -> Response[str]:
    """Of one kind, those that are settled, or those that I have taken."""
    async with visiting(request) as visit:
        view = await task_list(visit.desk, kind=slags, done=bool(faerdige), mine=bool(mine))
        return await visit.show(PAGE, view, place="opgaver", fragment=FRAGMENT, path=view.here)


@post(f"{HERE}/{{task_id:uuid}}/tag")
async def take(request: Asked, task_id: FromPath[UUID]) -> Response[str]:
    """Mine to see to, or anybody's again."""
    try:
        async with visiting(request) as visit:
            back = bool(visit.fields.get("slip"))
            await tasks.take(visit.desk, task_id=task_id, give_back=back)
            return visit.moved(_back(visit), told="task_given_back" if back else "task_taken")
    except Conflict as error:
        return await _again(request, error)


def _back(visit: Visit) -> str:
    """The list as it was narrowed to."""
    return TaskList((), chosen=visit.fields.get("slags", ""), mine=bool(visit.fields.get("mine"))).here


@post(f"{HERE}/{{task_id:uuid}}")
async def settle(request: Asked, task_id: FromPath[UUID]) -> Response[str]:
    """Back to the list; what stands in the way is said there, and the task stays."""
    try:
        async with visiting(request) as visit:
            task = await tasks.settle(visit.desk, task_id=task_id, outcome=visit.fields.get("outcome", ""))
            return visit.moved(_back(visit), told="task_settled", number=task.kind)
    except (Conflict, Invalid) as error:
        return await _again(request, error)


async def _again(request: Asked, error: Conflict | Invalid) -> Response[str]:
    async with visiting(request) as visit:
        view = replace(await task_list(visit.desk), error=error.message)
        status = 409 if isinstance(error, Conflict) else 422
        return await visit.show(PAGE, view, place="opgaver", status=status, path=HERE)
