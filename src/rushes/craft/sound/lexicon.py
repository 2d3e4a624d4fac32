"""
From the free words of a cue to the recipe that makes its sound.

A recipe is found by the words of the cue's name first, then of its note; the last noun counts most, as in "church bell
through a door". A cue that no recipe knows is given the neutral one of its kind, and is reported, never dropped.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from rushes.craft.sound import ambience, bells, bodies, levels, objects, waves, world
from rushes.craft.sound.waves import Sound

Random = np.random.Generator
# How far an effect's peak may stand above its level, in dB: a mix must not be turned down for a click.
CREST = 15.0
# What a sound is heard through is not what it is: "wind on tape" is wind.
THROUGH = re.compile(
    r"\b(?:on|from|off|over|through) (?:the |a )?(?:small )?"
    r"(?:tape|phone|telephone|radio|speaker|wall|door|window|glass)\b"
)


@dataclass(frozen=True)
class Recipe:
    """
    How one named sound is made.

    Attributes:
        words: a pattern for the words that mean it.
        make: mono or stereo; a bed is given no length, a lasting effect its seconds.
        level: a bed's loudness or an effect's loudest tenth of a second, in LUFS, where dialogue is -23.
    """

    id: str
    words: str
    make: Callable[..., Sound]
    level: float
    lasting: bool = False


BEDS = (
    Recipe("heavy rain", r"(?:heavy|hard|pouring|torrential) rain|downpour|rainstorm|storm", ambience.heavy_rain, -24),
    Recipe("light rain",
           r"(?:light|lighter|thin|soft|gentle) rain|rain (?:is )?(?:light|lighter)|drizzle", ambience.light_rain, -34),
    Recipe("rain", r"rain|raining|rainfall|shower", ambience.rain, -32),
    Recipe("wind", r"wind|winds|windy|gusts?|breeze|draught|draft", ambience.wind, -39),
    Recipe("ship hum",
           r"ship|spaceship|engine room|engine hum|engines?|drone of|ventilation|machinery|generator|reactor",
           ambience.engine_hum, -31),
    Recipe("lamp hum",
           r"(?:lamp|light|neon|tube|electric|mains|fridge|transformer)s? (?:hums?|buzz)|hums?|buzz(?:ing)?",
           ambience.lamp_hum, -41),
    Recipe("phone line", r"phone line|line noise|dial ?tone|dead line", ambience.phone_line, -36),
    Recipe("hiss", r"hiss|tape noise|static|white noise", ambience.hiss, -39),
    Recipe("traffic", r"traffic|cars|road|motorway|highway|street", ambience.traffic, -33),
    Recipe("city", r"city|skyline|urban|downtown", ambience.city, -35),
    Recipe("sea", r"sea|ocean|waves|surf|shore|beach", ambience.sea, -29),
    Recipe("forest", r"forest|birds?|birdsong|woods|garden|leaves|park", ambience.forest, -35),
    Recipe("crickets", r"crickets?|cicadas?|night insects|insects", ambience.crickets, -37),
    Recipe("crowd",
           r"crowd|murmur|chatter|people|walla|voices|restaurant|café|cafe|party|audience", ambience.crowd, -33),
    Recipe("train", r"trains?|railway|carriage|subway|underground", world.train, -33),
    Recipe("fire", r"fire|flames?|fireplace|campfire|burning", ambience.fire, -33),
    Recipe("room tone",
           r"room ?tone|room|tone|silence|quiet|interior|air|atmos|atmosphere|ambience"
           r"|shop|office|kitchen|corridor|bedroom|flat|house|cellar|hospital",
           ambience.room_tone, -45),
)  # fmt: skip
NEUTRAL_BED = Recipe("neutral bed", r"(?!)", ambience.neutral, -45)

EFFECTS = (
    Recipe("three quarters", r"three quarters|quarters|clock tower|chimes the", bells.three_quarters, -32),
    Recipe("church bell", r"church bells?|tolls?|tolling|cathedral bells?|knell", bells.church_bell, -29),
    Recipe("telephone", r"(?:tele)?phones?(?! line)|ringtone", bells.telephone, -27),
    Recipe("shop bell",
           r"(?:shop|door|hand|tape|real|small) ?bells?|doorbell|bells?|ding|jingle", bells.shop_bell, -27),
    Recipe("alarm", r"alarms?|beeps?|beeping|buzzer", bells.alarm, -24),
    Recipe("chime", r"chime|clink|glasses|sparkle|crystal", bells.chime, -27),
    Recipe("ringing", r"ringing|tinnitus|ears ring", bells.tinnitus, -31),
    Recipe("latch", r"latch|clack|bolt|lock|locks|deadbolt", objects.latch, -18),
    Recipe("glass", r"glass|shatters?|smash(?:es)?|window breaks|breaks", objects.glass, -20),
    Recipe("slip", r"slips?|slides? and falls?|stumbles?|trips?", bodies.slip, -22),
    Recipe("fall", r"falls?|lands?|body|drops to", bodies.fall, -22),
    Recipe("thud", r"thuds?|dull|bump|heavy set ?down|stops against", bodies.thud, -21),
    Recipe("crack", r"cracks?|snaps?|splits?", objects.crack, -21),
    Recipe("creak", r"creaks?|creaking|squeak|hinges?", objects.creak, -30),
    Recipe("slam", r"slams?|door (?:shuts?|closes?)|shuts", objects.slam, -19),
    Recipe("door", r"doors?|gate", objects.door, -21),
    Recipe("running", r"running|runs?|sprint", bodies.running, -24, lasting=True),
    Recipe("steps", r"steps?|footsteps?|footfalls?|boots?|walks?|walking|heels", bodies.steps, -25, lasting=True),
    Recipe("button", r"record button|buttons?|play button|keys? goes down|press(?:es)?", objects.button, -23),
    Recipe("cassette", r"cassettes?|tape goes in|reels?|deck|tape", objects.cassette, -26),
    Recipe("click", r"clicks?|plastic|pen|tick", objects.click, -27),
    Recipe("switch", r"switch(?:es)?|lighter", objects.switch, -25),
    Recipe("paper", r"paper|pages?|label|rustles?|letter|envelope|book", objects.paper, -32),
    Recipe("drip", r"drips?|drops?|dripping|water", objects.drip, -31),
    Recipe("splash", r"splash(?:es)?|puddle", bodies.splash, -24),
    Recipe("sigh", r"sighs?|exhales?|breath out", bodies.sigh, -30),
    Recipe("breath", r"breath|breathes?|gasps?|inhales?", bodies.breath, -28),
    Recipe("heartbeat", r"heart ?beats?|heart|pulse", bodies.heartbeat, -26, lasting=True),
    Recipe("knock", r"knocks?|knocking|raps?", bodies.knock, -22),
    Recipe("cloth", r"cloth(?:es)?|leather|jacket|coat|gloves?|fabric|sleeve", bodies.cloth, -34),
    Recipe("thunder", r"thunder|lightning", objects.thunder, -22),
    Recipe("shot", r"gun ?shots?|shots?|gun|rifle|bang", objects.shot, -14),
    Recipe("impact", r"impacts?|hit|explosion|boom|crash(?:es)?|blast", objects.impact, -16),
    Recipe("metal", r"metal|steel|clang|clank|iron|chain", objects.metal, -23),
    Recipe("whoosh", r"whoosh|swish|passes by|pass by|fly ?by", objects.whoosh, -25),
    Recipe("siren", r"sirens?|ambulance|police car", objects.siren, -32, lasting=True),
    Recipe("horn", r"horns?|honks?|hoots?", world.horn, -30),
    Recipe("dog", r"dogs?|barks?|barking", world.dog, -30),
    Recipe("applause", r"applause|claps?|clapping", world.applause, -28, lasting=True),
    Recipe("whistle", r"whistles?|whistling", world.whistle, -30),
    Recipe("match", r"match(?:es)?|strikes a light", world.match, -32),
    Recipe("crockery", r"crockery|cups?|saucers?|plates?|dishes|cutlery|china|bottle", world.crockery, -31),
    Recipe("engine", r"engine|motor|car starts|car|truck|van", objects.engine, -27, lasting=True),
    Recipe("ticking", r"ticking|clock|watch", objects.ticking, -35, lasting=True),
    Recipe("keys", r"typing|typewriter|keyboard|keys", objects.keys, -30, lasting=True),
)  # fmt: skip
SOFT = Recipe("soft touch", r"(?!)", objects.soft, -33)


@dataclass(frozen=True)
class Found:
    """The recipe for a cue's words, and whether its words were understood."""

    recipe: Recipe
    known: bool
    bed: bool


