"""Cuffs: the sleeve in which a hand comes into an insert, whole or torn, in the wardrobe's colour."""

import math

from rushes.craft.previz import turns
from rushes.craft.previz.bench import Bench
from rushes.craft.previz.figures import Figure
from rushes.craft.previz.turns import Vec


def sleeve(bench: Bench, figure: Figure, *, torn: bool) -> None:
    """The sleeve a hand comes out of, along the bench's z; a torn cuff is ragged and hangs in threads."""
    look = figure.look
    wide = {"coat": 1.12, "jacket": 1.05, "dress": 0.82, "shirt": 0.92}.get(look.top, 0.96)
    columns = 10
    around = [math.tau * n / columns for n in range(columns + 1)]
    ragged = (0.0, 0.019, 0.005, 0.034, 0.012, 0.027, 0.002, 0.015, 0.006, 0.01, 0.0)

    def ring(z: float, radius: float, n: int) -> Vec:
        return (radius * wide * 1.08 * math.cos(around[n]), radius * wide * 0.94 * math.sin(around[n]), z)

    dark = bench.paint(look.top_colour, 0.32)
    bench.plane([ring(0.086, 0.035, n) for n in range(columns)], dark, -0.01)
    for n in range(columns):
        cloth = bench.paint(look.top_colour, 1.0 - 0.05 * (n % 2), gloss=look.gloss)
        first = 0.072 + (ragged[n] if torn else 0.0)
        second = 0.072 + (ragged[n + 1] if torn else 0.0)
        middle = (first + second) / 2 + (0.012 if torn and n % 2 else 0.0)
        front = [
            ring(first, 0.037, n),
            turns.mix(ring(middle, 0.038, n), ring(middle, 0.038, n + 1), 0.5),
            ring(second, 0.037, n + 1),
        ]
        bench.plane([*front, ring(0.16, 0.043, n + 1), ring(0.16, 0.043, n)], cloth, 0.002)
        fold = bench.paint(look.top_colour, 0.94 - 0.05 * ((n + 1) % 2), gloss=look.gloss)
        bench.plane(
            [ring(0.16, 0.043, n), ring(0.16, 0.043, n + 1), ring(0.34, 0.056, n + 1), ring(0.34, 0.056, n)],
            fold,
            -0.002,
        )
        if not torn:
            band = bench.paint(look.top_colour, 0.8, gloss=look.gloss)
            bench.plane(
                [ring(0.071, 0.0385, n), ring(0.071, 0.0385, n + 1), ring(0.092, 0.040, n + 1), ring(0.092, 0.040, n)],
                band,
                0.006,
            )
    if torn:
        for n, hang in ((2, 0.022), (3, 0.03), (7, 0.018)):
            a = ring(0.072 + ragged[n], 0.038, n)
            thread = bench.paint(look.top_colour, 0.7)
            bench.rod(
                [a, turns.add(a, (0.004, -0.002, -hang * 0.6)), turns.add(a, (0.002, -0.01, -hang))],
                [0.0011, 0.0009, 0.0006],
                thread,
                0.006,
            )
