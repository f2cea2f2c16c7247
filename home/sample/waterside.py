"""Sea, river and port."""

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
    STONE,
    STRAW,
    TEAL,
    Canvas,
    Colour,
    Point,
    curve,
    mix,
)
from home.sample.fields import treeline


def boat(c: Canvas, x: float, y: float, size: float, hull: Colour) -> None:
    """A wooden fishing boat with a cabin, afloat on the line y."""
    trim = mix(hull, INK, 0.35)
    bow = curve((x + size * 0.62, y - size * 0.27), (x + size * 0.5, y), (x + size * 0.36, y))
    body: list[Point] = [(x - size * 0.55, y - size * 0.17), *bow, (x - size * 0.45, y)]
    c.poly(body, hull)
    c.poly([(px, max(py, y - size * 0.055)) for px, py in body], trim)
    c.line(
        [(x - size * 0.55, y - size * 0.17), (x + size * 0.3, y - size * 0.18)],
        GOLD,
        size * 0.02,
    )
    c.rect(x - size * 0.4, y - size * 0.38, size * 0.34, size * 0.21, CREAM, size * 0.02)
    c.rect(x - size * 0.43, y - size * 0.41, size * 0.4, size * 0.045, trim, size * 0.02)
    for step in range(3):
        c.rect(
            x - size * (0.36 - step * 0.1),
            y - size * 0.33,
            size * 0.07,
            size * 0.08,
            DEEP,
        )
    c.line(
        [(x + size * 0.1, y - size * 0.17), (x + size * 0.1, y - size * 0.85)],
        BROWN,
        size * 0.022,
    )
    c.line(
        [(x + size * 0.1, y - size * 0.8), (x + size * 0.56, y - size * 0.25)],
        trim,
        size * 0.008,
    )
    c.line(
        [(x + size * 0.1, y - size * 0.8), (x - size * 0.5, y - size * 0.2)],
        trim,
        size * 0.008,
    )
    c.rect(x + size * 0.1, y - size * 0.85, size * 0.13, size * 0.085, RED)
    for step in range(5):
        length = size * (0.9 - step * 0.14)
        shade = mix(hull, TEAL, 0.6 + step * 0.07)
        c.rect(
            x - length / 2,
            y + size * (0.015 + step * 0.035),
            length,
            size * 0.017,
            shade,
            2,
        )


def mangroves(c: Canvas, y: float, end: float, size: float, fill: Colour) -> None:
    """A strip of mangroves reaching into the water from the left."""
    root = mix(fill, INK, 0.3)
    x = -size
    while x < end:
        tall = size * (1.3 - 0.5 * x / end) * c.between(0.85, 1.1)
        for lean in (-0.5, 0, 0.5):
            c.line([(x, y - tall * 0.6), (x + lean * size, y)], root, size * 0.09)
        c.oval(x, y - tall, size * 0.85, tall * 0.62, fill)
        x += size * c.between(0.6, 0.95)
    c.rect(0, y, end + size * 0.4, size * 0.12, mix(fill, TEAL, 0.5), size * 0.06)


