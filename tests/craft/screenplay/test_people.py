"""Who is meant where names contain other names."""

from rushes.craft.screenplay import fountain, people

HEAD = "INT. ROOM - DAY\n\n"
TWO_DACRES = f"{HEAD}TOBY DACRE, 10, and AUDREY DACRE, 70, wait.\n\nTOBY\nGran.\n\nDACRE\nYes.\n"


def seen(text: str, sentence: str) -> list[str]:
    return people.cast(fountain.parse(text)).seen(sentence)


def test_the_longest_name_is_meant_at_each_place() -> None:
    text = f"{HEAD}INES\nHm.\n\nYOUNG INES\nHm.\n"
    assert seen(text, "Young Ines hides. INES looks on.") == ["YOUNG INES", "INES"]
    assert seen(text, "YOUNG INES hides.") == ["YOUNG INES"]


def test_a_whole_name_means_the_one_who_speaks_by_part_of_it() -> None:
    assert people.cast(fountain.parse(TWO_DACRES)).names == ("TOBY", "DACRE")
    assert seen(TWO_DACRES, "Toby Dacre runs.") == ["TOBY"]
    assert seen(TWO_DACRES, "AUDREY DACRE and the boy.") == ["DACRE"]
    assert seen(TWO_DACRES, "Dacre waits.") == ["DACRE"]


def test_a_surname_that_two_share_is_the_first_ones_alone() -> None:
    text = f"{HEAD}AUDREY DACRE, 70, sits. DANNY DACRE, 6, plays.\n\nDACRE\nYes.\n"
    assert people.cast(fountain.parse(text)).names == ("DACRE", "DANNY DACRE")
    assert seen(text, "Danny Dacre laughs at Dacre.") == ["DANNY DACRE", "DACRE"]


def test_a_mention_says_where_it_stands() -> None:
    cast = people.cast(fountain.parse(TWO_DACRES))
    text = "He sees Toby Dacre, alone."
    assert [(name, text[start:end]) for name, start, end in cast.places(text)] == [("TOBY", "Toby Dacre")]
