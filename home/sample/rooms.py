"""Rooms: a meeting, a desk with a screen."""

from home.sample.canvas import (
    BRICK,
    BROWN,
    COATS,
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
    curve,
    mix,
    rgb,
)


def room(c: Canvas, sill: float) -> None:
    """An inner wall with a wide window on the fields."""
    c.rect(0, 0, c.width, 1000, mix(SAND, CREAM, 0.55))
    left, top, wide = c.width * 0.14, 110, c.width * 0.72
    c.band(top, sill, c.sky_top, c.sky_low)
    c.disc(left + wide * c.between(0.2, 0.8), top + 120, 62, c.sun_colour)
    c.cloud(left + wide * c.between(0.1, 0.8), top + 80)
    c.hedge(sill - 92, 34, mix(PINE, c.sky_low, 0.6))
    c.rect(0, sill - 92, c.width, 100, mix(RICE, c.sky_low, 0.3))
    for row in range(4):
        c.rect(0, sill - 78 + row * 22, c.width, 3 + row, mix(LEAF, c.sky_low, 0.4))
    wall = mix(SAND, CREAM, 0.55)
    c.rect(0, 0, c.width, top, wall)
    c.rect(0, 0, left, 1000, wall)
    c.rect(left + wide, 0, c.width, 1000, wall)
    c.rect(0, sill, c.width, 1000, wall)
    frame = mix(BROWN, BRICK, 0.2)
    for share in (0, 1 / 3, 2 / 3, 1):
        c.rect(left + wide * share - 8, top - 8, 16, sill - top + 8, frame)
    c.rect(left - 8, top - 8, wide + 16, 14, frame)
    c.rect(left - 26, sill, wide + 52, 18, frame)


def pot_plant(c: Canvas, x: float, y: float, size: float) -> None:
    """A leafy plant in a clay pot standing on y."""
    for index in range(7):
        lean = (index - 3) * size * 0.22
        tip = (x + lean * 1.5, y - size * (1.75 - abs(index - 3) * 0.2))
        edge = curve((x, y - size * 0.5), (x + lean * 0.2 - size * 0.18, y - size * 1.4), tip, 8)
        under = curve(tip, (x + lean * 1.3 + size * 0.18, y - size * 0.85), (x, y - size * 0.5), 8)
        c.poly(edge + under, LEAF if index % 2 else mix(LEAF, PINE, 0.5))
    c.poly(
        [
            (x - size * 0.3, y - size * 0.55),
            (x + size * 0.3, y - size * 0.55),
            (x + size * 0.22, y),
            (x - size * 0.22, y),
        ],
        BRICK,
    )
    c.rect(
        x - size * 0.33,
        y - size * 0.6,
        size * 0.66,
        size * 0.12,
        mix(BRICK, INK, 0.12),
        4,
    )


def sitter(c: Canvas, x: float, y: float, size: float, coat: Colour) -> None:
    """Head and shoulders of somebody sitting behind a table edge at y."""
    skin = rgb("#d9a883")
    c.rect(
        x - size * 0.46,
        y - size * 0.85,
        size * 0.92,
        size * 0.9,
        mix(BROWN, INK, 0.25),
        size * 0.12,
    )
    c.rect(x - size * 0.36, y - size * 0.62, size * 0.72, size * 0.7, coat, size * 0.22)
    c.poly(
        [
            (x - size * 0.1, y - size * 0.62),
            (x + size * 0.1, y - size * 0.62),
            (x, y - size * 0.36),
        ],
        CREAM,
    )
    c.rect(
        x - size * 0.07,
        y - size * 0.74,
        size * 0.14,
        size * 0.16,
        mix(skin, BROWN, 0.15),
    )
    c.oval(x, y - size * 0.92, size * 0.19, size * 0.23, skin)
    hair = c.random.random() < 0.5
    c.oval(x, y - size * 1.06, size * 0.19, size * 0.115, INK)
    if hair:
        for side in (-1, 1):
            c.oval(x + side * size * 0.18, y - size * 0.9, size * 0.06, size * 0.2, INK)


