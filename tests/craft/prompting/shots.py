"""Three shots to be told on every surface, and any shot at all: cards, assets, and the media that may go along."""

from dataclasses import replace

from hypothesis import strategies as st

from rushes.craft.cards.asset import Asset, AssetKind
from rushes.craft.cards.card import Card, Effect, Focus, Light, Move, Part, Reference, Speech
from rushes.craft.cards.vocabulary import (
    Depth,
    Direction,
    Framing,
    Height,
    Movement,
    Quality,
    Role,
    Side,
    Size,
    Speed,
    Treatment,
)
from rushes.craft.prompting.compiled import Compiled
from rushes.craft.prompting.intent import Intent, Kind, Medium, Mode, View, stand_ins
from rushes.craft.prompting.surface import Surface

ASSETS = {
    asset.id: asset
    for asset in (
        Asset(id="CH-INES", kind=AssetKind.CHARACTER, name="Ines", description="A lighthouse keeper in her fifties",
              locked="50s, cropped grey hair, navy wool sweater, brass key on a cord", negatives="no glasses"),
        Asset(id="CH-TOMAS", kind=AssetKind.CHARACTER, name="Tomás", description="A boy of nine who does not sleep",
              locked="nine years old, gap in his front teeth, yellow raincoat", negatives="no hood"),
        Asset(id="CH-PILOT", kind=AssetKind.CHARACTER, name="The Pilot", description="A harbour pilot in oilskins",
              locked="tall, red beard, black oilskins"),
        Asset(id="CH-MATE", kind=AssetKind.CHARACTER, name="Ruy", description="A deckhand, barely twenty",
              locked="wiry, shaved head, orange life vest"),
        Asset(id="CH-HARBOUR", kind=AssetKind.CHARACTER, name="Harbour", description="A voice"),
        Asset(id="WA-OILS", kind=AssetKind.WARDROBE, name="Oilskins", locked="black oilskins, white salt at the hem"),
        Asset(id="PR-LAMP", kind=AssetKind.PROP, name="Signal lamp", locked="dented brass, cracked green lens",
              negatives="no brand"),
        Asset(id="PR-LOG", kind=AssetKind.PROP, name="Logbook", locked="grey cloth, one page torn out"),
        Asset(id="PR-ROPE", kind=AssetKind.PROP, name="Rope", locked="thick as a wrist, tarred black"),
        Asset(id="LO-LAMPROOM", kind=AssetKind.LOCATION, name="Lamp room",
              locked="curved glass on all sides, iron gallery outside, one low bench"),
        Asset(id="LO-JETTY", kind=AssetKind.LOCATION, name="Jetty",
              locked="wet planks, two iron bollards, lighthouse small at the far end",
              negatives="the lighthouse may not change"),
        Asset(id="LK-FILM", kind=AssetKind.LOOK, name="Winter grain", locked="coarse grain, blue shadows"),
        Asset(id="VO-INES", kind=AssetKind.VOICE, name="Ines's voice", locked="low, dry, unhurried"),
    )
}  # fmt: skip

DIALOGUE = Card(
    code="S04-SH02", size=Size.MS, framing=Framing.TWO, side=Side.THREE_QUARTER, lens=40,
    composition="Ines left on the bench, Tomás right against the glass",
    move=Move(primary=Movement.DOLLY, direction=Direction.IN),
    action="Ines winds the lamp; Tomás turns from the glass and asks; she does not stop winding",
    subjects=(
        Part(asset="CH-INES", state="sleeves wet", start="sits left on the bench, both hands on the crank",
             action="winds the crank without looking up", end="still winding"),
        Part(asset="CH-TOMAS", start="stands right, forehead on the glass", action="turns to her",
             end="waits, back against the glass"),
        Part(asset="PR-LAMP", start="dark", action="begins to glow", end="lit"),
    ),
    dialogue=(
        Speech(speaker="CH-TOMAS", text="Is it still out there?", delivery="whispered"),
        Speech(speaker="CH-INES", text="It's always out there."),
    ),
    ambience=("wind on glass", "far surf"), effects=(Effect(name="crank", at=0.5),),
    light=Light(source="PR-LAMP", quality=Quality.HARD, contrast="8:1",
                lit="Tomás's face, her hands", dark="the bench, the floor"),
    seconds=7,
    references=(
        Reference(asset="CH-INES", role=Role.IDENTITY, priority=0),
        Reference(asset="CH-TOMAS", role=Role.IDENTITY, priority=1),
        Reference(asset="CH-TOMAS", role=Role.WARDROBE, priority=2),
        Reference(asset="LO-LAMPROOM", role=Role.PLACE, priority=3),
        Reference(asset="CH-INES", role=Role.VOICE, priority=4),
    ),
    negatives=("a third person", "daylight", "readable signs"),
)  # fmt: skip

