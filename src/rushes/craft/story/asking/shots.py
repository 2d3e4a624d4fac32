"""A description of one shot for its card: what is seen, the first frame and the last."""

from rushes.craft.story import telling
from rushes.craft.story.material import Material
from rushes.craft.story.question import Kind, Question, Reply, Unbuildable, Wish, ask

TASK = """\
Describe this one shot as it will be seen: one action in one or two sentences, then its first frame and its last \
frame, one sentence each. Keep its size, framing, people and things as planned. No camera move that the plan \
does not have, no cut, no sound, no adjective of taste such as cinematic or beautiful."""


class Description(Reply):
    """A shot in words."""

    action: str = ""
    first_frame: str = ""
    last_frame: str = ""


def build(material: Material, wish: Wish) -> Question:
    """Ask for the words of a card, beside its neighbours."""
    codes = [card.code for card in material.cards]
    if wish.shot not in codes:
        raise Unbuildable(f"There is no shot {wish.shot or 'named'} in the plan.")
    place = codes.index(wish.shot)
    card = material.cards[place]
    assets = {asset.id: asset for asset in material.assets}
    named = [assets[code] for code in card.assets if code in assets]
    given = (
        (
            "Shot",
            f"{card.code} {card.title}\nSize {card.size}, framing {card.framing}, {card.seconds:g} s\n{card.action}",
        ),
        ("In it", "\n".join(f"{asset.name}: {asset.locked or asset.description}" for asset in named)),
        ("Before it", "\n".join(map(telling.picture, material.cards[max(0, place - 1) : place]))),
        ("After it", "\n".join(map(telling.picture, material.cards[place + 1 : place + 2]))),
        ("Visual rule", material.story.visual_rule),
        ("Wish", wish.says),
    )
    return ask("shots", f"SHOT-{card.code}", Description, TASK, *given)


def read(reply: Description) -> tuple[str, Description]:
    """The description, with its frames."""
    said = (reply.action, *_frame("First frame", reply.first_frame), *_frame("Last frame", reply.last_frame))
    return ("\n".join(said) if reply.action.strip() else ""), reply


def _frame(name: str, text: str) -> tuple[str, ...]:
    return (f"{name}: {' '.join(text.split())}",) if text.strip() else ()


plugin = Kind("shots", "Description of a shot", build, Description, read)
