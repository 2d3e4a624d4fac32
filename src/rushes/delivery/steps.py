"""The durable moments of a delivery, each as good done twice as once."""

from datetime import UTC, datetime
from uuid import UUID

from rushes import jobs
from rushes.db.session import transaction
from rushes.delivery import anchoring, animatic, bench, bisecting, folder, gather, line, rendering, viewing_files
from rushes.delivery import film as films
from rushes.delivery.errors import PlanChanged
from rushes.edit import renders
from rushes.generation import service as generation
from rushes.generation.halving import Found
from rushes.generation.rules import OVER, State
from rushes.generation.tools import tools as house
from rushes.kernel.errors import StudioError, Unavailable
from rushes.projects import service as projects
from rushes.takes import viewings
from rushes.takes.viewings import Made


@jobs.step(retries=1)
def cut_animatic(project_id: str, digest: str) -> str:
    """
    Cut, render, sign and keep the animatic of a plan; gives the hash of its blob. Done again it finds what it rendered.

    Raises:
        PlanChanged: the plan or its panels are no longer those of the digest.
    """
    with transaction(house().database) as session:
        project = projects.one(session, UUID(project_id))
        planned = animatic.plan(session, project, clips=False)
        raster = animatic.fitted(line.raster_of(folder.brief_of(project)))
    if animatic.digest(planned, raster) != digest:
        raise PlanChanged("The plan or its panels changed before the animatic was cut; ask for it again.")
    made = animatic.cut(planned, raster, bench.tools())
    with house().workbench() as place:
        animatic.write(made, raster, place, bench.tools(), datetime.now(UTC), lambda _done, _total: None)
        return house().blobs.put_file(place / animatic.NAME)


@jobs.step()
def make_render(project_id: str, render_id: str) -> None:
    """Make a render and keep what was made; done again it finds what it encoded. What goes wrong is noted with it."""
    try:
        rendering.make(UUID(project_id), UUID(render_id))
    except rendering.Cancelled:
        return
    except Exception as error:
        says = error.detail if isinstance(error, StudioError) else "Something broke in the studio; its log says more."
        with transaction(house().database) as session:
            renders.failed(session, UUID(render_id), says)
        raise


@jobs.step(retries=1)
def mix_cut(project_id: str, version: int, digest: str) -> str:
    """
    Mix a version of the cut and keep what it is heard by; gives the hash of that.

    Raises:
        PlanChanged: it no longer sounds as it did when it was asked for.
    """
    with transaction(house().database) as session:
        project = projects.one(session, UUID(project_id))
        film = gather.heard_alone(session, project, version)
    if films.sound_name(film) != digest:
        raise PlanChanged("What is heard in the cut changed before it was mixed; ask for the mix again.")
    mixed = films.sound(film, bench.tools())
    with house().workbench() as place:
        made = viewing_files.make(mixed.stems["master"], place, house().blobs)
    with transaction(house().database) as session:
        viewings.ask(session, UUID(project_id), [made.proxy])
        viewings.keep(session, UUID(project_id), made.proxy, made)
    return made.proxy


@jobs.step(retries=2)
def make_viewing(project_id: str, media: str) -> None:
    """Make and keep what a file is looked at by, or keep why it cannot be made."""
    with house().workbench() as place:
        try:
            made = viewing_files.make(house().blobs.local(media), place, house().blobs)
        except Unavailable:
            raise
        except StudioError as error:
            made = Made(says=error.detail)
    with transaction(house().database) as session:
        viewings.keep(session, UUID(project_id), media, made)


@jobs.step(retries=3)
def bisect(project_id: str, order_id: str, who: str, batch_id: str, placed: str = "") -> str:
    """
    Order what comes next once there is an answer to what was `placed`; gives what is waited for.

    Empty once it is found what is refused, and is kept, or the last order came to nothing for another reason.
    """
    with transaction(house().database) as session:
        if placed:
            last = generation.one(session, UUID(placed))
            if last.state not in OVER:
                return placed
            if bisecting.was_refused(last) is None:
                return ""
        project = projects.one(session, UUID(project_id))
        case = bisecting.case(session, project, generation.one(session, UUID(order_id)))
        step = bisecting.step(session, project, case)
        if isinstance(step, Found):
            bisecting.keep(session, project, case, step, who)
            return ""
        (order,) = line.placed(session, project, [step], case.spec, who, UUID(batch_id))
        return str(order.id)


@jobs.step(retries=3)
def anchor(project_id: str, order_id: str, who: str) -> bool:
    """Approve the panel that an order became, once; whether there is nothing more to wait for."""
    with transaction(house().database) as session:
        order = generation.one(session, UUID(order_id))
        if order.state not in OVER:
            return False
        if order.state == State.DONE:
            anchoring.approve(session, projects.one(session, UUID(project_id)), order, who)
        return True
