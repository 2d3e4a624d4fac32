"""Casting and wardrobe notes: what an asset's words say of a person's body, hair and clothes."""

import re
from dataclasses import dataclass

from rushes.craft.cards.asset import Asset
from rushes.craft.cards.colours import SRGB, Colour
from rushes.craft.previz.rig import Build
from rushes.craft.previz.shapes import RGB
from rushes.kernel import hashing

SKIN: tuple[RGB, ...] = (
    (222, 178, 148),
    (204, 158, 126),
    (176, 128, 96),
    (142, 98, 72),
    (108, 74, 56),
    (228, 190, 166),
)
SKIN_WORDS: dict[str, RGB] = {"pale": (230, 198, 178), "dark-skinned": (104, 72, 54), "freckled": (224, 182, 154)}
HAIR: dict[str, RGB] = {
    "dark": (44, 36, 36),
    "black": (34, 31, 34),
    "brown": (86, 60, 42),
    "blond": (190, 156, 104),
    "blonde": (190, 156, 104),
    "fair": (182, 150, 106),
    "red": (142, 70, 40),
    "ginger": (160, 84, 44),
    "auburn": (112, 56, 38),
    "grey": (142, 144, 146),
    "white": (206, 206, 204),
    "silver": (172, 176, 180),
}
TOPS = (
    (
        "coat",
        r"\b(over|trench|great|rain|lab|fur)?-?coat\b|\boilskins?\b|\bmackintosh\b|\bcloak\b|\brobe\b|\bcassock\b",
    ),
    ("jacket", r"\bjacket\b|\banorak\b|\bparka\b|\bhoodie\b|\bwindbreaker\b|\bblouson\b"),
    ("cardigan", r"\bcardigan\b|\bwaistcoat\b|\bvest\b"),
    ("suit", r"\bsuit\b|\btuxedo\b|\bblazer\b"),
    ("dress", r"\bdress\b|\bgown\b|\bskirt\b|\bnightdress\b"),
    (
        "shirt",
        r"\bshirt\b|\bblouse\b|\bsweater\b|\bjumper\b|\bpullover\b|\btunic\b|\buniform\b|\boveralls?\b|\bt-shirt\b",
    ),
)
MUTED: tuple[RGB, ...] = ((86, 104, 126), (118, 92, 84), (92, 110, 92), (128, 112, 82), (104, 86, 114), (76, 98, 104))
DARK: RGB = (46, 48, 58)
TROUSERS: tuple[RGB, ...] = ((52, 56, 66), (64, 58, 54), (48, 54, 58), (70, 68, 74))
SHOES: RGB = (38, 34, 34)
_KIN = re.compile(
    r"\b(his|her|their)\s+(?=(\w+\s+)?(grand)?(mother|daughter|sister|aunt|wife|niece|father|son|brother|uncle|husband)\b)"
)
FEMALE = (
    r"\b(woman|girl|she|her|mother|daughter|sister|aunt|queen|lady|wife|"
    r"grandmother|granddaughter|niece|waitress|actress|nun|mrs|miss|ms)\b"
)
MALE = (
    r"\b(man|boy|he|his|father|son|brother|uncle|king|husband|grandfather|grandson|nephew|priest|waiter|gentleman|mr)\b"
)


@dataclass(frozen=True)
class Look:
    """What is seen of a person, before it is cut: measures, colours, the shape of hair and the garments."""

    subject: str
    build: Build
    age: int
    skin: RGB
    hair: str
    hair_colour: RGB
    beard: RGB | None
    top: str
    top_colour: RGB
    under: RGB
    long: float  # where the hem is, in heights: 0.5 at the hip, 0.28 at the knee
    hood: str
    legs: RGB
    shoes: RGB
    hat: str = ""
    hat_colour: RGB = DARK
    gloves: RGB | None = None
    scarf: RGB | None = None
    bag: RGB | None = None
    apron: RGB | None = None
    torn: str = ""
    pendant: RGB | None = None
    glasses: bool = False
    gloss: float = 0.0
    narrow: float = 1.0


