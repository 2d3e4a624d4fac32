"""The animator: a set-up drawn frame by frame, far to near, the set kept while the camera does not move."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from rushes.craft.cards.vocabulary import Depth
from rushes.craft.previz import brush, lens, optics, painter, shade, surfaces, weather, wet
from rushes.craft.previz.brush import Canvas
from rushes.craft.previz.lens import Camera, View
from rushes.craft.previz.light import Lighting
from rushes.craft.previz.sets.stage import Stage
from rushes.craft.previz.shade import Sheet
from rushes.craft.previz.shapes import Solid
from rushes.craft.previz.surfaces import Hung

_LOW = 0.7  # metres: what hangs higher throws no shadow and no mirror image that anybody sees


@dataclass(frozen=True, eq=False)
class Moment:
    """What is not the set, at one second: who and what is there, the set's moving parts, and how far focus lies."""

    camera: Camera
    solids: tuple[Solid, ...]
    parts: dict[str, float]
    focus: float


@dataclass(frozen=True, eq=False)
class Setup:
    """Everything a take is drawn from."""

    stage: Stage
    lighting: Lighting  # the set's
    cast_light: Lighting  # on people and hand props: the card's own words may move the key
    moment: Callable[[float], Moment]
    depth: Depth
    width: int
    height: int
    seed: int
    hidden: frozenset[str] = frozenset()  # solids of the set that stand in the lens's way
    dark: frozenset[str] = frozenset()  # who is kept dark: a near shoulder
    travels: bool = False  # the camera moves: its set is painted anew for every frame, a little smaller


@dataclass(eq=False)
class Plate:
    """The set behind everything that moves, as painted from one place; its mirror in wet ground, and how wet."""

    canvas: Canvas
    wet: NDArray[np.uint8] | None
    mirror: Canvas | None
    floor: NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Exposure:
    """A frame that is painted but not finished: bloom, weather and grade are still to come."""

    canvas: Canvas
    view: View
    number: int
    t: float


