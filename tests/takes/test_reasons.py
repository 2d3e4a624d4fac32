"""Why take 04 lost the prop: which differences touch it, the likeliest first, or that none does."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from rushes.craft.cards.vocabulary import Role
from rushes.takes.differences import Made, differences
from rushes.takes.reasons import About, meaning, reasons
from tests.takes.snapshots import PICTURES, PROP, described, made, planned

ABOUT = About(PROP, {PROP: ("Cassette",)})
FIRST = {Role.FIRST_FRAME: "d" * 64}


def why(before: Made, after: Made, about: About = ABOUT) -> list[str]:
    return reasons(before, after, differences(before, after), about)


def without(*names: str) -> dict[str, Any]:
    """The card's lists without the prop."""
    plain = planned().plain()
    return {name: [one for one in plain[name] if one["asset"] != PROP] for name in names}


def prompted(take: Made, prompt: str, sections: Mapping[str, str], *warnings: str) -> Made:
    """The take as if it had been worded otherwise."""
    worded = {
        **take.worded,
        "prompt": prompt,
        "sections": list(map(list, sections.items())),
        "warnings": list(warnings),
    }
    return replace(take, snapshot={**take.snapshot, "worded": worded, "request": {**take.request, "prompt": prompt}})


def test_where_nothing_was_asked_otherwise_the_seed_did_it() -> None:
    assert why(made(), made(number=2)) == ["Nothing that was asked changed; only the seed did."]
    assert why(made(), made()) == ["Nothing that was asked changed."]


def test_what_no_picture_of_ever_went_along_is_left_to_chance_and_it_is_said() -> None:
    assert why(made(views={}), made(views={}, number=2)) == [
        "Nothing that was asked changed; only the seed did.",
        f"{PROP}: in neither take did a picture of it go along: it has no approved picture.",
    ]


def test_a_card_that_no_longer_names_it_is_the_first_reason() -> None:
    gone = planned(**without("subjects", "references"), focus={"depth": "shallow"}, action="Wren turns her hand over")
    found = why(made(), made(gone))

    assert found[0] == f"{PROP}: the card no longer names it."
    assert found[1] == f"{PROP}: its picture as prop no longer goes along: the card does not ask for it."
    assert any(f"subjects {PROP}" in reason for reason in found)


def test_a_library_that_no_longer_has_it_is_a_reason() -> None:
    left = {id: asset for id, asset in described().items() if id != PROP}

    assert why(made(), made(assets=left))[0].startswith(f"{PROP}: the library no longer has it")


def test_a_reference_that_is_dropped_says_why() -> None:
    [first, *_] = why(made(surface="kling"), made(surface="kling", frames=FIRST))
    assert first == (
        f"{PROP}: its picture as prop no longer goes along: a frame that begins the shot excludes references."
    )


def test_a_picture_that_is_gone_and_one_that_is_another() -> None:
    assert why(made(), made(views={}))[0] == (
        f"{PROP}: its picture as prop no longer goes along: it has no approved picture."
    )
    other = why(made(), made(views={**PICTURES, "PR-CASSETTE-FRONT": "e" * 64}))
    assert other == [f"{PROP}: another picture of it goes along as prop."]


def test_a_picture_that_the_prompt_does_not_number_is_a_reason() -> None:
    before = made()
    after = prompted(made(number=2), "Wren turns her hand.", {"action": "Wren turns her hand."})

    assert why(before, after)[0] == (
        f"{PROP}: its picture as prop goes along, but the prompt no longer says which it is."
    )


def test_a_part_of_the_prompt_that_had_no_room_is_a_reason() -> None:
    before = prompted(made(), "The cassette lies there.", {"subjects": "The cassette lies there.", "action": "Rain."})
    after = prompted(
        made(number=2),
        "Rain.",
        {"action": "Rain."},
        "The prompt was too long for Seedance: style and subjects left out.",
    )
    cut = prompted(
        made(number=2), "Rain.", {"action": "Rain."}, "The prompt was too long for Seedance: composition left out."
    )

    given_up = f"{PROP}: the part of the prompt that told of it was given up (subjects): the prompt was too long."
    assert given_up in why(before, after)
    assert f"{PROP}: the part of the prompt that told of it is gone (subjects)." in why(before, cut)


