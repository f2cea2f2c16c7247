"""Places full of people: market, festival, industrial park."""

from home.sample.buildings import windows, yard
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
    ROOF,
    SAND,
    SHOOT,
    STONE,
    STRAW,
    TEAL,
    Canvas,
    Colour,
    mix,
    rgb,
)
from home.sample.fields import treeline
from home.sample.villages import swept_roof


def factory(c: Canvas) -> None:
    """Halls of an industrial park with solar roofs and lorries."""
    c.turn()
    horizon = 600
    paving = mix(STONE, CREAM, 0.3)
    yard(c, horizon, paving)
    base = horizon + 100
    wall = mix(MIST, CREAM, 0.35)
    c.rect(c.width * 0.06, horizon - 230, 210, 330, mix(wall, TEAL, 0.12))
    windows(c, (c.width * 0.06 + 10, horizon - 220, 190, 300), (4, 5), 0.62)
    c.rect(c.width * 0.06 - 8, horizon - 246, 226, 18, DEEP)
    left, tooth = c.width * 0.06 + 230, 178
    for index in range(5):
        x = left + index * tooth
        c.poly(
            [(x, base), (x, base - 200), (x + tooth, base - 290), (x + tooth, base)],
            mix(wall, STONE, 0.2 * (index % 2)),
        )
        c.poly(
            [
                (x, base - 200),
                (x + tooth, base - 290),
                (x + tooth, base - 306),
                (x, base - 216),
            ],
            mix(TEAL, INK, 0.15),
        )
        for panel in range(4):
            a, b = x + 14 + panel * 40, x + 48 + panel * 40
            ya, yb = base - 216 - (a - x) * 0.505, base - 216 - (b - x) * 0.505
            c.poly(
                [(a, ya - 3), (b, yb - 3), (b + 6, yb - 24), (a + 6, ya - 24)],
                mix(DEEP, INK, 0.3),
            )
            c.line(
                [
                    ((a + b) / 2, (ya + yb) / 2 - 3),
                    ((a + b) / 2 + 6, (ya + yb) / 2 - 24),
                ],
                mix(DEEP, MIST, 0.4),
                2,
            )
        c.rect(x + 28, base - 168, tooth - 56, 44, GLASS)
        c.rect(x + tooth / 2 - 2, base - 168, 4, 44, wall)
        c.rect(x + 34, base - 96, tooth - 68, 96, mix(STONE, INK, 0.25))
        for slat in range(6):
            c.rect(x + 34, base - 88 + slat * 15, tooth - 68, 3, mix(STONE, INK, 0.1))
    x = left + 5 * tooth + 24
    for index in range(2):
        c.rect(x + index * 110, base - 250, 90, 250, CREAM, 16)
        c.rect(x + index * 110, base - 204, 90, 16, RED)
        c.rect(x + index * 110 + 64, base - 250, 14, 250, mix(CREAM, STONE, 0.5))
    c.line(
        [
            (x + 45, base - 252),
            (x + 45, base - 276),
            (x + 155, base - 276),
            (x + 155, base - 252),
        ],
        STONE,
        9,
    )
    c.hedge(horizon + 134, 24, mix(LEAF, PINE, 0.2), 0, c.width * 0.2)
    c.hedge(horizon + 134, 24, mix(LEAF, PINE, 0.2), c.width * 0.84, c.width)
    c.rect(0, 830, c.width, 112, mix(INK, STONE, 0.42))
    for mark in range(10):
        c.rect(c.width * mark / 10 + 40, 883, 86, 7, CREAM)
    lorry(c, c.width * c.between(0.04, 0.11), 878, RED, GOLD)
    lorry(c, c.width * c.between(0.58, 0.68), 878, DEEP, BRICK)
    for index in range(5):
        px = c.width * (0.42 + index * 0.032) + c.between(-8, 8)
        c.person(px, 806 + c.between(-12, 8), 118, mix(DEEP, TEAL, 0.4))
        c.rect(px - 12, 806 - 118, 24, 9, GOLD, 4)
    for share in (0.03, 0.96):
        c.tree(c.width * share, 790, 92, LEAF)


