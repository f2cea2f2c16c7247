"""Fields and roads of the delta."""

import math
from collections.abc import Callable

from home.sample.canvas import (
    BROWN,
    CREAM,
    DEEP,
    GOLD,
    INK,
    LEAF,
    MIST,
    PINE,
    RED,
    RICE,
    SAND,
    SHOOT,
    STONE,
    STRAW,
    TEAL,
    Canvas,
    Colour,
    mix,
)


def treeline(c: Canvas, horizon: float) -> None:
    """Two rows of far trees, the farther one lost in the mist."""
    c.hedge(horizon, 46, mix(PINE, c.sky_low, 0.68))
    c.hedge(horizon + 6, 26, mix(LEAF, c.sky_low, 0.42))


def paddies(c: Canvas, top: float, bottom: float, vanish: float, ditch: int) -> None:
    """Rice plots in perspective, cut by low banks and one ditch."""
    tones = [RICE, SHOOT, mix(RICE, LEAF, 0.35), mix(SHOOT, STRAW, 0.45)]
    rows, plots = 7, 9
    edges = [top + (bottom - top) * (i / rows) ** 1.9 for i in range(rows + 1)]
    reach = c.width * 3.4

    def across(index: float, y: float) -> float:
        share = (y - top + 26) / (bottom - top + 26)
        return vanish + (index / plots - 0.5) * reach * share

    last = -1
    c.rect(0, top, c.width, bottom - top, mix(SHOOT, c.sky_low, 0.35))
    for row in range(rows):
        y0, y1 = edges[row], edges[row + 1]
        for plot in range(-4, plots + 4):
            pick = c.random.choice([i for i in range(4) if i != last])
            last = pick
            tone = mix(tones[pick], c.sky_low, 0.45 * (1 - row / rows))
            if plot == ditch:
                tone = mix(TEAL, c.sky_low, 0.75 - 0.4 * row / rows)
            left, right = plot, plot + 1
            c.poly(
                [
                    (across(left, y0), y0),
                    (across(right, y0), y0),
                    (across(right, y1), y1),
                    (across(left, y1), y1),
                ],
                tone,
            )
            if plot != ditch and row > 1:
                rows_of_rice(c, across, (left, right), (y0, y1), mix(tone, LEAF, 0.3))
    bank = mix(LEAF, STRAW, 0.2)
    for row in range(1, rows):
        if row % 2:
            c.line([(0, edges[row]), (c.width, edges[row])], bank, 1 + row)
    for plot in range(-4, plots + 5):
        near, far = across(plot, bottom), across(plot, top)
        c.poly(
            [(far - 1, top), (far + 1, top), (near + 9, bottom), (near - 9, bottom)],
            bank,
        )


def rows_of_rice(
    c: Canvas,
    across: Callable[[float, float], float],
    plot: tuple[int, int],
    ys: tuple[float, float],
    tone: Colour,
) -> None:
    """Planted rows running towards the horizon inside one plot."""
    for step in range(1, 8):
        index = plot[0] + step / 8
        thick = (ys[1] - 480) / 160
        c.line([(across(index, ys[0]), ys[0]), (across(index, ys[1]), ys[1])], tone, thick)


def rice_field(c: Canvas) -> None:
    """Paddies of the delta with a farmer and egrets."""
    horizon = 455 + c.between(-15, 15)
    c.sky(horizon, sun_x=c.between(0.3, 0.7))
    treeline(c, horizon)
    for _ in range(3):
        c.areca(c.width * c.between(0.05, 0.95), horizon, 95, mix(LEAF, c.sky_low, 0.4))
    side, ditch = c.random.choice(((0.2, 5), (0.2, 6), (0.74, 2), (0.74, 3)))
    paddies(c, horizon, 1000, c.width * c.between(0.4, 0.6), ditch)
    for index, coat in enumerate((RED, DEEP, BROWN)):
        x = c.width * side + index * 105 + c.between(-16, 16)
        foot = 735 + c.between(-14, 20)
        c.person(x, foot, 135, coat, hat=True)
        for _ in range(44):
            left, low = x + c.between(-58, 58), foot + c.between(-8, 16)
            tip = left + c.between(-9, 9), low - c.between(24, 44)
            tone = mix(LEAF, RICE, c.between(0, 0.7))
            c.poly([(left - 3, low), tip, (left + 3, low)], tone)
    c.birds(c.width * (0.95 - side), horizon - 150, 7, CREAM)
    c.grass(985, LEAF, 90)


def road(c: Canvas) -> None:
    """A straight road through the fields with trees, a bus and a lorry."""
    horizon = 450
    c.sky(horizon, sun_x=c.between(0.3, 0.7))
    treeline(c, horizon)
    vanish = c.width * c.between(0.44, 0.56)
    paddies(c, horizon, 1000, vanish, c.random.choice((2, 6)))

    def side(offset: float, y: float) -> float:
        return vanish + offset * (y - horizon + 4) / (1000 - horizon)

    def strip(inner: float, outer: float, fill: Colour) -> None:
        c.poly(
            [
                (side(inner, horizon), horizon),
                (side(outer, horizon), horizon),
                (side(outer, 1000), 1000),
                (side(inner, 1000), 1000),
            ],
            fill,
        )

    strip(-640, 640, mix(RICE, STRAW, 0.25))
    strip(-500, 500, SAND)
    strip(-440, 440, mix(INK, STONE, 0.38))
    strip(-412, -396, CREAM)
    strip(396, 412, CREAM)
    edges = [horizon + (1000 - horizon) * (i / 18) ** 2.1 for i in range(19)]
    for index in range(3, 18, 2):
        y0, y1 = edges[index], edges[index + 1]
        c.poly(
            [
                (side(-9, y0), y0),
                (side(9, y0), y0),
                (side(9, y1), y1),
                (side(-9, y1), y1),
            ],
            CREAM,
        )
    for t in (0.05, 0.1, 0.18, 0.3, 0.48, 0.75):
        y = horizon + (1000 - horizon) * t
        for hand in (-570, 570):
            c.tree(
                side(hand, y),
                y,
                14 + 150 * t,
                mix(LEAF, c.sky_low, 0.35 * math.exp(-5 * t)),
            )
    for offset, y, size, paint in ((205, 800, 210, RED), (-200, 640, 110, GOLD)):
        vehicle(c, side(offset, y), y, size, paint)


def vehicle(c: Canvas, x: float, y: float, size: float, paint: Colour) -> None:
    """A bus seen from behind, wheels on y."""
    for wheel in (-0.4, 0.22):
        c.rect(
            x + size * wheel,
            y - size * 0.16,
            size * 0.18,
            size * 0.18,
            INK,
            size * 0.03,
        )
    c.rect(x - size * 0.5, y - size * 1.02, size, size * 0.92, paint, size * 0.1)
    c.rect(x - size * 0.5, y - size * 0.42, size, size * 0.09, CREAM)
    c.rect(
        x - size * 0.41,
        y - size * 0.9,
        size * 0.82,
        size * 0.4,
        mix(DEEP, MIST, 0.45),
        size * 0.06,
    )
    c.poly(
        [
            (x - size * 0.2, y - size * 0.5),
            (x, y - size * 0.9),
            (x + size * 0.14, y - size * 0.9),
            (x - size * 0.06, y - size * 0.5),
        ],
        mix(DEEP, MIST, 0.7),
    )
    for lamp in (-0.44, 0.32):
        c.rect(
            x + size * lamp,
            y - size * 0.28,
            size * 0.12,
            size * 0.07,
            GOLD,
            size * 0.02,
        )
