"""A made-up report, as rich as a real one: SIDE B with two takes a shot."""

from functools import cache

import cv2
import numpy as np

from rushes.delivery.report.values import (
    Cost,
    Criterion,
    Fact,
    Film,
    Found,
    Ledger,
    Line,
    Lost,
    Picture,
    Report,
    Right,
    Scene,
    Shot,
    Sound,
    Take,
    Tool,
)
from rushes.kernel.hashing import digest
from rushes.kernel.money import Money
from rushes.kernel.timecode import Rate, Span

RATE = Rate.of(24)
GREEN, AMBER, BLUE = (70, 120, 84), (170, 116, 58), (86, 96, 140)
PLAN = {
    ("S01", "EXT. ALLEY - NIGHT", "The job and its price; the object is damaged"): {
        "Alley": (6, "ELS", "Rain falls on an empty alley; a green lamp hums over a steel door.", GREEN),
        "The fall": (7, "MS", "Wren enters frame left, hurries right, slips, lands on her hand.", GREEN),
        "Cracked": (4, "INSERT", "The jacket opens on a cassette, cracked corner to corner; she tucks it away.", GREEN),
    },
    ("S02", "INT. PAWN SHOP - NIGHT", "The courier learns the cassette is recording future audio"): {
        "On the counter": (9, "MS", "Wren slides the cassette into the lamp light; water runs off her sleeve.", AMBER),
        "The bell, twice": (10, "CU", "The reels turn; a bell on the tape; the door opens; the same bell.", AMBER),
        "Cassette warning insert": (8, "INSERT", "Her hand turns the cassette over; the wet label slides.", AMBER),
        "Her handwriting": (6, "CU", "Wren reads, recognises, and does not speak.", AMBER),
        "The book": (10, "MS", "She listens, pulls the tape, takes the receipt book and goes.", AMBER),
    },
    ("S03", "EXT. ROOFTOP - NIGHT", "She keeps the cassette and turns the trap round"): {
        "Two silhouettes": (8, "LS", "Wren and the Client against the skyline, a gap in the parapet beside him.", BLUE),
        "Listening": (6, "CU", "Wren listens past him.", BLUE),
        "Fist": (6, "INSERT", "The cassette over an open black glove; her fist closes and withdraws.", BLUE),
        "No clack": (5, "INSERT", "The steel door swings and stops on the receipt book.", BLUE),
        "Wrong side": (9, "LS", "Wren walks right to left, takes the book; the door shuts.", BLUE),
    },
}  # fmt: skip
STATES = ("approved", "selected", "approved", "selected", "maybe", "selected", "approved", "selected", "selected",
          "selected", "approved", "blocked", "approved")  # fmt: skip
DIALOGUE = {
    "On the counter": (Line("Wren", "Does it play?"),),
    "The bell, twice": (Line("Abell (on tape)", "Who gave you this?"), Line("Abell", "Who gave you this?")),
    "The book": (Line("Abell", "That's my book."), Line("Wren", "I'll bring it back.", "not turning round")),
    "Two silhouettes": (Line("Client", "You're on time."),),
}
PASSED = (
    ("Every frame decodes", "All {frames} frames decode, as many as the file promises."),
    ("As long as asked", "{frames} frames long, {frames} asked."),
    ("One take, no cut inside", "The clip is one take: nothing cuts inside it."),
    ("Not a held frame", "The picture never stands still."),
    ("Colour is tagged", "The file is tagged Rec.709, limited range."),
)