def lorry(c: Canvas, x: float, y: float, cab: Colour, load: Colour) -> None:
    """A container lorry seen from the side, wheels on y."""
    c.rect(x, y - 172, 300, 140, load, 4)
    for rib in range(1, 12):
        c.rect(x + rib * 25, y - 164, 4, 124, mix(load, INK, 0.14))
    c.rect(x - 6, y - 34, 420, 14, INK)
    c.rect(x + 310, y - 146, 100, 120, cab, 12)
    c.rect(x + 346, y - 130, 58, 46, GLASS, 5)
    for wheel in (44, 102, 262, 362):
        c.disc(x + wheel, y - 18, 25, INK)
        c.disc(x + wheel, y - 18, 11, STONE)


def market(c: Canvas) -> None:
    """Stalls with striped awnings, heaps of fruit, people in conical hats."""
    c.turn()
    horizon = 560
    c.sky(horizon)
    treeline(c, horizon)
    c.rect(0, horizon, c.width, 440, mix(SAND, CREAM, 0.25))
    hall = c.middle
    c.rect(hall - 420, horizon - 150, 840, 190, mix(STRAW, CREAM, 0.45))
    for arch in range(7):
        ax = hall - 390 + arch * 113
        c.rect(ax, horizon - 80, 84, 120, mix(BROWN, SAND, 0.35), 30)
    c.poly(
        [
            (hall - 470, horizon - 140),
            (hall - 380, horizon - 240),
            (hall + 380, horizon - 240),
            (hall + 470, horizon - 140),
        ],
        ROOF,
    )
    c.rect(hall - 470, horizon - 146, 940, 12, mix(ROOF, INK, 0.35))
    c.rect(hall - 130, horizon - 128, 260, 36, RED, 4)
    for share in (0.05, 0.95):
        c.tree(c.width * share, horizon + 60, 130, mix(LEAF, PINE, 0.2))
    stripes = [RED, TEAL, GOLD, mix(LEAF, TEAL, 0.3)]
    c.random.shuffle(stripes)
    wide = c.width / 4
    for index in range(4):
        stall(c, wide * index + wide * 0.06, 560, wide * 0.88, stripes[index])
    for px, coat in ((0.26, DEEP), (0.505, RED), (0.76, PINE)):
        c.person(c.width * px + c.between(-16, 16), 965, 240, coat, hat=px != 0.505)


def stall(c: Canvas, x: float, y: float, w: float, stripe: Colour) -> None:
    """A stall: striped awning, keeper, crates of fruit and greens."""
    for post in (x + 10, x + w - 20):
        c.rect(post, y + 20, 10, 330, BROWN)
    c.person(x + w * c.between(0.4, 0.6), y + 300, 220, c.random.choice(COATS), hat=True)
    count = 8
    for index in range(count):
        tone = CREAM if index % 2 else stripe
        a, b = x + w * index / count, x + w * (index + 1) / count
        inset = w * 0.06
        top_a = x + inset + (w - 2 * inset) * index / count
        top_b = x + inset + (w - 2 * inset) * (index + 1) / count
        c.poly([(top_a, y - 34), (top_b, y - 34), (b, y + 46), (a, y + 46)], tone)
        c.oval((a + b) / 2, y + 46, (b - a) / 2, 20, tone)
    c.rect(x + w * 0.05, y - 40, w * 0.9, 9, mix(stripe, INK, 0.3), 4)
    fruit = (GOLD, rgb("#c8432f"), SHOOT, LEAF, rgb("#e08b3c"), STRAW)
    for crate in range(3):
        left, tone = x + w * (0.04 + crate * 0.32), c.random.choice(fruit)
        size = w * 0.28
        for row in range(3):
            for ball in range(6 - row):
                r = size / 12.5
                bx = left + size / 2 + (ball - (5 - row) / 2) * r * 2.05
                c.disc(
                    bx,
                    y + 244 - row * r * 1.6,
                    r,
                    mix(tone, CREAM if ball % 2 else INK, 0.08),
                )
        c.rect(left, y + 246, size, 104, mix(BROWN, STRAW, 0.4), 5)
        for slat in (32, 66):
            c.rect(left, y + 246 + slat, size, 5, mix(BROWN, INK, 0.1))


