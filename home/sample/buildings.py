"""Public buildings: school, hospital, office."""

import math

from home.sample.canvas import (
    BRICK,
    BROWN,
    COATS,
    CREAM,
    DEEP,
    FLAME,
    GLASS,
    GOLD,
    INK,
    LEAF,
    MIST,
    PINE,
    RED,
    RICE,
    ROOF,
    SAND,
    STONE,
    STRAW,
    TEAL,
    Canvas,
    Colour,
    mix,
    rgb,
)
from home.sample.fields import treeline


def yard(c: Canvas, horizon: float, paving: Colour) -> None:
    """Sky, far trees, a lawn and a paved forecourt."""
    c.sky(horizon, c.random.choice((0.1, 0.16, 0.84, 0.9)), c.between(150, 230))
    treeline(c, horizon)
    c.rect(0, horizon, c.width, 1000 - horizon, mix(RICE, LEAF, 0.25))
    c.rect(0, horizon + 130, c.width, 1000, paving)
    c.rect(0, horizon + 124, c.width, 8, mix(paving, CREAM, 0.5))


def path(c: Canvas, x: float, y: float, half: float, fill: Colour) -> None:
    """A walk widening from a door at y to the lower edge."""
    c.poly(
        [(x - half, y), (x + half, y), (x + half * 3.1, 1000), (x - half * 3.1, 1000)],
        fill,
    )


def windows(
    c: Canvas,
    box: tuple[float, float, float, float],
    grid: tuple[int, int],
    share: float = 0.6,
) -> None:
    """Evenly spaced panes with a light edge inside a box (x, y, w, h)."""
    x, y, w, h = box
    columns, rows = grid
    cell_w, cell_h = w / columns, h / rows
    for row in range(rows):
        for column in range(columns):
            px = x + cell_w * (column + (1 - share) / 2)
            py = y + cell_h * (row + (1 - share) / 2)
            pw, ph = cell_w * share, cell_h * share
            c.rect(px, py, pw, ph, GLASS)
            c.poly(
                [
                    (px, py + ph),
                    (px + pw * 0.75, py),
                    (px + pw, py),
                    (px + pw * 0.3, py + ph),
                ],
                mix(GLASS, CREAM, 0.25),
            )
            c.rect(px + pw / 2 - 1.5, py, 3, ph, CREAM)
            c.rect(px - 4, py + ph, pw + 8, 5, mix(STONE, CREAM, 0.4))


def school(c: Canvas) -> None:
    """A two-storey school, flame trees in flower and pupils in the yard."""
    horizon = 620
    paving = mix(SAND, CREAM, 0.35)
    yard(c, horizon, paving)
    x, base, half = c.middle, horizon + 84, 560
    wall = mix(STRAW, CREAM, 0.5)
    c.rect(x - half, base - 300, half * 2, 300, wall)
    for floor in (0, 1):
        top = base - 300 + floor * 150
        c.rect(x - half, top + 18, half * 2, 104, mix(wall, BROWN, 0.25))
        for room in range(8):
            left = x - half + 22 + room * 140
            c.rect(left, top + 34, 30, 88, mix(DEEP, MIST, 0.15))
            c.rect(left + 44, top + 40, 66, 48, GLASS)
            c.rect(left + 75, top + 40, 4, 48, CREAM)
        for post in range(9):
            c.rect(x - half + post * 138 - 1, top, 16, 150, CREAM)
        c.rect(x - half, top + 112, half * 2, 12, CREAM)
        for bar in range(70):
            if floor == 0:
                c.rect(x - half + bar * 16, top + 92, 4, 24, CREAM)
        if floor == 0:
            c.rect(x - half, top + 88, half * 2, 6, BRICK)
    c.poly(
        [
            (x - half - 40, base - 296),
            (x - half + 30, base - 380),
            (x + half - 30, base - 380),
            (x + half + 40, base - 296),
        ],
        ROOF,
    )
    c.rect(x - half - 40, base - 300, half * 2 + 80, 10, mix(ROOF, INK, 0.35))
    c.rect(x - 120, base - 420, 240, 420, mix(wall, CREAM, 0.5))
    c.poly([(x - 150, base - 414), (x, base - 490), (x + 150, base - 414)], ROOF)
    c.disc(x, base - 345, 40, CREAM)
    c.disc(x, base - 345, 33, mix(DEEP, MIST, 0.1))
    c.line([(x, base - 345), (x, base - 368)], CREAM, 5)
    c.line([(x, base - 345), (x + 17, base - 337)], CREAM, 5)
    c.rect(x - 80, base - 282, 160, 34, RED, 5)
    c.rect(x - 58, base - 200, 116, 96, GLASS)
    c.rect(x - 3, base - 200, 6, 96, CREAM)
    c.rect(x - 62, base - 92, 124, 92, mix(BROWN, INK, 0.2), 6)
    for step in range(3):
        c.rect(
            x - 90 - step * 14,
            base + step * 10,
            180 + step * 28,
            10,
            mix(STONE, CREAM, 0.5 - step * 0.2),
        )
    path(c, x, base + 30, 130, mix(paving, CREAM, 0.4))
    c.flag(x - 330, horizon + 200, 400, 120)
    for share, size in ((0.07, 138), (0.94, 148), (0.2, 84), (0.83, 88)):
        c.tree(c.width * share, horizon + 130 + size * 0.5, size, LEAF)
        blossom(c, c.width * share, horizon + 130 + size * 0.5, size)
    for index in range(9):
        px = x - 420 + index * 110 + c.between(-26, 26)
        pupil(c, px, 880 + c.between(-50, 60), c.between(104, 128))


