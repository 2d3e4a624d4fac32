from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from rushes.delivery import report as pages
from rushes.delivery.report import pictures
from rushes.delivery.report.values import Film, Picture, Report
from rushes.kernel.errors import Unavailable
from rushes.kernel.timecode import Rate
from rushes.media import testcard
from tests.delivery.made_up_report import report

VOID = {"meta", "img", "link", "br", "hr", "input"}
HOSTILE = '"><script>alert(1)</script><img src=https://example.com/x onerror=alert(1)>{{ 7*7 }}'


class Page(HTMLParser):
    """Reads a page as a browser would: what is open, what points where, what is said."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.sources: list[str] = []
        self.images_without_words = 0
        self.handlers: list[str] = []
        self.said = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.tags.append(tag)
        values = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        self.ids += [values["id"] or ""] if "id" in values else []
        self.links += [values["href"] or ""] if "href" in values else []
        self.sources += [values["src"] or ""] if "src" in values else []
        self.images_without_words += tag == "img" and not values.get("alt")
        self.handlers += [name for name in values if name.startswith("on")]

    def handle_endtag(self, tag: str) -> None:
        """Note that one ends; it must be the one that is open."""
        assert self.open
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note words."""
        self.said += data


@pytest.fixture(scope="module")
def whole() -> str:
    return pages.html(report())


@pytest.fixture(scope="module")
def page(whole: str) -> Page:
    return Page(whole)


def test_the_page_is_well_formed_and_every_link_leads_somewhere(page: Page) -> None:
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)


def test_the_page_asks_nothing_of_the_network_and_runs_nothing(page: Page, whole: str) -> None:
    assert "script" not in page.tags
    assert page.handlers == []
    assert all(source.startswith("data:image/") for source in page.sources)
    assert "url(" not in whole.replace('url("data:', "")
    assert "@import" not in whole
    assert "default-src 'none'" in whole


def test_every_shot_take_state_and_sum_is_said_in_words(page: Page) -> None:
    made_up = report()
    for word in [shot.title for shot in made_up.shots] + [take.code for take in made_up.takes]:
        assert word in page.said
    for word in ("approved", "selected by rule", "maybe", "rejected", "unreviewed", "no take", "stale", "Workprint"):
        assert word in page.said
    for word in ("elevenlabs (eleven_v3)", "M-TONE-T01", "12.0 s", *made_up.mix):
        assert word in page.said
    for word in ("5.46 USD", "-14.1 LUFS", "Does it play?", "sleeve wet", "PR-DECK", made_up.disclosure, "C2PA valid"):
        assert word in page.said


def test_pictures_have_words_and_the_page_stays_small(page: Page, whole: str) -> None:
    assert page.images_without_words == 0
    assert len(whole) < 8_000_000


def test_hostile_words_stay_words() -> None:
    made_up = report()
    scene = made_up.scenes[0]
    shot = scene.shots[0]
    take = replace(shot.takes[0], note=HOSTILE, who=HOSTILE, stale=HOSTILE, model=HOSTILE, code=HOSTILE)
    shot = replace(shot, title=HOSTILE, action=HOSTILE, code=HOSTILE, takes=(take,))
    hostile = replace(
        made_up,
        film=replace(made_up.film, title=HOSTILE, logline=HOSTILE, made_at=HOSTILE),
        scenes=(replace(scene, heading=HOSTILE, shots=(shot,)),),
        open=(HOSTILE,),
        sounds=(replace(made_up.sounds[0], code=HOSTILE, says=HOSTILE, made_with=HOSTILE),),
        mix=(HOSTILE,),
        lost=(replace(made_up.lost[0], says=HOSTILE, cause=HOSTILE, what=HOSTILE, then=HOSTILE),),
        disclosure=HOSTILE,
    )
    read = Page(pages.html(hostile))
    assert read.open == []
    assert "script" not in read.tags
    assert read.handlers == []
    assert not any("example.com" in source for source in read.sources)
    assert HOSTILE in read.said


def test_what_came_to_nothing_is_told_with_its_cause_its_cost_and_what_may_be_tried() -> None:
    said = Page(pages.html(report())).said

    assert "Came to nothing" in said
    for words in ("output moderation audio", "One may: order it without sound.", "nothing", "expired", "0.31 USD"):
        assert words in said


def test_a_report_of_nothing_yet_says_what_comes_here() -> None:
    film = Film("", "", None, Rate.of("24000/1001"), 0, 1080, 1920, workprint=False, made_at="")
    read = Page(pages.html(Report(film, ())))
    assert read.open == []
    assert "Nothing was ordered yet." in read.said
    assert "Came to nothing" not in read.said
    assert "Master" in read.said


def test_a_picture_that_cannot_be_read_leaves_its_place_empty() -> None:
    made_up = report()
    broken = replace(made_up, film=replace(made_up.film, poster=Picture(b"not a picture", "a poster")))
    assert pictures.EMPTY in pages.html(broken)


def test_the_same_report_is_the_same_page(whole: str) -> None:
    assert pages.html(report()) == whole


def test_the_report_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(Unavailable):
        pages.write(report(), tmp_path / "taken")
    pages.write(report(), tmp_path / "report.html")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["report.html", "taken"]
    assert list((tmp_path / "taken").iterdir()) == []
    assert (tmp_path / "report.html").read_text("utf-8").rstrip().endswith("</html>")


def test_stills_are_spread_over_a_take_and_say_when_they_are(tmp_path: Path) -> None:
    take = testcard.clip(tmp_path / "take.mp4", frames=48)
    stills = pictures.strip(take, 48, testcard.RATE, width=160)
    assert [still.shows for still in stills] == [
        "frame 4, 0.2 s",
        "frame 17, 0.7 s",
        "frame 30, 1.2 s",
        "frame 43, 1.8 s",
    ]
    assert all(still.content.startswith(b"\xff\xd8\xff") for still in stills)


def test_a_take_of_one_frame_has_one_still(tmp_path: Path) -> None:
    take = testcard.clip(tmp_path / "take.mp4", frames=1)
    assert len(pictures.strip(take, 1, testcard.RATE)) == 1
