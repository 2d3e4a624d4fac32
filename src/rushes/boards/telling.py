"""What happened as a sentence: one for every verb that is recorded."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from rushes.generation.rules import IN_TURN
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


def _prioritised(fact: Fact) -> str:
    turn, orders = int(fact.body.get("priority", IN_TURN)), _many(len(fact.body.get("orders", [])), "order")
    where = "back in turn" if turn == IN_TURN else f"{'before' if turn < IN_TURN else 'after'} the others"
    return f"put {orders} {where}"


def _batch(fact: Fact) -> str:
    return f"ordered {_many(int(fact.body.get('orders', 0)), 'take')} for at most {fact.said('most')}"


def _bisected(fact: Fact) -> str:
    refused = fact.said("refused")
    return f"found out why {fact.subject.id} is refused: {refused or 'its words'}"


def _moved(fact: Fact) -> str:
    shots = [code for place in fact.body.get("places", ()) for code in place.get("shots", ())]
    return f"moved {', '.join(shots) or 'nothing'}"


def _cleared(fact: Fact) -> str:
    """A clearance is told with what it is for."""
    use, by = fact.said("use"), fact.said("granted_by")
    ground = f": {use}, granted by {by}" if use and by else ""
    return f"said that {fact.subject.id} is {fact.said('clearance') or 'cleared'}{ground}"


def _kept(fact: Fact) -> str:
    number = fact.said("version") or fact.subject.id
    return _because(f"kept version {number} of the cut", "says")(fact)


def _drift(fact: Fact) -> str:
    ticks = [f"{asset} in {what}" for asset, what in fact.body.get("drift", ())]
    return f"saw drift in {fact.subject.id}: {', '.join(ticks)}" if ticks else f"sees no drift in {fact.subject.id}"


def _render(words: str) -> Teller:
    """What became of a film that was rendered."""

    def tell(fact: Fact) -> str:
        film = "the master" if fact.body.get("master") else "a workprint"
        return _because(words.format(film=f"{film} of cut {fact.said('cut')}"), "says")(fact)

    return tell


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
    "asset.added": _plain("put {id} into the library"),
    "asset.approved": _plain("approved {id} in the library"),
    "asset.cleared": _cleared,
    "asset.edited": _plain("changed {id} in the library: version {version}"),
    "asset.overridden": _because("decided on the block of {id}", "reason"),
    "asset.proved": _because("changed the proof of clearance of {id}", "name"),
    "asset.reference_put_back": _because("put a reference of {id} back", "name"),
    "asset.reference_removed": _because("took a reference of {id} away", "name"),
    "asset.reference_told": _because("changed what a reference of {id} is for", "role"),
    "asset.referenced": _because("added a reference to {id}", "name"),
    "asset.references_ordered": _plain("put the references of {id} in another order"),
    "asset.reopened": _plain("made {id} a draft again"),
    "asset.retired": _plain("retired {id}"),
    "asset.standing_brought": _plain("brought in how {id} stands, with its folder"),
    "asset.taken_off": _plain("took {id} out of the library"),
    "batch.confirmed": _batch,
    "breakdown.mark_withdrawn": _plain("withdrew the mark on {element}"),
    "breakdown.marked": _marked,
    "breakdown.ruled": _plain("changed what implies what in the breakdown"),
    "budget.allotted": _allotted,
    "budget.set": _plain("set the budget to {limit}, from {was}"),
    "card.rewritten": _plain("rewrote the card of {id}: version {version}"),
    "cut.kept": _kept,
    "cut.locked": _plain("locked version {id} of the cut"),
    "cut.unlocked": _because("unlocked version {id} of the cut", "reason"),
    "draft.kept": _because("kept the draft {id}", "reason"),
    "draft.rejected": _because("rejected the draft {id}", "reason"),
    "member.added": _role("made {id} {role} here"),
    "member.changed": _role("made {id} {role}, from {was}"),
    "member.removed": _role("took {id}, {was}, out of the production"),
    "note.added": _because("noted on {id}", "text"),
    "note.changed": _because("changed a note on {id}", "text"),
    "note.put_back": _because("put a note on {id} back", "text"),
    "note.removed": _because("removed a note on {id}", "text"),
    "note.reopened": _because("opened a note on {id} again", "text"),
    "note.resolved": _because("resolved a note on {id}", "text"),
    "order.cancel_refused": _order("an order of {id} that {provider} does not stop"),
    "order.cancelled": _order("an order of {id} cancelled"),
    "order.done": _order("a new take of {id} from {provider}"),
    "order.expired": _order("an order of {id} that ran out of time at {provider}"),
    "order.failed": _order("an order of {id} that failed at {provider}"),
    "order.proposed": _order("an order of {id} proposed"),
    "order.refused": _order("an order of {id} that was refused"),
    "order.submit_unknown": _order("an order of {id} of which nobody knows whether {provider} took it"),
    "orders.cancelled": _cancelled,
    "orders.prioritised": _prioritised,
    "project.adopted": _adopted,
    "project.settled": _listed("changed", "changed the settings"),
    "provider.held": _because("holds up what goes to {id}", "says"),
    "references.bisected": _bisected,
    "render.asked": _render("began to render {film}"),
    "render.cancelled": _render("stopped rendering {film}"),
    "render.done": _render("has {film} rendered"),
    "render.failed": _render("could not render {film}"),
    "review.closed": _because("closed a review", "title"),
    "review.opened": _because("opened a review", "title"),
    "review.postponed": _because("put {id} off", "reason"),
    "review.resumed": _plain("took {id} up again"),
    "review.shared": _because("shared takes with guests", "title"),
    "review.suggested": _because("would have {id} {state}", "text"),
    "review.unshared": _because("closed a guest link", "title"),
    "script.revised": _revised,
    "shot.words_accepted": _plain("kept the card of {id} for its words as they are now"),
    "shot.inserted": _plain("put {id} into the plan, after {after}"),
    "shot.omitted": _plain("took {id} out of the plan"),
    "shot.put_back": _plain("put {id} back into the plan"),
    "shots.moved": _moved,
    "shots.listed": _plain("planned {shots} shots with the list {list}"),
    "story.told": _listed("changed", "changed the story card"),
    "take.approved": _verdict("approved {id}"),
    "take.drift": _drift,
    "take.taken_back": _plain("took back that {id} is {state}"),
    "take.usable": _plain("marked the usable frames of {id}"),
    "take.maybe": _verdict("put {id} by as a maybe"),
    "take.rejected": _verdict("rejected {id}"),
    "take.seconded": _verdict("approved {id}, and {missing} more must"),
    "take.selected": _verdict("selected {id}"),
}
