"""The shot list: a row a shot with its panel, scene by scene, for people who shoot from paper."""

from reportlab.platypus import Flowable

from rushes.craft.papers import blocks, page, pdf
from rushes.craft.papers.page import Paper
from rushes.craft.papers.values import Panel, Scene, Shot, Storyboard, minutes

HEADINGS = ("shot", "panel", "camera", "what happens", "sound and light", "standard", "length")
PARTS = (1.25, 2.1, 2.2, 4.2, 2.2, 3.3, 0.8)
TALL = 62.0


def shot_list(told: Storyboard) -> bytes:
    """The shot list of a film as a PDF; the same values give the same bytes."""
    paper = Paper(told.title, "shot list", page.landscape(), told.note)
    wide = paper.page.room[0]
    story = [block for scene in told.scenes for block in _scene(scene, told.aspect, wide)]
    return pdf.document(paper, story or [blocks.words("No shot is planned yet.")])


def _scene(scene: Scene, aspect: float, wide: float) -> list[Flowable]:
    wides = blocks.shares(wide, PARTS)
    rows = [_row(shot, aspect, wides[1]) for shot in scene.shots]
    title = f"{scene.code}  {scene.heading}  ({minutes(scene.seconds)})"
    return [*blocks.heading(title), blocks.table(HEADINGS, rows, wides, numbers={len(HEADINGS) - 1})]


def _row(shot: Shot, aspect: float, wide: float) -> list[blocks.Cell]:
    room = wide - 2 * blocks.SIDE
    tall = min(TALL, room / aspect)
    key = next((panel for panel in shot.panels if panel.moment == "key"), Panel("key"))
    lines = [shot.action, *(f"{name.upper()}: {text}" for name, text in shot.dialogue)]
    heard = [shot.sound, f"Light: {shot.light}" if shot.light else ""]
    return [
        f"{shot.code}\n{shot.title}",
        blocks.picture(key.picture, tall * aspect, tall, "no panel"),
        f"{shot.camera}\n{shot.move}",
        "\n".join(line for line in lines if line),
        "\n".join(line for line in heard if line),
        "\n".join(shot.standard),
        minutes(shot.seconds),
    ]