def sea_dyke(c: Canvas) -> None:
    """A sea dyke bending to the horizon, mangroves and boats outside."""
    c.turn()
    horizon = 430
    c.sky(horizon, sun_x=c.between(0.15, 0.5))
    c.water(horizon, 1000)
    for _ in range(3):
        far = c.between(0.36, 0.62) * c.width
        boat(
            c,
            far,
            horizon + c.between(30, 75),
            c.between(70, 120),
            c.random.choice((RED, DEEP, BROWN)),
        )
    w = c.width
    for shore, end, size, tone in (
        (520, 0.3, 16, 0.45),
        (585, 0.22, 26, 0.3),
        (690, 0.15, 42, 0.15),
    ):
        mangroves(c, shore, w * end, size, mix(PINE, c.sky_low, tone))
    foot = curve((w * 0.02, 1000), (w * 0.62, 640), (w * 0.9, horizon + 4))
    crest = curve((w * 0.3, 1000), (w * 0.73, 640), (w * 0.905, horizon + 4))
    road = curve((w * 0.56, 1000), (w * 0.81, 640), (w * 0.912, horizon + 4))
    inner = curve((w * 0.95, 1000), (w * 0.93, 640), (w * 0.92, horizon + 4))
    land = [*inner, (w, horizon + 4), (w, 1000)]
    c.poly(land, mix(RICE, STRAW, 0.12))
    c.hedge(horizon + 14, 22, mix(LEAF, c.sky_low, 0.35), w * 0.92, w)
    c.poly([*foot, *reversed(crest)], STONE)
    joint = mix(STONE, INK, 0.18)
    for share in (0.25, 0.5, 0.75):
        between = [(a[0] + (b[0] - a[0]) * share, a[1]) for a, b in zip(foot, crest, strict=True)]
        c.line(between, joint, 2.4)
    for step in range(34):
        t = step / 34
        a = _at(foot, t)
        b = _at(crest, min(1, t + 0.012))
        c.line([a, b], joint, max(0.8, 2.6 * (1 - t)))
    c.poly([*crest, *reversed(road)], mix(SAND, STONE, 0.3))
    c.poly([*road, *reversed(inner)], RICE)
    middle = [((a[0] + b[0]) / 2, a[1]) for a, b in zip(crest, road, strict=True)]
    for start in range(0, 14, 2):
        a, b = _at(middle, start / 16), _at(middle, (start + 1) / 16)
        c.line([a, b], CREAM, max(1, 7 - start * 0.5))
    c.line(crest, mix(STONE, CREAM, 0.5), 7)
    for t in (0.93, 0.86, 0.76, 0.62, 0.42):
        x, y = _at(inner, t)
        r = 100 * (1 - t) ** 1.15 + 4
        c.tree(x + r * 1.5, y + r * 0.3, r, mix(mix(LEAF, PINE, 0.4), c.sky_low, t * 0.25))
    px, py = _at(middle, 0.3)
    c.person(px - 20, py, 120, RED, hat=True)
    c.person(px + 34, py - 6, 124, DEEP)
    c.birds(w * 0.55, 250, 6, mix(INK, c.sky_low, 0.3))


def _at(points: list[Point], t: float) -> Point:
    """The point at a share of a polyline."""
    place = t * (len(points) - 1)
    index = min(int(place), len(points) - 2)
    rest = place - index
    a, b = points[index], points[index + 1]
    return a[0] + (b[0] - a[0]) * rest, a[1] + (b[1] - a[1]) * rest


def river(c: Canvas) -> None:
    """A wide river with a bridge and a ferry, bamboo on the banks."""
    c.turn()
    horizon = 430
    c.sky(horizon)
    treeline(c, horizon)
    c.ground(horizon + 12, 4, mix(RICE, c.sky_low, 0.4))
    w = c.width
    c.water(horizon + 26, 1000, mix(TEAL, DEEP, 0.15))
    deck, pier = mix(STONE, CREAM, 0.35), mix(STONE, INK, 0.2)
    y = horizon - 40
    for index in range(-1, 8):
        x = w * index / 7
        c.rect(x - 14, y + 20, 28, 112, pier)
        c.rect(x - 26, y + 118, 52, 18, mix(pier, TEAL, 0.35), 6)
        arch = curve((x + 14, y + 70), (x + w / 14, y + 2), (x + w / 7 - 14, y + 70))
        c.poly([(x + 14, y + 20), *arch, (x + w / 7 - 14, y + 20)], mix(deck, INK, 0.1))
    c.rect(0, y, w, 26, deck)
    c.rect(0, y - 20, w, 5, pier)
    for post in range(70):
        c.rect(w * post / 70, y - 20, 4, 22, pier)
    for _ in range(3):
        x = c.between(0.1, 0.9) * w
        c.rect(x, y - 34, 70, 26, c.random.choice((RED, GOLD, DEEP)), 8)
        c.rect(x + 10, y - 30, 44, 10, MIST, 3)
    left = [(0, 570), *curve((0, 570), (w * 0.3, 640), (w * 0.33, 1000)), (0, 1000)]
    right = [(w, 620), *curve((w, 620), (w * 0.82, 700), (w * 0.78, 1000)), (w, 1000)]
    for bank in (left, right):
        c.poly([(px + (14 if bank is left else -14), py - 6) for px, py in bank], SAND)
        c.poly(bank, mix(RICE, LEAF, 0.3))
    boat(
        c,
        w * c.between(0.44, 0.62),
        c.between(690, 760),
        300,
        c.random.choice((RED, DEEP)),
    )
    boat(c, w * c.between(0.34, 0.7), 570, 120, BROWN)
    for x, foot, tall in (
        (0.03, 690, 320),
        (0.1, 740, 270),
        (0.95, 790, 330),
        (0.16, 830, 240),
    ):
        c.areca(w * x, foot, tall)
    c.hedge(1000, 90, mix(LEAF, PINE, 0.4), 0, w * 0.22)
    c.hedge(1000, 80, mix(LEAF, PINE, 0.3), w * 0.84, w)
    c.birds(w * 0.5, 220, 6, mix(INK, c.sky_low, 0.35))


