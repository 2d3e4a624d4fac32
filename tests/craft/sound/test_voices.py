import pytest

from rushes.craft.sound import voices


def test_a_character_always_has_the_same_voice_and_another_has_another() -> None:
    assert voices.cast("WREN") == voices.cast(" Wren ")
    assert voices.cast("WREN") != voices.cast("ABELL")


@pytest.mark.parametrize(
    ("description", "women"),
    [("a woman of 30", True), ("she, her mother", True), ("he is tall", False), ("an old man", False)],
)
def test_the_description_says_who_it_is(description: str, women: bool) -> None:
    variants = [variant for variant, _ in (voices.WOMEN if women else voices.MEN)]

    assert all(voices.cast(name, description).base.split("+")[1] in variants for name in ("A", "B", "C", "D"))


@pytest.mark.parametrize(
    ("description", "age"),
    [("60s, brown cardigan", 65), ("late 20s, narrow face", 28), ("a boy of 9", 10), ("aged 41", 41),
     ("an elderly nun", 76), ("plain", 35)],
)  # fmt: skip
def test_ages_are_read(description: str, age: int) -> None:
    assert voices.age_of(description) == age


def test_old_people_speak_slower_and_children_higher_and_smaller() -> None:
    man, old, child = (voices.cast("X", words) for words in ("a man of 40", "an old man", "a boy"))

    assert old.speed < man.speed < child.speed
    assert child.tract > man.tract > voices.cast("X", "a deep, large man of 40").tract
    assert child.pitch > man.pitch


def test_another_language_is_spoken_by_its_own_engine_voice() -> None:
    assert voices.cast("ANNA", "she", language="de").base.startswith("de+")
