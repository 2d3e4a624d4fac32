"""Scripts of any length made up from a seed, for tests and measurements: plain English, people, props and weather."""

from random import Random

_FIRST = (
    *("ADA", "BRAM", "CLEO", "DORIAN", "ESME", "FARID", "GRETA", "HUGO", "INES", "JUNO", "KASPAR", "LEILA", "MILO"),
    *("NADIA", "OTIS", "PETRA", "QUINN", "RUFUS", "SABLE", "TOMAS", "URSULA", "VIKRAM", "WILMA", "XENIA", "YUSUF"),
)
_CALLINGS = (
    *("a nurse in a grey coat", "a mechanic with a burnt sleeve", "a librarian in a green cardigan", "a tall stranger"),
    *("a detective in a wet raincoat", "a baker in a white apron", "a boy with a paper crown", "a retired pilot"),
)
_AGES = ("20s", "early 30s", "40s", "late 50s", "70s", "nine")
_PLACES = (
    *("FERRY TERMINAL", "PAWN SHOP", "HOSPITAL - CORRIDOR", "BAKERY - KITCHEN", "LIGHTHOUSE - STAIRS", "OLD CINEMA"),
    *(
        "NIGHT BUS",
        "ORCHARD",
        "POLICE STATION - CELLS",
        "HARBOUR WALL",
        "SCHOOL - GYM",
        "MOTEL - ROOM 12",
        "FOREST ROAD",
    ),
    *("APARTMENT - BATHROOM", "ALLEY BEHIND THE MARKET", "RADIO STUDIO", "CHURCH - BELL TOWER", "GARAGE"),
)
_TIMES = ("DAY", "NIGHT", "DAWN", "DUSK", "CONTINUOUS", "LATER", "MOMENTS LATER")
_PROPS = (
    *("a brass key", "the blue suitcase", "a cracked phone", "her umbrella", "a loaf of bread", "the cassette"),
    *(
        "a folded letter",
        "his pocket watch",
        "a paper lantern",
        "the red ledger",
        "a kitchen knife",
        "two train tickets",
    ),
)
_DONE = (
    *("puts {prop} on the table", "hides {prop} behind the door", "drops {prop} and does not pick it up"),
    *("turns {prop} over twice", "slides {prop} across the counter", "looks for {prop} in every drawer"),
    *("crosses the room to the window", "runs up the stairs", "sits down slowly", "opens the car door and gets in"),
    *("listens at the wall", "wipes the rain from the glass", "lights a match", "stops in the doorway"),
)
_SEEN = (
    *("Rain drums on the roof.", "A dog barks somewhere below.", "The lights flicker and go out.", "Nobody moves."),
    *("Steam rises from two cups.", "A van idles at the kerb with its doors open.", "Snow has begun to fall."),
    *("The radio plays an old waltz.", "A telephone RINGS.", "Far away, a train.", "Smoke curls under the door."),
    *(
        "A crowd of passengers pushes past.",
        "On the wall: a map with one street burnt out.",
        "The clock says ten to four.",
    ),
)
_SAID = (
    *("I told you it would be here before midnight.", "Then why is the door still open?", "You were never there."),
    *("Give it back and we can both go home.", "Nobody has asked me that in thirty years.", "What did he say?"),
    *("It was raining, and she had no coat, and that is all I know.", "No.", "I can explain.", "Not like this."),
    *("Count to ten before you open it.", "You knew *exactly* what was in that letter.", "My brother drove the van."),
    *("If the ferry leaves without us, there is no other way off this island.", "Listen."),
)
_MANNERS = ("(quietly)", "(into phone)", "(without turning)", "(beat)", "(laughs)", "(to the dog)")
_EXTENSIONS = ("", "", "", "", "", " (V.O.)", " (O.S.)", " (CONT'D)")


def script(scenes: int = 190, cues: int = 800, seed: int = 1) -> str:
    """A Fountain script with a title page; the same seed makes the same words. The defaults fill about 120 pages."""
    random = Random(seed)
    cast = [_Person(name, random) for name in _FIRST]
    parts = [f"Title: The Last Ferry {seed}\nCredit: written by\nAuthor: Nobody at all\nDraft date: Draft {seed}\n\n"]
    parts.append("FADE IN:\n\n")
    for number in range(scenes):
        speeches = cues * (number + 1) // scenes - cues * number // scenes
        parts.append(_scene(number + 1, speeches, random.sample(cast, 3), random))
    return "".join(parts)


class _Person:
    def __init__(self, name: str, random: Random) -> None:
        self.name = name
        self._age = random.choice(_AGES)
        self._calling = random.choice(_CALLINGS)
        self._is_known = False

    def named(self) -> str:
        """How the action names them: in capitals with who they are, and after that by name alone."""
        if self._is_known:
            return self.name.title()
        self._is_known = True
        return f"{self.name}, {self._age}, {self._calling},"


def _scene(number: int, speeches: int, people: list[_Person], random: Random) -> str:
    opening = random.choice(("INT.", "INT.", "EXT.", "INT./EXT."))
    parts = [f"{opening} {random.choice(_PLACES)} - {random.choice(_TIMES)} #{number}#\n\n"]
    parts += [_action(people, random) for _ in range(random.randint(1, 2))]
    for _ in range(speeches):
        if random.random() < 0.5:
            parts.append(_action(people, random))
        parts.append(_speech(random.choice(people), random))
    if random.random() < 0.2:
        parts.append(f"{random.choice(('CUT TO:', 'SMASH CUT TO:', 'DISSOLVE TO:'))}\n\n")
    return "".join(parts)


def _action(people: list[_Person], random: Random) -> str:
    sentences = []
    for _ in range(random.randint(1, 3)):
        deed = random.choice(_DONE).format(prop=random.choice(_PROPS))
        sentences += [random.choice(_SEEN), f"{random.choice(people).named()} {deed}."]
    return " ".join(sentences) + "\n\n"


def _speech(person: _Person, random: Random) -> str:
    manner = f"{random.choice(_MANNERS)}\n" if random.random() < 0.15 else ""
    words = " ".join(random.choice(_SAID) for _ in range(random.randint(1, 3)))
    return f"{person.name}{random.choice(_EXTENSIONS)}\n{manner}{words}\n\n"
