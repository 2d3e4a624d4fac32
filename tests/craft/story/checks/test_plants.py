"""What is planted is paid, what is paid was planted."""

from rushes.craft.cards.asset import Asset, AssetKind
from rushes.craft.cards.vocabulary import Origin
from rushes.craft.story.card import Story
from rushes.craft.story.findings import Outcome, Severity
from tests.craft.story import stories

START = "INT. HALL - DAY\n\nANNA, 30, hangs a {0} on the wall.\n\nBEN, 40, sings.\n\nANNA\nStay.\n\n"
END = "EXT. SHORE - NIGHT\n\nAnna waits.\n\nBen comes up the beach.\n\nAnna lifts the {0} and fires.\n"


def told(start: str, end: str, payoff: str = "", *props: str) -> list[tuple[str, Severity]]:
    """What is doubted of a story of two scenes."""
    assets = tuple(Asset(id=f"PR-{prop.upper()}", kind=AssetKind.PROP, name=prop) for prop in props)
    material = stories.script(START.format(start) + END.format(end), Story(payoff=payoff), assets=assets)
    found = stories.found(material, "plants")
    return [(each.says, each.severity) for each in found if each.outcome is Outcome.DOUBTFUL]


def test_a_thing_planted_and_paid_passes_with_its_first_and_last_scene() -> None:
    material = stories.script(START.format("RIFLE") + END.format("rifle"))
    (finding,) = stories.found(material, "plants")
    assert finding.says == "Whatever is planted is paid: rifle (S01 to S02)"


def test_a_thing_in_capitals_that_never_returns_is_planted_and_not_paid() -> None:
    assert told("RIFLE", "lantern") == [("The rifle, in capitals, is seen once and never again.", Severity.SLIGHT)]


def test_a_thing_that_the_payoff_needs_and_nothing_planted_is_a_grave_doubt() -> None:
    assert told("coat", "gun", "She fires the gun") == [
        ("The gun is first seen when it is needed, in S02.", Severity.GRAVE)
    ]


def test_a_prop_of_the_library_that_appears_at_the_end_is_doubted_slightly() -> None:
    assert told("coat", "harpoon", "", "Harpoon") == [
        ("The harpoon is first seen when it is needed, in S02.", Severity.SLIGHT)
    ]


def test_a_prop_of_the_library_that_the_script_never_names_is_said() -> None:
    assert told("RIFLE", "rifle", "", "Compass")[0][0] == "The compass, in the library, is nowhere in the script."


def test_what_the_program_proposed_promises_nothing_unless_it_is_a_weapon() -> None:
    script = START.format("coat").replace("sings", "opens a box and cleans a knife") + END.format("lantern")
    proposed = [
        Asset(id=f"PR-{name.upper()}", kind=AssetKind.PROP, name=name, origin=Origin.PROPOSED)
        for name in ("Box", "Knife")
    ]
    says = stories.doubts(stories.script(script, assets=tuple(proposed)), "plants")
    assert says == ["The knife, proposed for the library, is seen once and never again."]


def test_one_thing_by_two_names_is_one_thing() -> None:
    assert told("PISTOL", "gun") == []


def test_people_noises_and_cues_in_capitals_are_no_things() -> None:
    script = "INT. HALL - DAY\n\nA FISHWIFE, 50, sings. The CLICK of a lock.\n\nFISHWIFE\nHa.\n\nANNA\nOh.\n"
    assert stories.found(stories.script(script), "plants")[0].outcome is Outcome.CANNOT_JUDGE


def test_naming_a_thing_in_speech_plants_it() -> None:
    script = START.format("coat").replace("Stay.", "Where is the gun?") + END.format("GUN")
    assert not stories.doubts(stories.script(script, Story(payoff="She fires the gun")), "plants")