def blossom(c: Canvas, x: float, y: float, r: float) -> None:
    """Red flowers over the crown of a tree."""
    for index in range(48):
        dx, dy, size = ((-0.55, 1.25, 0.56), (0.55, 1.3, 0.54), (0, 1.75, 0.74))[index % 3]
        angle, reach = c.between(0, 2 * math.pi), math.sqrt(c.between(0, 1)) * size
        px = x + (dx + reach * math.cos(angle)) * r
        py = y - (dy + reach * math.sin(angle)) * r
        c.oval(px, py, r * 0.1, r * 0.06, mix(FLAME, GOLD, c.between(0, 0.25)))


def pupil(c: Canvas, x: float, y: float, tall: float) -> None:
    """A pupil in a white shirt with a red scarf and a satchel."""
    c.person(x, y, tall, mix(CREAM, MIST, 0.3))
    c.poly(
        [
            (x - tall * 0.07, y - tall * 0.8),
            (x + tall * 0.07, y - tall * 0.8),
            (x, y - tall * 0.64),
        ],
        RED,
    )
    c.rect(
        x + tall * 0.09,
        y - tall * 0.72,
        tall * 0.09,
        tall * 0.24,
        c.random.choice((DEEP, GOLD)),
        5,
    )


def hospital(c: Canvas) -> None:
    """A pale hospital with a green cross, an ambulance and trees."""
    horizon = 610
    paving = mix(STONE, CREAM, 0.45)
    yard(c, horizon, paving)
    x, base = c.middle, horizon + 96
    white, shade = rgb("#fbfaf6"), mix(MIST, CREAM, 0.45)
    c.rect(x - 600, base - 270, 1200, 270, shade)
    windows(c, (x - 590, base - 262, 390, 252), (6, 3))
    windows(c, (x + 200, base - 262, 390, 252), (6, 3))
    for left in (x - 608, x + 188):
        c.rect(left, base - 286, 420, 18, mix(TEAL, MIST, 0.2))
    c.rect(x - 205, base - 430, 410, 430, white)
    c.rect(x - 215, base - 444, 430, 18, TEAL)
    windows(c, (x - 195, base - 290, 390, 180), (5, 2))
    for w, h in ((92, 30), (30, 92)):
        c.rect(x - w / 2, base - 360 - h / 2, w, h, mix(TEAL, LEAF, 0.3), 4)
    c.rect(x - 150, base - 104, 300, 14, mix(TEAL, INK, 0.1), 5)
    c.rect(x - 120, base - 90, 240, 90, GLASS)
    for door in range(5):
        c.rect(x - 122 + door * 60, base - 90, 5, 90, white)
    for post in (-146, 136):
        c.rect(x + post, base - 92, 10, 92, STONE)
    path(c, x, base, 140, mix(paving, CREAM, 0.5))
    for share in (0.04, 0.15, 0.86, 0.97):
        c.tree(
            c.width * share,
            horizon + 138,
            c.between(84, 112),
            c.random.choice((LEAF, PINE)),
        )
    c.hedge(horizon + 140, 26, mix(LEAF, PINE, 0.2), 0, x - 190)
    c.hedge(horizon + 140, 26, mix(LEAF, PINE, 0.2), x + 190, c.width)
    ambulance(c, x + c.random.choice((-480, 250)), 880)
    for dx, coat in ((-120, white), (-52, TEAL), (150, DEEP), (-560, BRICK)):
        c.person(x + dx + c.between(-14, 14), 900 + c.between(-20, 30), 150, coat)


