"""What each model of Ark can do, its rasters, and what it charges, from the manual's tables."""

from dataclasses import dataclass

RATIOS = ("16:9", "4:3", "1:1", "3:4", "9:16", "21:9")
_NEW = {
    "480p": ((864, 496), (752, 560), (640, 640), (560, 752), (496, 864), (992, 432)),
    "720p": ((1280, 720), (1112, 834), (960, 960), (834, 1112), (720, 1280), (1470, 630)),
    "1080p": ((1920, 1080), (1664, 1248), (1440, 1440), (1248, 1664), (1080, 1920), (2206, 946)),
    "4k": ((3840, 2160), (3840, 2880), (3840, 3840), (2880, 3840), (2160, 3840), (3840, 1646)),
}
_NEWEST = _NEW | {"480p": ((854, 480), *_NEW["480p"][1:])}
_OLD = {
    "480p": ((864, 480), (736, 544), (640, 640), (544, 736), (480, 864), (960, 416)),
    "720p": ((1248, 704), (1120, 832), (960, 960), (832, 1120), (704, 1248), (1504, 640)),
    "1080p": ((1920, 1088), (1664, 1248), (1440, 1440), (1248, 1664), (1088, 1920), (2176, 928)),
}
_HD = ("480p", "720p", "1080p")


@dataclass(frozen=True)
class Film:
    """
    A model of Seedance. `references` are the most pictures, clips and sounds; `total` the most seconds of either.

    `prices` are US dollars and yuan for a million tokens, without and with a clip that goes along, by resolution; the
    row of the empty name is for the rest. Those of 1.5 are with and without sound.
    """

    series: str
    resolutions: tuple[str, ...]
    seconds: tuple[int, int]
    prices: dict[str, tuple[tuple[float, float], tuple[float, float]]]
    references: tuple[int, int, int] = (0, 0, 0)
    total: int = 0
    frames: int = 2
    words: bool = True

    @property
    def new(self) -> bool:
        """Whether it is a 2.x."""
        return self.series.startswith("2")

    @property
    def sound(self) -> bool:
        """Whether its clips have sound."""
        return self.series != "1.0"

    def size(self, resolution: str, ratio: str) -> tuple[int, int]:
        """The raster of a clip."""
        table = {"1.0": _OLD, "2.5": _NEWEST}.get(self.series, _NEW)
        return table[resolution][RATIOS.index(ratio)]

    def price(self, resolution: str, *, video: bool, sound: bool, yuan: bool) -> float:
        """What a token costs."""
        plain, other = self.prices.get(resolution, self.prices[""])
        second = not sound if self.series == "1.5" else video
        return (other if second else plain)[yuan] / 1_000_000


@dataclass(frozen=True)
class Still:
    """A model of Seedream: the fewest pixels, whether it makes PNG, US dollars and yuan for a picture."""

    least: int
    png: bool
    price: tuple[float, float]


_TWO = ((9, 3, 3), 15)
FILMS = {
    "seedance-2-5-260628": Film(
        "2.5",
        _HD,
        (4, 30),
        {"1080p": ((11.7, 77), (7.0, 46)), "": ((10.7, 70), (6.4, 42))},
        (30, 10, 10),
        30,
    ),
    "seedance-2-0-260128": Film(
        "2.0",
        (*_HD, "4k"),
        (4, 15),
        {"4k": ((4.0, 26), (2.4, 16)), "1080p": ((7.7, 51), (4.7, 31)), "": ((7.0, 46), (4.3, 28))},
        *_TWO,
    ),
    "seedance-2-0-fast-260128": Film("2.0", _HD[:2], (4, 15), {"": ((5.6, 37), (3.3, 22))}, *_TWO),
    "seedance-2-0-mini-260615": Film("2.0", _HD[:2], (4, 15), {"": ((3.5, 23), (2.1, 14))}, *_TWO),
    "seedance-1-5-pro-251215": Film("1.5", _HD, (4, 12), {"": ((2.4, 16), (1.2, 8))}),
    "seedance-1-0-pro-250528": Film("1.0", _HD, (2, 12), {"": ((2.5, 15), (2.5, 15))}),
    "seedance-1-0-pro-fast-251015": Film("1.0", _HD, (2, 12), {"": ((1.0, 4.2), (1.0, 4.2))}, frames=1),
    "seedance-1-0-lite-t2v-250428": Film("1.0", _HD, (2, 12), {"": ((1.8, 10), (1.8, 10))}, frames=0),
    "seedance-1-0-lite-i2v-250428": Film("1.0", _HD, (2, 12), {"": ((1.8, 10), (1.8, 10))}, (4, 0, 0), words=False),
}
STILLS = {
    "seedream-5-0-260128": Still(3_686_400, True, (0.035, 0.22)),
    "seedream-5-0-pro-260628": Still(921_600, True, (0.09, 0.6)),
    "seedream-5-0-flash-260915": Still(921_600, True, (0.018, 0.12)),
    "seedream-4-5-251128": Still(3_686_400, False, (0.04, 0.25)),
    "seedream-4-0-250828": Still(921_600, False, (0.03, 0.2)),
}


def film(name: str, host: str) -> Film | None:
    """The model of a name at a host: `doubao-` in China; abroad 2.x are `dreamina-`, the others plain."""
    prefix = "doubao-" if host == "volcengine" else "dreamina-" if "seedance-2" in name else ""
    bare = name.removeprefix(prefix)
    return FILMS.get(bare) if name == prefix + bare else None


def still(name: str, host: str) -> Still | None:
    """The picture model of a name at a host."""
    prefix = "doubao-" if host == "volcengine" else ""
    bare = name.removeprefix(prefix)
    return STILLS.get(bare) if name == prefix + bare else None
