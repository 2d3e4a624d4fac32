"""What happened as a sentence: one for every verb that is recorded."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from rushes.kernel.ids import Subject

RULE, GATEWAY = "rule", "gateway"
_ACTORS = {RULE: "The rule", GATEWAY: "The gateway"}


@dataclass(frozen=True)
class Fact:
    """An event as it is recorded."""

    actor: str
    verb: str
    subject: Subject
    body: Mapping[str, Any]

    def said(self, name: str) -> str:
        """A particular as text; empty where it is not told."""
        value = self.body.get(name)
        return "" if value is None else str(value)


def sentence(fact: Fact) -> str:
    """Who did what: `Mara approved S02-SH03-T04: the turn reads`; of a verb nobody knows, the verb itself."""
    tell = SAYS.get(fact.verb)
    who = _ACTORS.get(fact.actor, fact.actor)
    return f"{who} {tell(fact)}" if tell else f"{who}: {fact.verb} {fact.subject.id}"


Teller = Callable[[Fact], str]


def _plain(words: str) -> Teller:
    """Words with the subject and the particulars filled in by name: `kept version {version}`."""

    def tell(fact: Fact) -> str:
        names = {"id": fact.subject.id, "kind": fact.subject.kind}
        return words.format_map(_Told({**fact.body, **names}))

    return tell


class _Told(dict[str, Any]):
    """Particulars; one that an older event does not tell is nothing."""

    def __missing__(self, key: str) -> str:
        return ""


def _because(words: str, *names: str) -> Teller:
    """The same, and after a colon the first of these that was said."""
    begin = _plain(words)

    def tell(fact: Fact) -> str:
        why = next((text for name in names if (text := fact.said(name).strip())), "")
        return f"{begin(fact)}: {why}" if why else begin(fact)

    return tell


def _verdict(words: str) -> Teller:
    return _because(words, "worked", "failed", "note", "next_action")


def _order(words: str) -> Teller:
    """The gateway's own steps are told with whose order it is."""
    return _because(f"has {words}", "says")


def _many(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _listed(name: str, ending: str) -> Teller:
    """Words around a list: `changed the story card: want, turn`."""

    def tell(fact: Fact) -> str:
        values = fact.body.get(name) or []
        return f"{ending}: {', '.join(str(value).replace('_', ' ') for value in values)}" if values else ending

    return tell


def _revised(fact: Fact) -> str:
    if fact.body.get("why") == "scene numbers locked":
        return f"locked the scene numbers in revision {fact.subject.id} of the script"
    return _because("wrote revision {id} of the script", "why")(fact)


def _adopted(fact: Fact) -> str:
    return f"read {fact.said('title')} from its files: {_many(int(fact.body.get('shots', 0)), 'shot')} planned"


def _marked(fact: Fact) -> str:
    element, action = fact.said("element"), fact.said("action")
    if becomes := fact.said("becomes"):
        return f"said that {element} in {_scene(fact)} is {becomes}"
    return f"{'took' if action == 'remove' else 'put'} {element} {'off' if action == 'remove' else 'on'} the breakdown"


def _scene(fact: Fact) -> str:
    return fact.subject.id if fact.subject.kind == "scene" else "the script"


def _allotted(fact: Fact) -> str:
    limit, name = fact.said("limit"), fact.said("name").replace("_", " ")
    return f"allotted {limit} to {name}" if limit else f"lifted what was allotted to {name}"


def _cancelled(fact: Fact) -> str:
    return f"cancelled {_many(len(fact.body.get('orders', [])), 'order')} before they were sent"


def _batch(fact: Fact) -> str:
    return f"ordered {_many(int(fact.body.get('orders', 0)), 'take')} for at most {fact.said('most')}"


def _bisected(fact: Fact) -> str:
    refused = fact.said("refused")
    return f"found out why {fact.subject.id} is refused: {refused or 'its words'}"


def _role(words: str) -> Teller:
    def tell(fact: Fact) -> str:
        named = {name: fact.said(name).replace("_", " ") for name in ("role", "was")}
        return words.format(id=fact.subject.id, **named)

    return tell


STEPS = {
    "order.authorised": _order("an order of {id} authorised"),
    "order.submitting": _order("an order of {id} on its way to {provider}"),
    "order.queued": _order("an order of {id} in the queue of {provider}"),
    "order.running": _order("{id} being made by {provider}"),
    "order.cancelling": _order("asked {provider} to stop {id}"),
    "order.fetching": _order("a take of {id} coming home from {provider}"),
    "order.checking": _order("a take of {id} under its checks"),
}
"""The steps of an order on its way, which a story leaves out."""

SAYS: Mapping[str, Teller] = STEPS | {
    "batch.confirmed": _batch,
    "breakdown.mark_withdrawn": _plain("withdrew the mark on {element}"),
    "breakdown.marked": _marked,
    "breakdown.ruled": _plain("changed what implies what in the breakdown"),
    "budget.allotted": _allotted,
    "budget.set": _plain("set the budget to {limit}, from {was}"),
    "card.rewritten": _plain("rewrote the card of {id}: version {version}"),
    "cut.kept": _plain("kept version {version} of the cut, {frames} frames long"),
    "draft.kept": _because("kept the draft {id}", "reason"),
    "draft.rejected": _because("rejected the draft {id}", "reason"),
    "member.added": _role("made {id} {role} here"),
    "member.changed": _role("made {id} {role}, from {was}"),
    "member.removed": _role("took {id}, {was}, out of the production"),
    "order.cancel_refused": _order("an order of {id} that {provider} does not stop"),
    "order.cancelled": _order("an order of {id} cancelled"),
    "order.done": _order("a new take of {id} from {provider}"),
    "order.expired": _order("an order of {id} that ran out of time at {provider}"),
    "order.failed": _order("an order of {id} that failed at {provider}"),
    "order.proposed": _order("an order of {id} proposed"),
    "order.refused": _order("an order of {id} that was refused"),
    "order.submit_unknown": _order("an order of {id} of which nobody knows whether {provider} took it"),
    "orders.cancelled": _cancelled,
    "project.adopted": _adopted,
    "project.settled": _listed("changed", "changed the settings"),
    "provider.held": _because("holds up what goes to {id}", "says"),
    "references.bisected": _bisected,
    "script.revised": _revised,
    "shot.words_accepted": _plain("kept the card of {id} for its words as they are now"),
    "shots.listed": _plain("planned {shots} shots with the list {list}"),
    "story.told": _listed("changed", "changed the story card"),
    "take.approved": _verdict("approved {id}"),
    "take.maybe": _verdict("put {id} by as a maybe"),
    "take.rejected": _verdict("rejected {id}"),
    "take.selected": _verdict("selected {id}"),
}