@dataclass(eq=False)
class Animator:
    """Draws the frames of one take; keeps the plate of a camera that stands still."""

    setup: Setup
    walls: tuple[Hung, ...] = ()
    _plate: Plate | None = None
    _kept_for: tuple[object, ...] = ()
    _fronts: dict[tuple[str, float], Sheet | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        lit = self.setup.cast_light
        lamps = tuple(replace(lamp, power=lamp.power * 0.09) for lamp in lit.lamps)
        self._dim = Lighting(lamps, lit.above * 0.28, lit.below * 0.28, lit.haze, lit.thickness)
        self.walls = tuple(surfaces.hung(wall, self.setup.lighting) for wall in self.setup.stage.shell)

    def frame(self, number: int, t: float) -> Canvas:
        """Frame `number`, at second `t`, RGB."""
        return self.developed(self.exposed(number, t))

    def exposed(self, number: int, t: float) -> Exposure:
        """Frame `number` as it falls on the film."""
        setup = self.setup
        moment = setup.moment(t)
        view = lens.view(moment.camera, setup.width, setup.height)
        still, moving = self.solids(moment)
        back, mixed = _split(view, still, moving)
        plate = self._plate_for(view, moment, back)
        canvas = plate.canvas.copy()
        grounded = [solid for solid in moving if float(solid.points[:, 1].min()) < _LOW]
        wet.lay(canvas, plate.wet, plate.mirror, view, grounded, setup.cast_light, t, setup.stage.weather)
        shade.cast(canvas, view, plate.floor, grounded, setup.lighting)
        self._put(canvas, view, moment, mixed, moving)
        return Exposure(canvas, view, number, t)

    def developed(self, shot: Exposure) -> Canvas:
        """What comes of an exposure, once; this may run while the next frame is exposed."""
        setup, canvas = self.setup, shot.canvas
        optics.bloom(canvas, shot.view, setup.lighting.lamps)
        weather.fall(canvas, setup.stage.weather, shot.t, setup.stage.lighting.haze)
        key = setup.lighting.lamps[0].colour if setup.lighting.lamps else (1.0, 1.0, 1.0)
        above = tuple(float(value) for value in setup.lighting.above)
        return optics.develop(canvas, optics.split_tone((above[0], above[1], above[2]), key), shot.number + setup.seed)

    def solids(self, moment: Moment) -> tuple[list[Solid], list[Solid]]:
        """What of the set stands in the frame, and what moves."""
        stage = self.setup.stage
        doors = [make(moment.parts.get(name, 0.0)) for name, make in stage.moving.items()]
        still = [solid for solid in stage.dressing if solid.name not in self.setup.hidden]
        return still, [*doors, *moment.solids]

    def _plate_for(self, view: View, moment: Moment, back: Sequence[Solid]) -> Plate:
        camera = moment.camera
        key = (
            *np.round(camera.position, 5).tolist(),
            camera.yaw,
            camera.pitch,
            camera.roll,
            camera.mm,
            round(moment.focus, 3),
            tuple(solid.name for solid in back),
        )
        if self._plate is None or key != self._kept_for:
            self._fronts.clear()
            self._plate, self._kept_for = self._paint_plate(view, moment, back), key
        return self._plate

    def _paint_plate(self, view: View, moment: Moment, back: Sequence[Solid]) -> Plate:
        setup = self.setup
        depth = np.full((view.height // 8, view.width // 8), 200.0, np.float32)
        for wall in self.walls:
            surfaces.sound(depth, view, wall)
        seen = view.scaled(self._gain(view, moment, depth))
        canvas = wet.sky(seen, setup.stage.sky)
        has_wet = any(wall.wet is not None for wall in self.walls)
        damp = np.zeros((seen.height, seen.width), np.uint8) if has_wet else None
        surfaces.hang_all(canvas, seen, self.walls, damp)
        surfaces.veil(canvas, depth, setup.lighting)
        depth[depth == surfaces.BACKDROP] = 200.0
        self._defocus(canvas, seen, moment, depth)
        self._layers(canvas, seen, moment, back, damp)
        mirror = None
        if damp is not None and damp.any():
            mirror = wet.mirrored(view, self.walls, back, setup.lighting, setup.stage.sky)
        if seen.width != view.width:
            canvas = brush.pixels(cv2.resize(canvas, (view.width, view.height), interpolation=cv2.INTER_LINEAR))
            damp = None if damp is None else brush.pixels(cv2.resize(damp, (view.width, view.height)))
        return Plate(canvas, damp, mirror, wet.ground(view, self.walls))

    def _gain(self, view: View, moment: Moment, depth: NDArray[np.float32]) -> float:
        """How large a plate is painted: smaller on the move, and where all of it is out of focus."""
        if not self.setup.travels:
            return 1.0
        away = np.where(depth == surfaces.BACKDROP, 200.0, depth).astype(np.float64)
        stop = optics.STOPS[self.setup.depth]
        softness = np.percentile(optics.blur_of(view, moment.camera.mm, away, moment.focus, stop), 20)
        return 0.5 if softness > 3.0 else 0.75 if stop > 16 else 0.625

    def _defocus(self, canvas: Canvas, view: View, moment: Moment, depth: NDArray[np.float32]) -> None:
        stop = optics.STOPS[self.setup.depth]
        widths = optics.blur_of(view, moment.camera.mm, depth.astype(np.float64), moment.focus, stop)
        most = float(widths.max())
        if most < 1.5:
            return
        soft = optics.soften(canvas, most)
        if most > 6:
            half = optics.soften(canvas, most * 0.4)
            _mix(canvas, half, np.clip(widths / (most * 0.4), 0, 1))
            _mix(canvas, soft, np.clip((widths / most - 0.4) / 0.6, 0, 1))
            return
        _mix(canvas, soft, widths / most)

    def _layers(
        self, canvas: Canvas, view: View, moment: Moment, solids: Sequence[Solid], damp: NDArray[np.uint8] | None
    ) -> None:
        """Solids of the set, far to near, those of like softness together; what they cover of the floor is dry."""
        bundles: list[tuple[float, list[Solid]]] = []
        for solid in sorted(solids, key=lambda one: -_depth(view, one)):
            width = self._softness(view, moment, solid)
            if bundles and abs(bundles[-1][0] - width) < 0.35 * max(width, 2.0):
                bundles[-1][1].append(solid)
            else:
                bundles.append((width, [solid]))
        for width, bundle in bundles:
            if width < 1.5:
                cover = None if damp is None else np.zeros_like(damp)
                painter.paint_all(painter.Easel(canvas, view, self.setup.lighting, cover, True), bundle)
                if damp is not None and cover is not None:
                    cv2.subtract(damp, cover, dst=damp)
            elif sheet := _sheet(view, bundle, self.setup.lighting, width):
                sheet.over(canvas)
                if damp is not None:
                    sheet.dry(damp)

    def _softness(self, view: View, moment: Moment, solid: Solid) -> float:
        depth = np.array([max(0.2, _depth(view, solid))])
        stop = optics.STOPS[self.setup.depth]
        return float(optics.blur_of(view, moment.camera.mm, depth, moment.focus, stop)[0])

    def _put(self, canvas: Canvas, view: View, moment: Moment, mixed: Sequence[Solid], moving: Sequence[Solid]) -> None:
        """What moves, and what of the set stands among it or before it."""
        alive = {id(solid) for solid in moving}
        for solid in mixed:
            width = self._softness(view, moment, solid)
            if id(solid) in alive:
                lit = self._dim if solid.name in self.setup.dark else self.setup.cast_light
                shade.figure(canvas, view, solid, lit, self.setup.stage.rim, width)
            elif self.setup.travels and width < 5:
                painter.paint(painter.Easel(canvas, view, self.setup.lighting, None, True), solid)
            elif sheet := self._front(view, solid, width):
                sheet.over(canvas)

    def _front(self, view: View, solid: Solid, width: float) -> Sheet | None:
        """Something of the set that stands among what moves: painted once as long as the plate is kept."""
        key = (solid.name, round(width, 1))
        if key not in self._fronts:
            self._fronts[key] = _sheet(view, [solid], self.setup.lighting, width)
        return self._fronts[key]


def _depth(view: View, solid: Solid) -> float:
    return float(view.local(solid.anchor[None])[0, 2])


def _split(view: View, still: Sequence[Solid], moving: Sequence[Solid]) -> tuple[list[Solid], list[Solid]]:
    """What of the set is behind all that moves; and all the rest, far to near."""
    limit = max((_depth(view, solid) for solid in moving), default=0.0)
    depths = [(_depth(view, solid), solid) for solid in still]
    back = [solid for depth, solid in depths if depth > limit]
    rest = [(depth, solid) for depth, solid in depths if depth <= limit]
    rest += [(_depth(view, solid), solid) for solid in moving]
    return back, [solid for _, solid in sorted(rest, key=lambda pair: -pair[0])]


def _sheet(view: View, solids: Sequence[Solid], lighting: Lighting, width: float) -> Sheet | None:
    """Solids of one softness on a layer of their own, smaller where it is blurred anyway."""
    gain = 1.0 if width < 2.5 else 0.5 if width < 6 else 0.25
    small = view.scaled(gain)
    layer = np.zeros((small.height, small.width, 3), np.uint8)
    mask = np.zeros((small.height, small.width), np.uint8)
    painter.paint_all(painter.Easel(layer, small, lighting, mask, True), solids)
    return shade.softened(layer, mask, width * gain, (view.width, view.height))


def _mix(canvas: Canvas, other: Canvas, weight: NDArray[np.float64]) -> None:
    size = (canvas.shape[1], canvas.shape[0])
    share = cv2.resize(np.rint(weight * 255).astype(np.uint8), size, interpolation=cv2.INTER_LINEAR)
    taken = cv2.cvtColor(share, cv2.COLOR_GRAY2RGB)
    cv2.multiply(canvas, cv2.bitwise_not(taken), dst=canvas, scale=1 / 255)
    cv2.add(canvas, cv2.multiply(other, taken, scale=1 / 255), dst=canvas)
