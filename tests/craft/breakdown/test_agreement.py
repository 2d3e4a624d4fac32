"""How far the first pass agrees with people: floors a little under what was measured, so that a loss shows."""

import pytest

from rushes.craft.breakdown.finding import find
from rushes.craft.screenplay import read
from tests.craft.breakdown import tagging

MEASURED = {
    "side-b": (0.88, 0.90),
    "the-last-lobster": (0.90, 0.90),
    "low-water": (0.75, 0.78),
    "glass-rose": (0.80, 0.67),
    "ward-nine": (0.90, 0.84),
}


@pytest.mark.parametrize("name", tagging.SCRIPTS)
def test_precision_and_recall_do_not_fall(name: str) -> None:
    found = find(read.read(tagging.SCRIPTS[name]))
    score = tagging.in_all(tagging.scores(tagging.tags(name), found))
    precision, recall = MEASURED[name]
    assert score.precision >= precision
    assert score.recall >= recall


@pytest.mark.parametrize("name", tagging.SCRIPTS)
def test_every_tag_names_a_scene_and_a_box_and_stands_once(name: str) -> None:
    tags = tagging.tags(name)
    scenes = find(read.read(tagging.SCRIPTS[name])).scenes
    assert {scene for scene, _, _ in tags} == set(scenes)
    assert len(set(tags)) == len(tags)


@pytest.mark.parametrize("name", tagging.SCRIPTS)
def test_each_find_is_proved_by_words_of_its_own_scene(name: str) -> None:
    script = read.read(tagging.SCRIPTS[name])
    for one in find(script).found:
        assert one.span.end > one.span.start
        assert " ".join(one.says.split())[:20] in " ".join(one.span.of(script.source).split()), one
