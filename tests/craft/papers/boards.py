"""Values for the tests of storyboards and shot lists."""

from pathlib import Path

from PIL import Image

from rushes.craft.papers.values import Panel, Scene, Shot, Storyboard

LONG = "She crosses the room slowly and does not look at him. " * 40


def picture(path: Path, size: tuple[int, int] = (320, 180), colour: str = "navy") -> Path:
    """A picture of one colour."""
    Image.new("RGB", size, colour).save(path)
    return path


def shot(number: int, *moments: str, scene: int = 1, still: Path | None = None, long: bool = False) -> Shot:
    """A shot with panels of these moments, one named `S01-SH01`."""
    return Shot(
        code=f"S{scene:02}-SH{number:02}",
        title="Turn",
        seconds=4.5,
        panels=tuple(Panel(moment, still) for moment in moments),
        camera="MS, over Abell, 40 mm",
        move="→ truck right, slow",
        action=LONG if long else "She turns.",
        dialogue=(("Wren", LONG if long else "Does it play?"), ("Abell", "No.")),
        standard=("She faces right", "the door is visible"),
    )


def board(*scenes: tuple[Shot, ...], aspect: float = 16 / 9) -> Storyboard:
    """A storyboard of scenes."""
    told = tuple(Scene(f"S{number:02}", "INT. SHOP - NIGHT", shots) for number, shots in enumerate(scenes, start=1))
    return Storyboard("Side B", told, aspect, "3 of 4 panels made")
