"""Props: an asset's words become a readable thing with the two or three features that the library names."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rushes.craft.cards.asset import Asset
from rushes.craft.previz import household, papers, tapes, things, vehicles
from rushes.craft.previz.acts import Place
from rushes.craft.previz.bench import Bench
from rushes.craft.previz.shapes import RGB, Solid

State = Mapping[str, float | str]
TURN = 7.5  # radians a second that a playing reel does, for one as full as the left one


@dataclass(frozen=True)
class Order:
    """What the prop maker is asked for: the words, their colours, the state it is in, the second."""

    asset: Asset
    words: str
    state: State
    t: float

    def colour(self, pattern: str, otherwise: RGB) -> RGB:
        """The colour the words give to a part of it, or another."""
        for colour in self.asset.colours:
            if re.search(pattern, colour.of):
                return colour.rgb
        return otherwise

    def main(self, otherwise: RGB) -> RGB:
        """The first colour that the words name."""
        return self.asset.colours[0].rgb if self.asset.colours else otherwise

    def says(self, pattern: str) -> bool:
        """Whether the words speak of something."""
        return re.search(pattern, self.words) is not None

    def level(self, name: str, otherwise: float = 0.0) -> float:
        """A number of the state."""
        value = self.state.get(name, otherwise)
        return float(value) if not isinstance(value, str) else otherwise

    def text(self, name: str, otherwise: str) -> str:
        """A word of the state."""
        value = self.state.get(name, otherwise)
        return value if isinstance(value, str) else otherwise


Maker = Callable[[Bench, Order], None]


def solid(
    asset: Asset,
    *,
    at: Place,
    facing: float = 0.0,
    tilt: float = 0.0,
    roll: float = 0.0,
    scale: float = 1.0,
    middle: bool = False,
    state: State | None = None,
    t: float = 0.0,
) -> Solid:
    """
    A prop at its own real size times `scale`, the middle of its underside (or `middle`: its very middle) at `at`.

    Unturned it lies on a surface as it is used, its face up or towards the default camera; `facing` turns it (degrees,
    as for acts), `tilt` raises its far edge (90 stands a cassette up, its face to the camera), `roll` turns it over
    sideways (180 shows its back). `state` holds what changes: cassette `label` 0 to 1 (slid aside), `text`; book, box,
    letter and laptop `open` 0 to 1; deck `play` 0 or 1, `level` 0 to 1, `loaded` 0 or 1; lamp, phone, candle and
    screens `on`; watch `hour`. `t` turns reels and moves flames.
    """
    order = Order(asset, f"{asset.name}; {asset.fixed}; {asset.description}".lower(), state or {}, t)
    bench = Bench(asset.id)
    maker(asset)(bench, order)
    return bench.set(asset.id, at=at, facing=facing, tilt=tilt, roll=roll, scale=scale, middle=middle)


def maker(asset: Asset) -> Maker:
    """Who makes such a thing: the first word of its name, then of its text, that the workshop knows."""
    for words in (f"{asset.name} {asset.id}", asset.fixed, asset.description):
        plain = words.lower().replace("-", " ")
        for pattern, made in WORKSHOP:
            if re.search(pattern, plain):
                return made
    return _plain


def _cassette(bench: Bench, order: Order) -> None:
    tapes.cassette(
        bench,
        label=order.colour("label", tapes.CREAM),
        torn=order.says(r"\btorn\b"),
        cracked=order.says(r"\bcrack|\bsplit\b|\bbroken\b"),
        slid=min(max(order.level("label"), 0.0), 1.0),
        text=order.text("text", "KEEP IT" if order.says(r"keep it") else ""),
        spun=order.t * TURN if order.level("play") else 0.6,
        clear=order.says(r"\bclear\b|\btransparent\b|\bsee-through\b"),
    )


def _deck(bench: Bench, order: Order) -> None:
    playing = order.level("play")
    tapes.deck(
        bench,
        body=order.colour(r"deck|case|body|recorder", (62, 62, 66)),
        meter=order.colour(r"meter|level|bars|light", (96, 176, 96)),
        spun=order.t * TURN * playing,
        level=order.level("level", 0.6 if playing else 0.0),
        loaded=order.level("loaded", 1.0) > 0.5,
    )


def _book(bench: Bench, order: Order) -> None:
    main = order.main((88, 60, 48))
    papers.book(
        bench,
        spine=order.colour("spine|cloth|binding", main),
        edge=order.colour("edge|pages?", (214, 202, 174)),
        board=order.colour("board|cover|leather", (74, 66, 60) if order.says("spine") else main),
        opened=order.level("open"),
    )


def _plain(bench: Bench, order: Order) -> None:
    if order.says(r"\b(box|crate|chest|casket|tin|lid)\b"):
        things.crate(bench, colour=order.main((128, 104, 82)), opened=order.level("open"))
    else:
        household.parcel(bench, colour=order.main((150, 118, 84)))


BIG = re.compile(
    r"\b(boat|ship|trawler|ferry|yacht|dinghy|barge|vessel|van|lorry|truck|bus|ambulance|car|taxi|cab|sedan|limousine|"
    r"jeep|bicycle|bike|motorbike|motorcycle|scooter|moped|tree|oak|pine|willow|birch|chair|armchair|throne|mirror|"
    r"looking glass|painting|door|window|bed|statue|piano)\b"
)
AFLOAT = re.compile(r"\b(boat|ship|trawler|ferry|yacht|dinghy|barge|vessel)\b")


def big(asset: Asset) -> bool:
    """Whether a thing is too big for a hand and is seen where it stands."""
    name = f"{asset.name} {asset.id}".lower().replace("-", " ")
    return BIG.search(name) is not None and not re.search(r"\b(key|toy|model|picture|photo|book)\b", name)


WORKSHOP: tuple[tuple[str, Maker], ...] = (
    (r"\b(deck|tape recorder|recorder|tape machine|dictaphone)\b", _deck),
    (r"\b(cassette|tape)\b", _cassette),
    (
        r"\b(laptop|notebook computer)\b",
        lambda b, o: things.laptop(
            b, colour=o.main((120, 122, 126)), on=o.level("on", 1.0), opened=o.level("open", 1.0)
        ),
    ),
    (r"\b(book|logbook|ledger|diary|journal|notebook|bible|album|passport)\b", _book),
    (
        r"\b(phone|telephone|mobile|tablet)\b",
        lambda b, o: (
            household.telephone(b, colour=o.main((44, 42, 44)))
            if o.says(r"\bold\b|\brotary\b|\bdial\b|\breceiver\b|\bbakelite\b|\bon the wall\b")
            else things.phone(b, colour=o.main((52, 54, 60)), on=o.level("on"))
        ),
    ),
    (r"\b(rope|cable)\b", lambda b, o: household.rope(b, colour=o.main((176, 146, 100)))),
    (r"\b(shoes?|sneakers?|slippers?)\b", lambda b, o: household.shoe(b, colour=o.main((92, 44, 40)))),
    (r"\b(playing card|card)\b", lambda b, o: household.card(b, colour=o.main((164, 40, 48)))),
    (r"\bmarbles?\b", lambda b, o: household.marble(b, colour=o.main((60, 104, 190)))),
    (r"\b(bucket|pail)\b", lambda b, o: household.bucket(b, colour=o.main((120, 124, 128)))),
    (r"\b(plaque|nameplate|name plate)\b", lambda b, o: household.plaque(b, colour=o.main((176, 142, 72)))),
    (
        r"\b(plate|saucer|dish)\b",
        lambda b, o: (
            household.plaque(b, colour=o.main((176, 142, 72)))
            if o.says(r"\b(brass|bronze|engraved|number|licence)\b")
            else household.plate(b, colour=o.main((222, 220, 212)))
        ),
    ),
    (r"\blantern\b", lambda b, o: household.lantern(b, colour=o.main((72, 66, 58)), on=o.level("on", 1.0))),
    (r"\b(torch|flashlight)\b", lambda b, o: household.torch(b, colour=o.main((66, 68, 74)), on=o.level("on", 1.0))),
    (
        r"\b(letter|envelope|telegram|parcel note|page|note|form|leaflet)\b",
        lambda b, o: papers.letter(b, colour=o.main((222, 210, 182)), opened=o.level("open")),
    ),
    (
        r"\b(photo|photograph|picture|postcard|polaroid|portrait)\b",
        lambda b, o: papers.photo(b, colour=o.main((96, 84, 92))),
    ),
    (r"\b(map|chart|plan)\b", lambda b, o: papers.chart(b, colour=o.main((220, 206, 168)))),
    (r"\b(money|cash|banknotes?|notes|bills)\b", lambda b, o: papers.notes(b, colour=o.main((120, 142, 110)))),
    (r"\bkeys?\b", lambda b, o: things.key(b, colour=o.main((176, 146, 84)))),
    (r"\b(knife|dagger|blade|scalpel|letter opener)\b", lambda b, o: things.knife(b, colour=o.main(things.WOOD))),
    (r"\b(cup|mug|teacup|coffee|glass|bowl)\b", lambda b, o: things.cup(b, colour=o.main((206, 200, 188)))),
    (r"\b(bottle|flask|vial|jar)\b", lambda b, o: things.bottle(b, colour=o.main((56, 92, 66)))),
    (
        r"\b(candle|taper)\b",
        lambda b, o: things.candle(b, colour=o.main((226, 214, 186)), on=o.level("on", 1.0), t=o.t),
    ),
    (
        r"\blamp\b",
        lambda b, o: things.lamp(b, colour=o.main((184, 144, 70)), on=o.level("on", 1.0)),
    ),
    (r"\b(gun|pistol|revolver|weapon)\b", lambda b, o: things.gun(b, colour=o.main((66, 68, 74)))),
    (
        r"\b(backpack|rucksack|knapsack|satchel|handbag|bag|sack)\b",
        lambda b, o: household.bag(b, colour=o.main((92, 78, 60))),
    ),
    (
        r"\b(suitcase|briefcase|trunk|luggage|case)\b",
        lambda b, o: things.suitcase(b, colour=o.main((118, 80, 52)), opened=o.level("open")),
    ),
    (
        r"\b(clock|alarm clock|chronometer|barometer)\b",
        lambda b, o: household.clock(b, colour=o.main((120, 82, 52)), hour=o.level("hour", 11.75)),
    ),
    (
        r"\b(radio|wireless|transistor|walkie-talkie|intercom)\b",
        lambda b, o: household.radio(b, colour=o.main((96, 70, 50))),
    ),
    (
        r"\b(kettle|teapot|coffee pot|pot|watering can)\b",
        lambda b, o: household.kettle(b, colour=o.main((64, 66, 72))),
    ),
    (r"\b(pan|saucepan|skillet|wok)\b", lambda b, o: household.pan(b, colour=o.main((58, 58, 62)))),
    (r"\b(mirror|looking glass)\b", lambda b, o: household.framed(b, colour=o.main((176, 140, 80)), glass=True)),
    (r"\b(painting|canvas|poster)\b", lambda b, o: household.framed(b, colour=o.main((150, 116, 64)), glass=False)),
    (r"\b(chair|armchair|stool|throne)\b", lambda b, o: household.chair(b, colour=o.main((104, 72, 48)))),
    (r"\b(tree|oak|pine|willow|birch)\b", lambda b, o: household.tree(b, colour=o.main((78, 104, 56)))),
    (
        r"\b(boat|ship|trawler|ferry|yacht|dinghy|barge|vessel)\b",
        lambda b, o: vehicles.boat(b, colour=o.main((150, 52, 44)), sails=o.says(r"\b(sail|yacht|sloop)")),
    ),
    (
        r"\b(van|lorry|truck|bus|ambulance)\b",
        lambda b, o: vehicles.car(b, colour=o.main((150, 152, 150)), tall=1.0, on=o.level("on", 1.0)),
    ),
    (
        r"\b(car|taxi|cab|sedan|limousine|jeep)\b",
        lambda b, o: vehicles.car(b, colour=o.main((70, 84, 100)), tall=0.0, on=o.level("on", 1.0)),
    ),
    (r"\b(bicycle|bike)\b", lambda b, o: vehicles.bicycle(b, colour=o.main((60, 100, 108)))),
    (r"\b(motorbike|motorcycle|scooter|moped)\b", lambda b, o: vehicles.bicycle(b, colour=o.main((70, 64, 66)))),
    (
        r"\b(pocket watch|watch|wristwatch|stopwatch)\b",
        lambda b, o: things.watch(b, colour=o.main((184, 168, 130)), hour=o.level("hour", 11.75)),
    ),
    (r"\bring\b", lambda b, o: things.ring(b, colour=o.main((206, 168, 84)))),
    (r"\b(coins?|token|medal)\b", lambda b, o: things.coin(b, colour=o.main((196, 160, 84)))),
    (
        r"\b(screen|monitor|television|tv|display|console)\b",
        lambda b, o: things.screen(b, colour=o.main((60, 62, 68)), on=o.level("on", 1.0)),
    ),
    (r"\b(flower|rose|tulip|lily|bouquet|daisy)\b", lambda b, o: things.flower(b, colour=o.main((176, 44, 56)))),
    (r"\b(loupe|lens|magnifier|magnifying glass|monocle)\b", lambda b, o: things.loupe(b, colour=o.main((70, 66, 60)))),
    (r"\bumbrella\b", lambda b, o: things.umbrella(b, colour=o.main((48, 52, 64)))),
)