def fish_port(c: Canvas) -> None:
    """Boats at the quay, baskets of fish and a lighthouse."""
    c.turn()
    horizon = 440
    c.sky(horizon)
    c.hedge(horizon + 4, 26, mix(PINE, c.sky_low, 0.6), 0, c.width * 0.4)
    c.water(horizon, 1000)
    x = c.width * 0.9
    c.rect(c.width * 0.78, horizon - 10, c.width * 0.22, 26, mix(STONE, c.sky_low, 0.3), 8)
    c.poly(
        [(x - 30, horizon - 6), (x - 18, 210), (x + 18, 210), (x + 30, horizon - 6)],
        CREAM,
    )
    for top in (250, 340):
        c.poly([(x - 21, top), (x + 21, top), (x + 25, top + 42), (x - 25, top + 42)], RED)
    c.rect(x - 24, 196, 48, 14, INK)
    c.rect(x - 14, 164, 28, 32, GOLD)
    c.poly([(x - 24, 166), (x, 138), (x + 24, 166)], RED)
    hulls = [DEEP, RED, mix(TEAL, LEAF, 0.3), BROWN, mix(GOLD, BROWN, 0.3)]
    c.random.shuffle(hulls)
    for index in range(3):
        boat(
            c,
            c.width * (0.16 + 0.26 * index + c.between(-0.04, 0.04)),
            545,
            190,
            mix(hulls[index], MIST, 0.25),
        )
    for index in range(3):
        boat(
            c,
            c.width * (0.2 + 0.32 * index + c.between(-0.03, 0.03)),
            735,
            370,
            hulls[index + 2],
        )
    c.rect(0, 815, c.width, 185, mix(STONE, SAND, 0.35))
    c.rect(0, 815, c.width, 14, mix(STONE, CREAM, 0.6))
    c.rect(0, 829, c.width, 20, mix(STONE, INK, 0.22))
    for index in range(7):
        c.rect(c.width * (index + 0.5) / 7, 790, 26, 34, INK, 8)
    for index in range(9):
        bx = c.width * (0.05 + index * 0.105) + c.between(-14, 14)
        if index in (2, 6):
            c.person(bx, 950, 190, c.random.choice((RED, DEEP)), hat=index == 2)
            continue
        c.poly(
            [(bx - 58, 900), (bx + 58, 900), (bx + 44, 962), (bx - 44, 962)],
            mix(BROWN, STRAW, 0.45),
        )
        c.oval(bx, 900, 58, 15, mix(BROWN, INK, 0.2))
        for fish in range(4):
            c.oval(bx - 34 + fish * 23, 895 + (fish % 2) * 5, 21, 7, MIST)
    c.birds(c.width * 0.45, 250, 8, CREAM)
