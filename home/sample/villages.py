"""Villages and pagodas."""

from home.sample.canvas import (
    BRICK,
    BROWN,
    CREAM,
    DEEP,
    GOLD,
    INK,
    LEAF,
    PINE,
    RED,
    RICE,
    ROOF,
    SAND,
    STONE,
    STRAW,
    TEAL,
    Canvas,
    curve,
    mix,
)
from home.sample.fields import treeline


def swept_roof(
    c: Canvas,
    x: float,
    ridge: tuple[float, float],
    eave: tuple[float, float],
    lift: float,
) -> None:
    """A tiled roof with upturned corners; ridge and eave are (half width, y)."""
    (rw, ry), (ew, ey) = ridge, eave
    tip = ey - lift
    right = curve((x + rw, ry), (x + rw + (ew - rw) * 0.3, tip - (tip - ry) * 0.12), (x + ew, tip))
    low = [(x + ew * t, ey - lift * abs(t) ** 5) for t in [1 - i / 12 for i in range(25)]]
    left = [(2 * x - px, py) for px, py in reversed(right)]
    c.poly([*right, *low, *left], ROOF)
    dark = mix(ROOF, INK, 0.22)
    for step in range(-9, 10):
        t = step / 10
        c.line([(x + rw * t, ry), (x + ew * t * 0.97, ey - lift * abs(t) ** 5)], dark, 2)
    c.line(low, mix(ROOF, INK, 0.45), 7)
    c.line([(x - rw - 6, ry), (x + rw + 6, ry)], mix(ROOF, INK, 0.35), 9)
    for side in (-1, 1):
        c.line(
            curve(
                (x + side * (ew - 10), tip + 3),
                (x + side * (ew + 8), tip - 4),
                (x + side * (ew + 14), tip - 20),
                6,
            ),
            dark,
            6,
        )


def bell_tower(c: Canvas, x: float, y: float, size: float) -> None:
    """A timber bell tower of three storeys, as at Keo pagoda."""
    wood, dark = mix(BROWN, BRICK, 0.25), mix(BROWN, INK, 0.45)
    c.rect(x - size * 0.62, y - size * 0.07, size * 1.24, size * 0.07, STONE)
    c.rect(
        x - size * 0.56,
        y - size * 0.12,
        size * 1.12,
        size * 0.06,
        mix(STONE, CREAM, 0.4),
    )
    base = y - size * 0.12
    for level, (half, tall) in enumerate(((0.42, 0.42), (0.33, 0.26), (0.24, 0.22))):
        top = base - size * tall
        c.rect(x - size * half, top, size * half * 2, size * tall, dark)
        for post in range(5):
            px = x + size * half * (post / 2 - 1)
            c.rect(px - size * 0.016, top, size * 0.032, size * tall, wood)
        rail = base - size * (0.09 if level else 0.1)
        c.rect(x - size * half, rail, size * half * 2, size * 0.02, wood)
        for bar in range(22):
            bx = x - size * half + size * half * 2 * (bar + 0.5) / 22
            c.line([(bx, rail), (bx, base)], wood, 3)
        eave = top + size * 0.05
        roof_top = top - size * (0.17 if level < 2 else 0.24)
        swept_roof(
            c,
            x,
            (size * (half - 0.11 if level < 2 else 0.13), roof_top),
            (size * (half + 0.2), eave),
            size * 0.09,
        )
        base = roof_top
    c.oval(x, y - size * 0.26, size * 0.075, size * 0.1, GOLD)
    c.disc(x, base - size * 0.035, size * 0.03, GOLD)
    c.poly(
        [
            (x - size * 0.012, base - size * 0.05),
            (x, base - size * 0.12),
            (x + size * 0.012, base - size * 0.05),
        ],
        GOLD,
    )


def lotus(c: Canvas, x: float, y: float, size: float) -> None:
    """A lotus leaf, at times with a flower."""
    c.oval(x, y, size, size * 0.3, mix(LEAF, TEAL, 0.25))
    c.oval(
        x - size * 0.2,
        y - size * 0.05,
        size * 0.55,
        size * 0.14,
        mix(LEAF, STRAW, 0.25),
    )
    if c.random.random() < 0.4:
        pink = mix(RED, CREAM, 0.62)
        top = y - size * 0.85
        for dx, tone in ((-0.3, pink), (0.3, pink), (0, mix(pink, CREAM, 0.35))):
            c.oval(x + dx * size, top + abs(dx) * size * 0.3, size * 0.2, size * 0.42, tone)
        c.line([(x, top + size * 0.3), (x, y)], LEAF, 4)