def read(asset: Asset, state: str = "") -> Look:
    """The look that an asset's locked text, description, name and wardrobe state ask for."""
    words = _kept(f"{asset.fixed}; {asset.description}; {asset.name}; {state}")
    luck = hashing.seed(hashing.digest(asset.id))
    colours = asset.colours
    age = _age(words)
    top = next((name for name, pattern in TOPS if re.search(pattern, words)), ("jacket", "shirt", "coat")[luck % 3])
    hair, beard = _hair(words, luck, age), _worn(words, colours, r"beard|moustache|stubble")
    hue = _hair_colour(words, colours, age, luck)
    return Look(
        subject=asset.id,
        build=_build(words, luck, age),
        age=age,
        skin=next((rgb for word, rgb in SKIN_WORDS.items() if word in words), SKIN[luck // 7 % len(SKIN)]),
        hair=hair,
        hair_colour=hue,
        beard=(beard or hue) if re.search(r"\b(beard|bearded)\b", words) else None,
        top=top,
        top_colour=_top_colour(words, colours, top, luck),
        under=_worn(words, colours, r"shirt|blouse|collar") or (188, 182, 168),
        long=_hem(words, top),
        hood=_hood(words, top),
        legs=_worn(words, colours, r"trousers|jeans|pants|leggings|skirt") or TROUSERS[luck // 11 % len(TROUSERS)],
        shoes=_worn(words, colours, r"boots?|shoes?|trainers|sneakers") or SHOES,
        hat=_hat(words),
        hat_colour=_worn(words, colours, r"hat|cap|beanie|beret|helmet|fedora") or DARK,
        gloves=_thing(words, colours, r"gloves?|mittens", DARK),
        scarf=_thing(words, colours, r"scarf|shawl", (150, 60, 52)),
        bag=_thing(words, colours, r"bag|satchel|backpack|rucksack", (92, 74, 58)),
        apron=_thing(words, colours, r"apron", (196, 190, 178)),
        torn=_torn(words),
        pendant=_thing(words, colours, r"loupe|pendant|necklace|locket|medal|badge", (184, 144, 70)),
        glasses=bool(re.search(r"\b(glasses|spectacles)\b", words)),
        gloss=0.65
        if re.search(r"\b(soaked|drenched)\b", words)
        else 0.45
        if re.search(r"\b(wet|beaded|rain)\b", words)
        else 0.0,
        narrow=0.92 if re.search(r"\b(narrow|thin|gaunt|slim|slender)\b", words) else 1.0,
    )


def _kept(text: str) -> str:
    return re.sub(r"\b(no|without|never|not)\b[^,;.]*", " ", text.lower())


def _age(words: str) -> int:
    if found := re.search(r"\b(\d{1,2})s\b", words):
        return int(found[1]) + (8 if "late" in words else 4)
    if found := re.search(r"\b(?:aged?|is)\s+(\d{1,2})\b|\b(\d{1,2})[- ]years?[- ]old\b|,\s*(\d{1,2})\s*[,;]", words):
        return int(next(group for group in found.groups() if group))
    for age, pattern in (
        (8, r"\b(child|kid|boy|girl)\b"),
        (16, r"\bteen(ager|age)?\b"),
        (72, r"\b(old|elderly|aged|grand(mother|father))\b"),
        (24, r"\byoung\b"),
    ):
        if re.search(pattern, words):
            return age
    return 38


def gender(words: str) -> str:
    """`woman`, `man` or nothing: by the first word that says so; `her grandson` is a man."""
    plain = _KIN.sub("", words)
    found = [
        (match.start(), name)
        for name, pattern in (("woman", FEMALE), ("man", MALE))
        if (match := re.search(pattern, plain))
    ]
    return min(found)[1] if found else ""


def _build(words: str, luck: int, age: int) -> Build:
    sex = gender(words)
    height = 1.67 + 0.01 * (luck % 12) + {"man": 0.06, "woman": -0.05}.get(sex, 0.0)
    if re.search(r"\b(tall|towering|lanky)\b", words):
        height = 1.9
    if re.search(r"\b(short|small|tiny|petite)\b(?!\s+(\w+\s+)?(dark\s+)?hair)", words):
        height = 1.57
    broad = 1.14 if re.search(r"\b(broad|heavy|stout|stocky|burly|big|fat|large)\b", words) else 1.0
    broad = 0.93 if re.search(r"\b(narrow|thin|gaunt|slim|slender|lanky|slight|lean)\b", words) else broad
    broad *= {"man": 1.03, "woman": 0.92}.get(sex, 1.0)
    if age < 13:
        return Build(0.82 + 0.052 * age, broad * 0.96, 0.0, 1.42 - 0.02 * age)
    if age >= 58:
        return Build(height - 0.04, broad * 1.05, 0.13, 1.02)
    return Build(height, broad, 0.03)


def _hair(words: str, luck: int, age: int) -> str:
    for style, pattern in (
        ("bald", r"\bbald\b|\bshaved head\b"),
        ("bun", r"\bbun\b|\bhair (tied|pinned) (up|back)\b|\bponytail\b|\btopknot\b"),
        ("long", r"\blong\b[\w\s,-]{0,20}hair\b|\bhair\b[\w\s]{0,10}\b(to|past) (the|her|his) shoulders\b|\bbraids?\b"),
        ("short", r"\bshort\b[\w\s,-]{0,20}hair\b|\bcrop(ped)?\b|\bcrew cut\b"),
        ("curly", r"\b(curly|curls|afro)\b"),
        ("thinning", r"\b(thinning|receding|balding)\b"),
    ):
        if re.search(pattern, words):
            return style
    sex = gender(words)
    if sex == "woman":
        return ("bun", "bob")[luck // 3 % 2] if age >= 58 else ("long", "bun", "bob")[luck // 3 % 3]
    if age >= 58:
        return "thinning"
    return ("short", "side", "curly")[luck // 3 % 3] if sex == "man" else ("short", "bob", "side")[luck // 3 % 3]


def _hair_colour(words: str, colours: tuple[Colour, ...], age: int, luck: int) -> RGB:
    for word, rgb in HAIR.items():
        if re.search(rf"\b{word}\b[\w\s-]{{0,16}}\bhair\b", words):
            return rgb
    if named := _worn(words, colours, r"hair"):
        return named
    if age >= 58:
        return HAIR["grey"]
    return (HAIR["dark"], HAIR["brown"], HAIR["black"], HAIR["auburn"])[luck // 5 % 4]


def _worn(words: str, colours: tuple[Colour, ...], garment: str) -> RGB | None:
    for colour in colours:
        if re.search(rf"\b({garment})\b", colour.of):
            return colour.rgb
    if re.search(rf"\bdark\b[\w\s-]{{0,16}}\b({garment})\b", words):
        return DARK
    return None


def _thing(words: str, colours: tuple[Colour, ...], garment: str, otherwise: RGB) -> RGB | None:
    if not re.search(rf"\b({garment})\b", words):
        return None
    return _worn(words, colours, garment) or otherwise


def _top_colour(words: str, colours: tuple[Colour, ...], top: str, luck: int) -> RGB:
    pattern = dict(TOPS)[top]
    for colour in colours:
        if re.search(pattern, colour.of):
            return colour.rgb
    if re.search(rf"\bdark\b[\w\s-]{{0,16}}({pattern})", words):
        return DARK
    worn = [
        c for c in colours if not re.search(r"hair|beard|eyes?|gloves?|boots?|shoes?|cord|skin|hat|scarf|bag", c.of)
    ]
    return worn[0].rgb if worn else MUTED[luck // 13 % len(MUTED)]


def _hem(words: str, top: str) -> float:
    if top == "coat":
        return 0.2 if re.search(r"\b(full|ankle|floor)\b", words) else 0.285 if "long" in words else 0.36
    return {"jacket": 0.475, "cardigan": 0.47, "suit": 0.475, "dress": 0.27, "shirt": 0.495}[top]


def _hood(words: str, top: str) -> str:
    if "hood up" in words:
        return "up"
    return "down" if re.search(r"\b(hood|hooded|hoodie|parka|anorak)\b", words) and top in ("jacket", "coat") else ""


def _hat(words: str) -> str:
    for kind, pattern in (
        ("brim", r"\b(hat|fedora|trilby|bowler|stetson)\b"),
        ("cap", r"\b(cap|beanie|beret|helmet|toque)\b"),
    ):
        if re.search(pattern, words):
            return kind
    return ""


def _torn(words: str) -> str:
    found = re.search(r"\b(left|right)\s+(cuff|sleeve)\s+(is\s+)?torn|\btorn\s+(left|right)\s+(cuff|sleeve)", words)
    return (found[1] or found[4])[0] if found else ""


def darker(colour: RGB, share: float) -> RGB:
    """A colour in shade: 0.8 keeps four fifths of it."""
    r, g, b = (min(255, round(channel * share)) for channel in colour)
    return (r, g, b)


def named(word: str) -> RGB:
    """The paint of a colour word."""
    return SRGB[word]
