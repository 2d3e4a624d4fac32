from pathlib import Path

from typer.testing import CliRunner

from rushes.cli.files import chapter
from rushes.media import testcard

BLACK_IN_THE_MIDDLE = [120] * 24 + [0] * 24 + [120] * 24


def test_a_film_may_go_black_and_a_take_may_not(tmp_path: Path) -> None:
    clip = testcard.grey(tmp_path / "clip.mp4", BLACK_IN_THE_MIDDLE)

    take = CliRunner().invoke(chapter, ["check", str(clip)])
    film = CliRunner().invoke(chapter, ["check", str(clip), "--film"])

    assert (take.exit_code, film.exit_code) == (1, 0)
    assert "black" in take.output
    assert "black" not in film.output
