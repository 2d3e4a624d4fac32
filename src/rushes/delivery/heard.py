"""What is heard in a film and who made it: for the credits, and for the report sound by sound."""

from collections.abc import Iterable

from rushes.delivery.gather import Film, TakeView
from rushes.delivery.report import values
from rushes.delivery.sounds import Kind
from rushes.kernel.ids import Subject
from rushes.review.rules import By

SYNTHESISED = "synthesised"
ROLES = {Kind.SPEECH: "Voices", Kind.EFFECT: "Sound", Kind.MUSIC: "Score"}


def credited(film: Film) -> list[tuple[str, str]]:
    """Voices, sound and score, each with what made it; voices by whose they are where several made them."""
    cues = film.sound_plan.cues
    effects = _makers(film, (cue.code for cue in cues if cue.kind != "music"))
    music = _makers(film, (cue.code for cue in cues if cue.kind == "music"))
    made = {Kind.SPEECH: _voices(film), Kind.EFFECT: ", ".join(effects), Kind.MUSIC: ", ".join(music)}
    return [(ROLES[kind], who) for kind, who in made.items() if who]


def sounds(film: Film) -> tuple[values.Sound, ...]:
    """Every line and cue of a film in which a take is heard, with that take; the rest is synthesised and not listed."""
    plan = film.sound_plan
    says = {line.code: line.text for line in plan.lines} | {cue.code: cue.name for cue in plan.cues}
    return tuple(_sound(film, take, says[code]) for code, take in film.heard.items())


def role(take: TakeView) -> str:
    """What a take of a sound is in the film: voices, sound or score."""
    kind = Subject.of(take.subject).kind
    return next(ROLES[one] for one in Kind if one.subject == kind)


def _sound(film: Film, take: TakeView, says: str) -> values.Sound:
    return values.Sound(
        code=take.shot,
        role=role(take),
        says=says,
        take=take.code,
        state=str(take.state),
        by_rule=take.by is By.RULE,
        made_with=f"{take.provider} ({take.model})",
        seconds=film.recordings[take.shot].seconds,
        cost=take.cost,
    )


def _makers(film: Film, codes: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(_maker(film.heard.get(code)) for code in codes))


def _voices(film: Film) -> str:
    """What speaks, and for whom where it does not speak for all."""
    names = {asset.id: asset.name for asset in film.production.assets}
    spoken: dict[str, dict[str, None]] = {}
    for line in film.lines:
        name = names.get(line.speech.speaker, line.speech.speaker)
        spoken.setdefault(_maker(film.heard.get(line.code)), {})[name] = None
    if len(spoken) == 1:
        return next(iter(spoken))
    return "; ".join(f"{maker}: {', '.join(people)}" for maker, people in spoken.items())


def _maker(take: TakeView | None) -> str:
    """A service and its model, or this program's own rules."""
    return f"{take.provider} ({take.model})" if take else SYNTHESISED