def meeting(c: Canvas) -> None:
    """A meeting around a long table before a window on the fields."""
    room(c, 470)
    c.rect(0, 800, c.width, 200, mix(BROWN, SAND, 0.45))
    c.flag(c.width * 0.075, 690, 430, 110)
    pot_plant(c, c.width * 0.93, 800, 190)
    coats = c.random.sample(COATS, 6)
    for index in range(6):
        sitter(c, c.middle + (index - 2.5) * 186, 650, 180, coats[index])
    top = mix(BROWN, BRICK, 0.3)
    c.poly(
        [
            (c.middle - 580, 640),
            (c.middle + 580, 640),
            (c.middle + 720, 770),
            (c.middle - 720, 770),
        ],
        mix(top, STRAW, 0.28),
    )
    c.rect(c.middle - 720, 770, 1440, 40, top)
    c.rect(c.middle - 660, 810, 1320, 170, mix(top, INK, 0.28))
    for panel in range(5):
        c.rect(c.middle - 630 + panel * 256, 832, 232, 126, mix(top, INK, 0.16), 6)
    for index in range(6):
        x = c.middle + (index - 2.5) * 205
        c.poly([(x - 46, 704), (x + 30, 704), (x + 38, 746), (x - 54, 746)], CREAM)
        for text in range(3):
            c.rect(x - 36, 713 + text * 10, 56 - text * 12, 3, STONE)
        c.rect(x + 52, 676, 24, 44, mix(MIST, CREAM, 0.4), 6)
        c.oval(x + 64, 677, 12, 4, mix(DEEP, MIST, 0.5))
    for dx in (-120, 0, 120):
        c.oval(c.middle + dx, 668, 34, 11, LEAF)
        for petal in range(5):
            c.disc(
                c.middle + dx - 22 + petal * 11,
                660 - petal % 2 * 7,
                10,
                (RED, GOLD)[petal % 2],
            )


def computer(c: Canvas) -> None:
    """A desk with a screen that shows a form, by a window on the fields."""
    room(c, 560)
    c.rect(0, 770, c.width, 230, mix(BROWN, STRAW, 0.35))
    c.rect(0, 770, c.width, 16, mix(BROWN, STRAW, 0.6))
    x = c.middle + c.between(-50, 50)
    c.poly(
        [(x - 60, 690), (x + 60, 690), (x + 84, 806), (x - 84, 806)],
        mix(STONE, INK, 0.2),
    )
    c.rect(x - 150, 800, 300, 18, mix(STONE, INK, 0.1), 9)
    c.rect(x - 400, 230, 800, 480, INK, 22)
    c.rect(x - 380, 250, 760, 430, rgb("#fdfcf9"), 6)
    c.rect(x - 380, 250, 760, 60, RED, 6)
    c.rect(x - 380, 304, 760, 7, GOLD)
    c.disc(x - 342, 278, 17, GOLD)
    c.rect(x - 312, 270, 210, 16, CREAM, 8)
    for tab in range(3):
        c.rect(x + 130 + tab * 82, 272, 58, 12, mix(RED, CREAM, 0.6), 6)
    for row in range(4):
        y = 344 + row * 66
        c.rect(x - 340, y, c.between(90, 170), 12, mix(INK, STONE, 0.4), 6)
        c.rect(x - 340, y + 20, 400, 32, mix(MIST, CREAM, 0.5), 6)
        if row < 3:
            c.rect(x - 328, y + 31, c.between(130, 300), 10, mix(DEEP, MIST, 0.3), 5)
    c.rect(x - 340, 620, 150, 40, RED, 8)
    c.rect(x - 305, 636, 80, 9, CREAM, 4)
    c.rect(x + 110, 344, 230, 300, mix(MIST, CREAM, 0.6), 10)
    for row in range(4):
        y = 384 + row * 62
        c.disc(x + 152, y, 18, LEAF if row < 3 else STONE)
        if row < 3:
            c.line([(x + 143, y), (x + 150, y + 8), (x + 162, y - 8)], CREAM, 5)
        c.rect(x + 184, y - 6, c.between(80, 126), 12, mix(INK, STONE, 0.5), 6)
    keys = mix(STONE, CREAM, 0.55)
    c.poly([(x - 250, 862), (x + 190, 862), (x + 214, 946), (x - 274, 946)], keys)
    for row in range(3):
        half = 222 + row * 7
        for key in range(14):
            c.rect(
                x - 32 - half + key * half / 7 + 4,
                872 + row * 24,
                half / 7 - 9,
                16,
                CREAM,
                4,
            )
    c.oval(x + 296, 912, 38, 26, keys)
    c.line([(x + 296, 888), (x + 296, 906)], mix(STONE, INK, 0.2), 4)
    cup = x - 520
    c.rect(cup + 62, 806, 46, 50, mix(TEAL, INK, 0.1), 22)
    c.rect(cup + 72, 818, 26, 26, mix(BROWN, STRAW, 0.35), 12)
    c.rect(cup, 786, 86, 96, TEAL, 14)
    c.oval(cup + 43, 788, 43, 11, mix(TEAL, CREAM, 0.5))
    for sheet in range(3):
        c.rect(
            x + 440 + sheet * 8,
            870 - sheet * 12,
            190,
            26,
            mix(CREAM, STONE, 0.2 * sheet),
            4,
        )
    pot_plant(c, x + 560, 850, 170)