def ambulance(c: Canvas, x: float, y: float) -> None:
    """A white van with a teal stripe and cross, wheels on y."""
    white = rgb("#fdfcf9")
    c.oval(x + 145, y + 2, 170, 12, mix(STONE, INK, 0.2))
    c.rect(x, y - 140, 210, 120, white, 14)
    c.poly(
        [
            (x + 200, y - 128),
            (x + 246, y - 128),
            (x + 286, y - 72),
            (x + 292, y - 20),
            (x + 200, y - 20),
        ],
        white,
    )
    c.poly(
        [(x + 212, y - 116), (x + 242, y - 116), (x + 270, y - 74), (x + 212, y - 74)],
        GLASS,
    )
    c.rect(x, y - 62, 292, 18, TEAL)
    c.rect(x + 86, y - 122, 14, 46, mix(TEAL, LEAF, 0.3), 3)
    c.rect(x + 70, y - 106, 46, 14, mix(TEAL, LEAF, 0.3), 3)
    c.rect(x + 130, y - 154, 44, 16, RED, 6)
    for wheel in (62, 234):
        c.disc(x + wheel, y - 18, 27, INK)
        c.disc(x + wheel, y - 18, 12, STONE)


def office(c: Canvas) -> None:
    """A public building with columns, a flag, hedges and visitors."""
    horizon = 610
    paving = mix(SAND, CREAM, 0.4)
    yard(c, horizon, paving)
    x, base = c.middle, horizon + 96
    wall = mix(GOLD, CREAM, 0.68)
    for side in (-1, 1):
        left = x - 590 if side < 0 else x + 190
        c.rect(left, base - 290, 400, 290, wall)
        c.rect(left - 10, base - 312, 420, 26, mix(wall, CREAM, 0.6))
        c.rect(left - 10, base - 290, 420, 6, mix(wall, BROWN, 0.25))
        windows(c, (left + 10, base - 276, 380, 250), (5, 2), 0.56)
        c.rect(left, base - 24, 400, 24, mix(STONE, BROWN, 0.12))
    c.rect(x - 230, base - 340, 460, 340, mix(wall, CREAM, 0.35))
    c.rect(x - 200, base - 290, 400, 290, mix(wall, BROWN, 0.22))
    c.rect(x - 70, base - 120, 140, 120, mix(BROWN, INK, 0.15))
    c.rect(x - 3, base - 120, 6, 120, mix(BROWN, INK, 0.5))
    windows(c, (x - 190, base - 280, 380, 130), (5, 1), 0.55)
    for post in range(6):
        px = x - 210 + post * 78
        c.rect(px, base - 300, 30, 300, CREAM)
        c.rect(px + 22, base - 300, 8, 300, mix(CREAM, STONE, 0.5))
        c.rect(px - 6, base - 304, 42, 12, CREAM)
        c.rect(px - 6, base - 14, 42, 14, CREAM)
    c.rect(x - 250, base - 346, 500, 44, mix(wall, CREAM, 0.6))
    c.poly(
        [(x - 262, base - 344), (x, base - 430), (x + 262, base - 344)],
        mix(wall, CREAM, 0.25),
    )
    c.poly(
        [(x - 190, base - 352), (x, base - 414), (x + 190, base - 352)],
        mix(wall, GOLD, 0.35),
    )
    c.disc(x, base - 374, 24, RED)
    c.star(x, base - 374, 16, rgb("#f4cf3e"))
    c.flag(x, base - 426, 140, 84)
    for step in range(5):
        c.rect(
            x - 250 - step * 16,
            base + step * 9,
            500 + step * 32,
            9,
            mix(STONE, CREAM, 0.6 - step * 0.12),
        )
    path(c, x, base + 45, 180, mix(paving, CREAM, 0.5))
    for side in (-1, 1):
        for index in range(3):
            px = x + side * (330 + index * 150)
            c.poly(
                [
                    (px - 34, horizon + 140),
                    (px, horizon - 30),
                    (px + 34, horizon + 140),
                ],
                mix(PINE, LEAF, 0.3),
            )
        c.hedge(
            horizon + 150,
            26,
            LEAF,
            x + 290 if side > 0 else 0,
            c.width if side > 0 else x - 290,
        )
    for share in (0.03, 0.97):
        c.tree(c.width * share, horizon + 160, 130, mix(LEAF, PINE, 0.3))
    coats = c.random.sample(COATS, 6)
    for index in range(6):
        px = x + (-330, -240, -40, 60, 270, 350)[index] + c.between(-16, 16)
        c.person(px, 880 + c.between(-24, 40), 150, coats[index], hat=index == 4)