def frame(seed: int, light: tuple[int, int, int], step: float, *, width: int = 320, height: int = 180) -> Picture:
    """A drawn frame: a haze, a lamp, a floor and a figure that has walked so far."""
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    x, y = columns / width, rows / height
    random = np.random.default_rng(seed)
    lamp = random.uniform(0.15, 0.85)
    glow = np.exp(-(((x - lamp) * 1.7) ** 2 + (y - 0.3) ** 2) / 0.05) + 0.35 * np.exp(
        -(((x - lamp) * 2) ** 2) / 0.1
    ) * (y > 0.72)
    picture = np.array(light, np.float32) * (0.1 + 0.75 * glow)[..., None] + np.array((12, 15, 20), np.float32)
    for _ in range(7):
        left, wide = random.uniform(0, 1), random.uniform(0.03, 0.14)
        picture[(x > left) & (x < left + wide) & (y > random.uniform(0, 0.4)) & (y < 0.75)] *= random.uniform(0.35, 0.8)
    at = 0.15 + 0.6 * step
    body = (np.abs(x - at) < 0.05 + 0.03 * (y - 0.45)) & (y > 0.45) & (y < 0.95)
    picture[body] = np.array((196, 84, 30), np.float32) * (0.35 + 0.5 * (lamp > at))
    picture[((x - at) * 16 / 9) ** 2 + (y - 0.38) ** 2 < 0.0042] = (66, 50, 42)
    picture += random.normal(0, 4, (height, width, 1))
    content = cv2.imencode(".jpg", picture.clip(0, 255).astype(np.uint8)[..., ::-1])[1].tobytes()
    return Picture(content, f"frame {round(step * 100)}, {step * 4:.1f} s")


