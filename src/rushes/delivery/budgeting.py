"""A production's money at the desk: what may be spent in all, and what of it is allotted to roles and people."""

from collections.abc import Mapping

from pydantic import ValidationError
from sqlalchemy.orm import Session

from rushes.accounts import service as accounts
from rushes.accounts.errors import NoSuchMember
from rushes.accounts.rules import Right
from rushes.craft.production.brief import Budget
from rushes.delivery import folder
from rushes.delivery.errors import NotALimit
from rushes.governance import record
from rushes.governance import service as governance
from rushes.governance.rules import Scope, Share
from rushes.kernel.ids import Subject
from rushes.kernel.money import Money
from rushes.projects import service as projects
from rushes.projects.tables import Project

Key = tuple[Scope, str]


def money(amount: str, currency: str) -> Money:
    """A limit as somebody wrote it. NotALimit."""
    try:
        return Budget.model_validate({"currency": currency, "limit": amount}).money
    except ValidationError:
        raise NotALimit(
            f"{amount} {currency} is no limit: one is a number from 0 to 999999.999999 in a currency such as USD."
        ) from None


def set_limit(session: Session, project: Project, limit: Money, who: str) -> None:
    """
    Set what a production may spend in all; its files say so when they are written the next time.

    Raises:
        NotYours: the person may not.
        OtherCurrency: money has moved or is allotted in another.
    """
    accounts.demand(session, project.id, who, Right.ALLOT)
    before = governance.balance(session, project.id).limit
    if limit == before:
        return
    governance.set_budget(session, project.id, limit)
    amount = Budget.model_validate({"currency": limit.currency, "limit": limit.digits})
    brief = folder.brief_of(project).model_copy(update={"budget": amount})
    projects.revise(session, project, brief.model_dump(mode="json"))
    body = {"limit": limit.exact, "was": before.exact}
    record.write(session, project.id, who, "budget.set", Subject("project", str(project.id)), body)


def allot(session: Session, project: Project, scope: Scope, name: str, limit: Money | None, who: str) -> None:
    """
    Set what a person may spend, or everybody of a role together; None lifts it.

    Raises:
        NotYours: who sets it may not.
        NoSuchMember: there is no such person in the production.
        OtherCurrency: it is not in the budget's currency.
    """
    accounts.demand(session, project.id, who, Right.ALLOT)
    before = allotted(governance.shares(session, project.id)).get((scope, name))
    if limit == before:
        return
    people = accounts.roles(session, project.id)
    if scope is Scope.PERSON and limit is not None and name not in people:
        raise NoSuchMember(f"Nobody here is called {name}. There are: {', '.join(people)}.")
    governance.allot(session, project.id, scope, name, limit)
    body = {"scope": scope, "name": name, "limit": limit and limit.exact, "was": before and before.exact}
    record.write(session, project.id, who, "budget.allotted", Subject("project", str(project.id)), body)


def restate(session: Session, project: Project, limit: Money, allotments: Mapping[Key, Money], who: str) -> None:
    """Make the limit and what is allotted say exactly this. See `set_limit` and `allot`."""
    accounts.demand(session, project.id, who, Right.ALLOT)
    shares = governance.shares(session, project.id)
    kept = allotments.keys() if limit.currency == shares[0].spent.currency else set[Key]()
    for scope, name in allotted(shares).keys() - kept:
        allot(session, project, scope, name, None, who)
    set_limit(session, project, limit, who)
    for (scope, name), share in allotments.items():
        allot(session, project, scope, name, share, who)


def allotted(shares: list[Share]) -> dict[Key, Money]:
    """What is allotted to whom, without the production's own limit."""
    own = (share for share in shares if share.scope is not Scope.PRODUCTION)
    return {(share.scope, share.name): share.limit for share in own if share.limit is not None}