def test_what_is_ruled_out_now_is_a_reason() -> None:
    found = why(made(), made(planned(negatives=["extra hands", "any cassette"])))

    assert found[0] == f"{PROP}: it is now among what must not be seen: “any cassette”."


def test_a_prompt_that_the_service_rewrote_without_it_is_a_reason_even_where_we_asked_the_same() -> None:
    after = made(number=2, reported={"revised_prompt": "A courier turns her hand over under a lamp."})

    assert why(made(), after) == [
        f"{PROP}: the service rewrote the prompt, and in its words it is no longer there.",
        "Nothing that was asked changed; only the seed did.",
    ]
    kept = made(number=2, reported={"revised_prompt": "A courier turns the cassette over."})
    assert why(made(), kept) == ["Nothing that was asked changed; only the seed did."]


def test_its_description_and_its_standard_are_reasons() -> None:
    assert why(made(), made(assets=described(locked="black shell")))[-1] == (
        f"{PROP}: its description changed (locked): “clear shell, crack corner to corner, cream label torn on its right"
        " half” became “black shell”."
    )
    standard = [{"text": "the cassette is open", "check": "", "parameters": {}}]
    assert why(made(), made(planned(standard=standard, lens=35)))[0].startswith(
        f"{PROP}: it is held against another standard"
    )


def test_what_changed_elsewhere_is_said_to_be_elsewhere() -> None:
    light = {"source": "a street lamp"}

    assert why(made(), made(planned(light=light, lens=35))) == [
        f"Nothing that was asked of {PROP} changed. What did change: camera, light."
    ]


@pytest.mark.parametrize(
    ("after", "says"),
    [
        (made(planned(seconds=5.0)), "There is less time for it: 192 frames became 120."),
        (made(settings={"audio": False}), "A setting changed (audio): nothing became “no”."),
        (made(surface="veo"), "Another surface made it: “seedance_ark” became “veo”."),
    ],
)
def test_what_touches_the_whole_picture_comes_last(after: Made, says: str) -> None:
    assert says in why(made(), after)


def test_of_a_check_what_bears_on_it_is_said() -> None:
    still = About("what the check stillness sees", {}, ("camera", "wording"))
    move = {"primary": "static"}

    assert why(made(), made(planned(move=move, light={"source": "a lamp"})), still)[0] == (
        "The camera changed (move primary): “dolly” became “static”."
    )


def test_the_likeliest_reason_comes_first_whatever_else_changed() -> None:
    everything = planned(
        **without("subjects", "references"),
        focus={"depth": "shallow"},
        action="Wren waits",
        negatives=["any cassette"],
        light={"source": "a lamp"},
        standard=[{"text": "no cassette", "check": "", "parameters": {}}],
        seconds=5.0,
    )
    found = why(made(), made(everything, surface="veo"))
    starts = [f"{PROP}: the card no longer names it", f"{PROP}: it is now among", f"{PROP}: its picture as prop no"]

    assert [reason[: len(start)] for reason, start in zip(found, starts, strict=False)] == starts
    own = [reason for reason in found if reason.startswith(PROP)]
    assert own == found[: len(own)]
    assert "another standard" in own[-1], "what it is held against made no picture"
    assert found[-1].startswith(("Another", "There is less time", "It was made"))
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    ("name", "person", "words"),
    [
        ("The red envelope", False, ("red envelope", "envelope")),
        ("Cassette", False, ("Cassette",)),
        ("Wren", True, ("Wren",)),
        ("The old man", True, ("old man",)),
        ("", False, ()),
    ],
)
def test_words_that_mean_an_asset(name: str, person: bool, words: tuple[str, ...]) -> None:
    assert meaning(name, person=person) == words


def test_a_word_inside_another_does_not_mean_it() -> None:
    found = why(made(), made(planned(negatives=["cassettes on a shelf"])))

    assert not any("must not be seen" in reason for reason in found)