def festival(c: Canvas) -> None:
    """A communal-house yard with festival flags, a drum and dancers."""
    horizon = 590
    c.sky(horizon, sun_x=c.random.choice((0.22, 0.78)))
    treeline(c, horizon)
    c.rect(0, horizon, c.width, 410, mix(SAND, CREAM, 0.2))
    x = c.middle
    c.rect(x - 470, horizon + 40, 940, 34, STONE)
    c.rect(x - 420, horizon - 120, 840, 160, mix(BROWN, BRICK, 0.25))
    for door in range(11):
        c.rect(x - 400 + door * 74, horizon - 96, 44, 136, mix(BROWN, INK, 0.45))
    swept_roof(c, x, (330, horizon - 300), (560, horizon - 92), 74)
    c.disc(x, horizon - 330, 24, GOLD)
    for side in (-1, 1):
        c.poly(
            [
                (x + side * 26, horizon - 306),
                (x + side * 70, horizon - 306),
                (x + side * 40, horizon - 336),
            ],
            mix(ROOF, GOLD, 0.45),
        )
        c.tree(x + side * 690, horizon + 60, 150, mix(LEAF, PINE, 0.3))
    for lantern in range(9):
        lx = x - 400 + lantern * 100
        c.line([(lx, horizon - 92), (lx, horizon - 66)], INK, 3)
        c.oval(lx, horizon - 48, 17, 20, FLAME if lantern % 2 else GOLD)
    for share in (0.02, 0.11, 0.2, 0.72, 0.81, 0.9):
        festival_flag(c, c.width * share, 760, c.between(400, 450))
    for index in range(15):
        px = c.width * (index + 0.5) / 15 + c.between(-14, 14)
        if abs(px - x) > 190:
            c.person(
                px,
                780 + c.between(-14, 14),
                150,
                COATS[(index * 5) % 6],
                hat=index % 4 == 0,
            )
    c.oval(x, 890, 430, 62, mix(BRICK, SAND, 0.55))
    c.rect(x - 62, 800, 124, 96, RED, 30)
    c.oval(x, 802, 62, 20, STRAW)
    for stand in (-54, 44):
        c.rect(x + stand, 876, 12, 44, BROWN)
    for index, dx in enumerate((-300, -190, 190, 300)):
        dancer(c, x + dx, 915 + (index in (0, 3)) * -14, (RED, DEEP, PINE, BRICK)[index])


def dancer(c: Canvas, x: float, y: float, robe: Colour) -> None:
    """A chèo player in a long robe with an open fan."""
    c.person(x, y, 190, robe)
    c.poly([(x - 22, y - 100), (x + 22, y - 100), (x + 46, y), (x - 46, y)], robe)
    c.rect(x - 22, y - 104, 44, 9, GOLD)
    fan = [(x + 34, y - 86)]
    for step in range(13):
        t = step / 12
        fan.append((x + 34 + 64 * (t - 0.15), y - 86 - 62 * (1 - (2 * t - 1) ** 2 * 0.55)))
    c.poly(fan, STRAW)
    c.line(fan[1:], GOLD, 5)


def festival_flag(c: Canvas, x: float, y: float, pole: float) -> None:
    """The square five-colour festival flag with a flame edge."""
    top, size = y - pole, 128
    c.line([(x, y), (x, top - 14)], BROWN, 7)
    edge = [(x + 4, top)]
    for tooth in range(6):
        edge.append((x + 4 + size * (tooth + 0.5) / 6, top - 10))
        edge.append((x + 4 + size * (tooth + 1) / 6, top))
    for tooth in range(6):
        edge.append((x + 14 + size, top + size * (tooth + 0.5) / 6))
        edge.append((x + 4 + size, top + size * (tooth + 1) / 6))
    for tooth in range(6):
        edge.append((x + 4 + size - size * (tooth + 0.5) / 6, top + size + 10))
        edge.append((x + 4 + size - size * (tooth + 1) / 6, top + size))
    c.poly(edge, FLAME)
    for inset, tone in ((14, GOLD), (28, mix(LEAF, TEAL, 0.3)), (42, CREAM), (54, RED)):
        c.rect(x + 4 + inset, top + inset, size - 2 * inset, size - 2 * inset, tone)