def find(kind: str, name: str, note: str = "") -> Found:
    """
    The recipe for a cue: its kind says where to look first, its name decides, and its note when the name says nothing.

    Kinds: `ambience`, `effect`, `design`; a design cue may be either, and a bed asked for as an effect is still found.
    """
    first, second = (EFFECTS, BEDS) if kind == "effect" else (BEDS, EFFECTS)
    for words in (f"{note} {name}" if _qualifies(note) else name, note):
        for recipes in (first, second):
            if recipe := _named(words, recipes):
                return Found(recipe, True, recipes is BEDS)
    return Found(SOFT, False, False) if kind == "effect" else Found(NEUTRAL_BED, False, True)


def effect(recipe: Recipe, seconds: float, seed: int) -> Sound:
    """An effect at its level; the same recipe, length and seed are the same recording."""
    random = waves.rng(recipe.id, seed)
    sound = recipe.make(random, round(seconds, 2)) if recipe.lasting else recipe.make(random)
    sound = sound * np.float32(waves.gain(recipe.level - levels.loudest(sound)))
    ceiling = np.float32(waves.gain(recipe.level + CREST))
    return np.asarray(ceiling * np.tanh(sound / ceiling), np.float32)


@lru_cache(maxsize=8)
def bed(recipe: Recipe, seed: int) -> Sound:
    """A bed's stereo loop at its level; the same recipe and seed are the same recording."""
    loop = recipe.make(waves.rng(recipe.id, seed)).astype(np.float32)
    result = loop * np.float32(waves.gain(recipe.level - levels.loudness(loop)))
    result.setflags(write=False)
    return result


def _qualifies(note: str) -> bool:
    return bool(re.fullmatch(r"\s*(?:light|lighter|heavy|hard|church|shop)\s*", note.casefold()))


def _named(words: str, recipes: tuple[Recipe, ...]) -> Recipe | None:
    said = THROUGH.sub(" ", words.casefold())
    for recipe in recipes:
        if re.search(rf"(?<!\w)(?:{recipe.words})(?!\w)", said):
            return recipe
    return None
