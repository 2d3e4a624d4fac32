"""What the user planned is completed and never expanded."""

from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.craft.cards.vocabulary import Origin
from rushes.craft.grammar import assets, coverage
from rushes.craft.screenplay import fountain

PARAGRAPHS = st.sampled_from(
    [
        "Rain.",
        "Anna runs in from the left.",
        "BEN\nYou came.",
        "Anna takes the letter. It reads: COME HOME.",
        "They look.",
    ]
)
SCENES = st.lists(st.lists(st.tuples(PARAGRAPHS, st.booleans()), min_size=1, max_size=5), min_size=1, max_size=4)


@settings(max_examples=80, deadline=None)
@given(SCENES, st.one_of(st.none(), st.floats(5, 200)))
def test_for_any_named_shots_the_codes_proposed_are_theirs(
    scenes: list[list[tuple[str, bool]]], runtime: float | None
) -> None:
    text, named = "", []
    for number, paragraphs in enumerate(scenes, start=1):
        text += "INT. ROOM - DAY\n\n"
        for place, (paragraph, noted) in enumerate(paragraphs, start=1):
            code = f"S{number:02}-SH{place * 3:02}"
            named += [code] if noted else []
            text += f"{paragraph}{f' [[{code}]]' if noted else ''}\n\n"
    script = fountain.parse(text)
    cards = coverage.propose(script, assets.propose(script), runtime)
    if named:
        assert [card.code for card in cards] == named
        assert {card.origin for card in cards} == {Origin.COMPLETED}