INSERT = Card(
    code="S04-SH05", size=Size.INSERT, framing=Framing.INSERT, height=Height.CHEST, lens=90,
    focus=Focus(depth=Depth.SHALLOW, target="PR-LOG"),
    action="A wet thumb stops at the torn edge",
    subjects=(
        Part(asset="CH-INES", state="sleeve wet", start="her right hand lies on the shut logbook",
             action="opens the logbook, and a wet thumb stops at the tear @2.5", end="her thumb rests on it"),
        Part(asset="PR-LOG", start="shut on the bench", end="open at the torn page"),
    ),
    ambience=("wind on glass",), effects=(Effect(name="paper", at=1.2),),
    light=Light(source="warm lamp from the left", lit="the page", dark="the bench"),
    seconds=5, start_frame="her hand on the shut logbook", end_frame="her thumb on the tear",
    references=(
        Reference(asset="PR-LOG", role=Role.PROP, priority=0),
        Reference(asset="CH-INES", role=Role.WARDROBE, priority=1),
    ),
    negatives=("a second hand", "any other text"),
)  # fmt: skip

ACTION = Card(
    code="S06-SH01", size=Size.FS, framing=Framing.GROUP, height=Height.KNEE, side=Side.PROFILE, lens=28,
    direction=Direction.RIGHT, eyeline="the boat beyond frame right",
    move=Move(primary=Movement.TRACKING, direction=Direction.RIGHT, speed=Speed.FAST, note="at their pace"),
    action="The four run the length of the jetty; the rope snaps tight; the Pilot falls",
    subjects=(
        Part(asset="CH-INES", start="runs in from left, rope over her shoulder", action="plants both feet and pulls"),
        Part(asset="CH-TOMAS", start="runs behind her", action="holds up PR-LAMP", end="keeps the lamp up"),
        Part(asset="CH-PILOT", state="soaked", start="runs last", action="slips and falls on one knee"),
        Part(asset="CH-MATE", start="waits at the bollard", action="catches the rope", end="leans back on it"),
    ),
    dialogue=(Speech(speaker="CH-HARBOUR", text='She said "now"!', on_screen=False, treatment=Treatment.RADIO),),
    ambience=("storm", "surf on planks"), effects=(Effect(name="rope snaps tight", at=3),),
    music="none",
    light=Light(source="the lighthouse beam from behind", quality=Quality.HARD, contrast="12:1", kelvin=6500,
                lit="their edges, the wet planks", dark="every face"),
    seconds=6,
    references=(
        Reference(asset="CH-INES", role=Role.IDENTITY, priority=0),
        Reference(asset="CH-PILOT", role=Role.IDENTITY, priority=1),
        Reference(asset="CH-TOMAS", role=Role.IDENTITY, priority=2),
        Reference(asset="CH-MATE", role=Role.IDENTITY, priority=3),
        Reference(asset="WA-OILS", role=Role.WARDROBE, priority=4),
        Reference(asset="PR-ROPE", role=Role.PROP, priority=5),
        Reference(asset="PR-LAMP", role=Role.PROP, priority=6),
        Reference(asset="LO-JETTY", role=Role.PLACE, priority=7),
        Reference(asset="LK-FILM", role=Role.STYLE, priority=8),
        Reference(asset="CH-INES", role=Role.MOTION, priority=9),
        Reference(asset="CH-HARBOUR", role=Role.VOICE, priority=10),
    ),
    negatives=("limbs that merge", "lit faces"),
)  # fmt: skip

SHOTS = {"dialogue": DIALOGUE, "insert": INSERT, "action": ACTION}
HEADINGS = {
    "dialogue": "INT. LAMP ROOM - NIGHT",
    "insert": "INT. LAMP ROOM - CONTINUOUS",
    "action": "EXT. JETTY - BEFORE DAWN",
}
WISHES = {
    "dialogue": (Mode.REFERENCES, Mode.TEXT),
    "insert": (Mode.FIRST_LAST, Mode.TEXT),
    "action": (Mode.REFERENCES, Mode.TEXT),
}