def pagoda(c: Canvas) -> None:
    """A bell tower mirrored in a lotus pond."""
    c.turn()
    horizon = 600
    c.sky(horizon, sun_x=c.random.choice((0.18, 0.82)))
    treeline(c, horizon)
    c.rect(0, horizon, c.width, 170, mix(RICE, LEAF, 0.35))
    x = c.middle + c.between(-60, 60)
    wall = mix(SAND, BRICK, 0.12)
    c.rect(0, horizon - 12, c.width, 46, wall)
    c.rect(0, horizon - 22, c.width, 14, ROOF)
    for side in (-1, 1):
        hall = x + side * 520
        c.rect(hall - 190, horizon - 62, 380, 122, mix(BROWN, BRICK, 0.2))
        for door in range(7):
            c.rect(hall - 168 + door * 52, horizon - 40, 26, 100, mix(BROWN, INK, 0.4))
        swept_roof(c, hall, (150, horizon - 170), (240, horizon - 44), 34)
    for share in (0.03, 0.11, 0.89, 0.97):
        c.tree(
            c.width * share,
            horizon + 62,
            c.between(78, 100),
            c.random.choice((LEAF, PINE)),
        )
    bell_tower(c, x, horizon + 92, 372)
    c.water(horizon + 120, 1000, mix(TEAL, LEAF, 0.15))
    c.rect(0, horizon + 104, c.width, 22, mix(STONE, SAND, 0.4))
    mirror = mix(mix(TEAL, LEAF, 0.15), ROOF, 0.3)
    for strip in range(24):
        t = strip / 24
        half = 250 - 150 * t + c.between(-26, 26) * (0.4 + t)
        tone = mix(mirror, mix(TEAL, c.sky_low, 0.25 * (1 - t)), 0.25 + 0.5 * t)
        c.rect(x - half, horizon + 134 + strip * 10.5, half * 2, 7 - 3 * t, tone, 3)
    for _ in range(22):
        share = c.random.choice((c.between(0, 0.3), c.between(0.7, 1)))
        lotus(c, c.width * share, c.between(800, 985), c.between(34, 62))


def house(c: Canvas, x: float, y: float, size: float) -> None:
    """A three-bay country house with a tiled roof, standing on y."""
    wall = c.random.choice((CREAM, SAND, mix(GOLD, CREAM, 0.6)))
    c.rect(x - size * 0.5, y - size * 0.34, size, size * 0.34, wall)
    c.rect(x - size * 0.5, y - size * 0.04, size, size * 0.04, STONE)
    for bay in (-0.32, 0, 0.32):
        c.rect(x + size * (bay - 0.08), y - size * 0.27, size * 0.16, size * 0.23, BROWN)
        c.rect(x + size * bay - 1.5, y - size * 0.27, 3, size * 0.23, mix(BROWN, INK, 0.5))
    c.poly(
        [
            (x - size * 0.6, y - size * 0.31),
            (x - size * 0.5, y - size * 0.58),
            (x + size * 0.5, y - size * 0.58),
            (x + size * 0.6, y - size * 0.31),
        ],
        ROOF,
    )
    c.rect(x - size * 0.52, y - size * 0.6, size * 1.04, size * 0.035, mix(ROOF, INK, 0.3))
    c.rect(x - size * 0.6, y - size * 0.325, size * 1.2, size * 0.022, mix(ROOF, INK, 0.4))


def village_gate(c: Canvas, x: float, y: float) -> None:
    """A gate with a swept roof between two low walls."""
    wall = mix(SAND, BRICK, 0.15)
    for side in (-1, 1):
        left = x - 330 if side < 0 else x + 100
        c.rect(left, y - 62, 230, 62, mix(wall, INK, 0.06))
        c.rect(left, y - 72, 230, 12, ROOF)
        c.rect(x + side * 78 - 26, y - 190, 52, 190, wall)
    c.rect(x - 112, y - 224, 224, 66, wall)
    c.rect(x - 62, y - 206, 124, 28, RED, 4)
    swept_roof(c, x, (76, y - 300), (150, y - 216), 28)


def village(c: Canvas) -> None:
    """A village behind its pond: gate, tiled roofs, areca palms, a banyan."""
    c.turn()
    horizon = 500
    c.sky(horizon)
    treeline(c, horizon)
    c.rect(0, horizon, c.width, 300, mix(RICE, LEAF, 0.25))
    for index in range(6):
        x = c.width * (index + 0.5) / 6 + c.between(-30, 30)
        c.areca(
            x + c.between(-60, 60),
            horizon + 40,
            c.between(210, 270),
            mix(LEAF, c.sky_low, 0.15),
        )
        house(c, x, horizon + 55 + c.between(-14, 14), 200)
    c.hedge(horizon + 110, 34, mix(LEAF, PINE, 0.3))
    for index, share in enumerate((0.12, 0.38, 0.88)):
        c.areca(c.width * (share + 0.1), horizon + 190, c.between(300, 350))
        house(c, c.width * share + c.between(-20, 20), horizon + 190 + index * 6, 320)
    gate = c.width * 0.63
    pond = curve((0, 765), (c.width * 0.53, 735), (c.width * 0.45, 1000), 24)
    c.rect(0, 735, c.width, 265, mix(RICE, LEAF, 0.3))
    c.water(770, 1000, mix(TEAL, LEAF, 0.2))
    c.poly(
        [(0, 735), (c.width, 735), (c.width, 1000), *reversed(pond)],
        mix(RICE, LEAF, 0.3),
    )
    c.line(pond, mix(SAND, BROWN, 0.25), 12)
    walk = [(gate - 46, 715), (gate + 46, 715), (gate + 190, 1000), (gate - 150, 1000)]
    c.poly(walk, mix(SAND, STONE, 0.2))
    village_gate(c, gate, horizon + 215)
    for _ in range(9):
        lotus(c, c.between(0.02, 0.34) * c.width, c.between(850, 970), c.between(36, 56))
    c.tree(c.width * 0.93, 880, 150, mix(LEAF, PINE, 0.35))
    c.person(gate - 10, 850, 150, RED, hat=True)
    c.person(gate + 62, 868, 156, DEEP)