def _take(shot: str, number: int, state: str, seconds: float, light: tuple[int, int, int]) -> Take:
    frames, code, first = RATE.frames(seconds), f"{shot}-T{number:02}", number == 1
    seed = int(digest(code)[:8], 16)
    used = Span(8, frames - 12) if first and state != "blocked" else None
    passed = tuple(Found(title, "passed", says.format(frames=frames)) for title, says in PASSED)
    hidden = "Wren's rust-orange rain jacket was not judged: an insert need not show the wardrobe."
    failed = (
        Found(
            "Wardrobe colour",
            "failed",
            "Wren's rust-orange rain jacket is seen in only 8% of the frames; it should fill "
            "1.00% of the picture in at least 25% of them.",
            (Span(frames // 3, frames // 2),),
            (frame(seed, light, 0.5),),
        ),
    )
    state = state if first else ("rejected" if seed % 3 == 0 else "unreviewed")
    return Take(
        code=code,
        state=state,
        by_rule=state == "selected",
        who="" if state == "unreviewed" else "no failed check" if state == "selected" else "Ada Marsh",
        frames=frames,
        used=used,
        stills=tuple(frame(seed, light, step) for step in (0.1, 0.35, 0.6, 0.9)),
        findings=(*passed, *(() if first else failed), Found("Wardrobe colour", "cannot_judge", hidden)),
        cost=Money(0 if first else 420_000, "USD"),
        provider="previz",
        model="stage-1",
        seed=str(seed),
        digest=digest(code),
        signature="valid",
        stale="The card has changed since." if code == "S02-SH05-T01" else "",
        worked="push-in, lamp reflection, speed of the hand" if state == "approved" and first else "",
        missed="label flickers at the end" if code == "S02-SH03-T01" else "",
        note="use first six seconds only" if code == "S02-SH03-T01" else "",
        next_action="one alternate with a steadier label" if code == "S02-SH03-T01" else "",
    )


def _shot(scene: str, number: int, title: str, state: str, plan: tuple[float, str, str, tuple[int, int, int]]) -> Shot:
    seconds, size, action, light = plan
    code = f"{scene}-SH{number:02}"
    takes = () if state == "blocked" else tuple(_take(code, take, state, seconds, light) for take in (1, 2))
    return Shot(
        code=code,
        title=title,
        seconds=seconds,
        job="reveal",
        framing=f"{size}, single, eye height, three-quarter, 40 mm",
        move="locked off" if number % 2 else "dolly in, slow",
        light="hard top light from the lamp; her left side lit, the door falls dark",
        action=action,
        origin="user" if number < 3 else "completed",
        dialogue=DIALOGUE.get(title, ()),
        standard=(
            Criterion("Green lamp, steel door and puddle all in frame"),
            Criterion("Rust-orange jacket, left cuff torn", "passed", "Seen in 94% of the frames."),
            Criterion("No cut inside the take", "failed" if number == 2 else "passed"),
            Criterion("Eyes go down, then up to the deck", "cannot_judge"),
        ),
        regenerate_if=("any readable sign", "the camera moves"),
        takes=takes,
    )


@cache
def report() -> Report:
    """The made-up report."""
    states = iter(STATES)
    scenes = []
    for (code, heading, job), plans in PLAN.items():
        numbered = enumerate(plans.items(), 1)
        shots = tuple(_shot(code, number, title, next(states), plan) for number, (title, plan) in numbered)
        scenes.append(Scene(code, heading, job, shots))
    return Report(
        film=Film(
            title="Side B",
            logline="A night courier must deliver a cassette by midnight to be paid, but when a pawnbroker plays it, "
            "it has already recorded what is about to happen to her.",
            poster=frame(5, (170, 116, 58), 0.6, width=1280, height=720),
            rate=RATE,
            frames=2448,
            width=1920,
            height=1080,
            workprint=True,
            made_at="21 November 2026, 07:12 UTC",
            cut_version=4,
            loudness_lufs=-14.1,
            true_peak_dbtp=-1.3,
            sha256=digest("film"),
            signature="valid",
        ),
        scenes=tuple(scenes),
        open=(
            "Seven takes in the cut were selected by rule; nobody has looked at them yet.",
            "S03-SH04 No clack has no take.",
            "S02-SH05-T01 is stale: its card has changed since it was made.",
            "PR-DECK is not cleared.",
        ),
        sounds=(
            Sound(
                "S02-SH01-L01",
                "Voices",
                "Does it play?",
                "S02-SH01-L01-T02",
                "selected",
                False,
                "elevenlabs (eleven_v3)",
                1.3,
                Money(20_000, "USD"),
            ),
            Sound(
                "M-TONE",
                "Score",
                "Tone",
                "M-TONE-T01",
                "unreviewed",
                False,
                "minimax (music-2.6)",
                12.0,
                Money(150_000, "USD"),
            ),
        ),
        mix=("Line S02-SH01-L01 is 0.40 s longer than its slot.",),
        ledger=Ledger(
            ("S01-SH01", "S01-SH03", "S02-SH01", "S02-SH03", "S02-SH05", "S03-SH03", "S03-SH05"),
            (
                ("Jacket", ("", "soaked", "soaked", "sleeve wet", "soaked", "wet", "wet")),
                ("Left cuff", ("", "torn", "torn", "torn", "torn", "torn", "torn")),
                ("Cassette", ("", "inside jacket", "on counter", "left hand", "left hand", "left fist", "with Wren")),
                ("Label", ("", "torn, blank", "torn, blank", "KEEP IT", "KEEP IT", "KEEP IT", "")),
                ("Receipt book", ("", "", "on counter", "on counter", "right hand", "at the door", "with Wren")),
                ("Skyline mast light", ("", "", "", "", "", "red, right", "red, right")),
            ),
        ),
        costs=(
            Cost("Pass 1: framing and action", 24, Money(4_800_000, "USD"), Money(4_200_000, "USD")),
            Cost("Pass 2: after review", 6, Money(1_260_000, "USD"), Money(1_260_000, "USD")),
        ),
        lost=(
            Lost("S02-SH03", "Ark", "output moderation audio", "It may not be heard.", None, "order it without sound"),
            Lost("S03-SH01", "fal", "expired", "The link is dead.", Money(310_000, "USD"), "look there again"),
        ),
        rights=(
            Right("CH-WREN", "character", "Wren", "cleared", "drawn for this film"),
            Right("CH-ABELL", "character", "Abell", "cleared", "drawn for this film"),
            Right("PR-CASSETTE", "prop", "Cassette", "cleared", "drawn for this film"),
            Right("PR-DECK", "prop", "Tape deck", "pending"),
            Right("LO-ROOF", "location", "Rooftop", "blocked", "photograph of unknown origin"),
        ),
        provenance=(
            Fact("Events on record", "412, each chained to the one before"),
            Fact("Last event", digest("event"), hash=True),
            Fact("Film", digest("film"), hash=True),
            Fact("Signed with", "a local certificate made at first use; ingredients: 13 takes"),
        ),
        disclosure="Picture and sound are synthetic. No real person is shown or imitated.",
        tools=(
            Tool("previz", "1", "picture of all 26 takes", "Apache-2.0"),
            Tool("espeak-ng", "1.52", "nine spoken lines", "GPL-3.0, run as a program"),
            Tool("x264", "165", "encoding", "GPL-2.0, run as a program"),
        ),
    )