def intent(shot: str, surface: Surface) -> Intent:
    """One of the three as it would be asked of a surface: with references or frames where it takes them."""
    card = SHOTS[shot]
    media = tuple(
        Medium(one.asset, one.role, one.kind, f"{number:02x}" * 32, one.view)
        for number, one in enumerate((*stand_ins(card), *frames(card)), start=1)
    )
    mode = next(mode for mode in WISHES[shot] if mode in surface.modes)
    return Intent(
        card, ASSETS, HEADINGS[shot], mode, media if mode is not Mode.REFERENCES else media[:-2], "16 mm, winter"
    )


def frames(card: Card) -> tuple[Medium, Medium]:
    """Approved panels for the first and the last frame of a shot."""
    return Medium(card.code, Role.FIRST_FRAME), Medium(card.code, Role.LAST_FRAME)


def shown(compiled: Compiled) -> str:
    """A prompt for reading aloud, with all that goes with it."""
    said = [f"{compiled.surface}, {compiled.mode}: {dict(compiled.fields)}", "", compiled.prompt, ""]
    said += [f"never: {compiled.negative}"] if compiled.negative else []
    said += [
        f"{one.token or one.slot}: {one.asset} {one.role} {one.view} {one.sha256[:6]}".rstrip()
        for one in compiled.citations
    ]
    said += [f"dropped: {one.asset} {one.role}, {one.why}" for one in compiled.dropped]
    return "\n".join([*said, *(f"warning: {text}" for text in compiled.warnings)]) + "\n"


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=30)
TOKENS = st.sampled_from(
    ["Image 3", "@Image1", "@image_2", "<IMAGE_REF_0>", "<Picture 1>", "audio 1", "the frame", "\ue000"]
)
PEOPLE = st.sampled_from(sorted(ASSETS))


@st.composite
def sequences(draw: st.DrawFn) -> list[Intent]:
    """Any shots of one scene in cutting order, all made from words or all from references."""
    mode = draw(st.sampled_from([Mode.REFERENCES, Mode.REFERENCES, Mode.TEXT]))
    meant = intents(tokens=draw(st.integers(0, 3)) == 0)
    return [
        replace(one, card=one.card.model_copy(update={"code": f"S01-SH{number:02}"}), mode=mode)
        for number, one in enumerate(draw(st.lists(meant, min_size=2, max_size=4)), start=1)
    ]


@st.composite
def intents(draw: st.DrawFn, *, tokens: bool = True) -> Intent:
    """Any shot: any references, media of any kind and view, with or without files, in any mode; words may be tokens."""
    role = st.sampled_from(Role)
    named = draw(st.lists(st.tuples(PEOPLE, role), max_size=14, unique=True))
    references = tuple(Reference(asset=asset, role=one, priority=draw(st.integers(0, 3))) for asset, one in named)
    media = tuple(
        Medium(
            asset,
            one,
            draw(st.sampled_from(Kind)),
            draw(st.sampled_from(["", "ab" * 32, "cd" * 32])),
            draw(st.sampled_from(View)),
        )
        for asset, one in draw(st.lists(st.sampled_from(named), max_size=20) if named else st.just([]))
    )
    text = st.one_of(WORDS, TOKENS) if tokens else WORDS
    card = Card(
        code="S01-SH01", action=draw(text), composition=draw(text), references=references,
        subjects=tuple(
            Part(asset=asset, state=draw(WORDS), start=draw(WORDS), action=draw(text), end=draw(WORDS))
            for asset in draw(st.lists(PEOPLE, max_size=3, unique=True))
        ),
        dialogue=tuple(
            Speech(speaker=asset, text=draw(text), on_screen=draw(st.booleans()))
            for asset in draw(st.lists(PEOPLE, max_size=2))
        ),
        negatives=tuple(draw(st.lists(WORDS, max_size=3))), seconds=draw(st.sampled_from([0.5, 3, 5.5, 8])),
    )  # fmt: skip
    own = frames(card) if draw(st.booleans()) else ()
    return Intent(card, ASSETS, draw(WORDS), draw(st.sampled_from(Mode)), (*media, *own), draw(WORDS))
