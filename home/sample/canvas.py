"""A small flat-colour canvas: shapes, skies, water, trees and people.

Coordinates are logical: the height is always 1000, the width follows the
proportions of the wanted size. Shapes are drawn at twice the size and reduced.
"""

import io
import math
import random
from collections.abc import Iterable, Sequence

from PIL import Image, ImageDraw, ImageOps

Colour = tuple[int, int, int]
Point = tuple[float, float]

HEIGHT = 1000
OVERSAMPLE = 2


def rgb(code: str) -> Colour:
    """Read a colour written as #rrggbb."""
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """Blend two colours; `share` is the part of the second one."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


RED = rgb("#9b1c1f")
BRICK = rgb("#b4543a")
ROOF = rgb("#a5432f")
GOLD = rgb("#d9a441")
STRAW = rgb("#ecd08f")
CREAM = rgb("#f7f5f2")
SAND = rgb("#e6d8bd")
STONE = rgb("#c9c2b4")
BROWN = rgb("#6e4a33")
INK = rgb("#2b3a3d")
DEEP = rgb("#1f5f6b")
TEAL = rgb("#3f8a92")
MIST = rgb("#cfe0dc")
SHOOT = rgb("#b9c868")
RICE = rgb("#8fae4b")
LEAF = rgb("#55803f")
PINE = rgb("#2f5544")

COATS = (RED, DEEP, TEAL, GOLD, BRICK, PINE)
GLASS = mix(DEEP, MIST, 0.5)
FLAME = rgb("#c9452f")

# top of the sky, sky at the horizon, sun
SKIES: tuple[tuple[Colour, Colour, Colour], ...] = (
    (rgb("#b9d8d6"), rgb("#f9f0dc"), rgb("#f2cf85")),
    (rgb("#a8cdd0"), rgb("#f2f1e4"), rgb("#fbeec4")),
    (rgb("#d8cdb4"), rgb("#fbe3b5"), rgb("#dd7a45")),
    (rgb("#c3d7cf"), rgb("#f8e6c8"), rgb("#e6ab52")),
)


def curve(start: Point, control: Point, end: Point, steps: int = 16) -> list[Point]:
    """Points of a quadratic curve."""
    points = []
    for index in range(steps + 1):
        t = index / steps
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        points.append(
            (
                a * start[0] + b * control[0] + c * end[0],
                a * start[1] + b * control[1] + c * end[1],
            )
        )
    return points


class Canvas:
    """One picture in the making, with its own random numbers."""

    def __init__(self, size: tuple[int, int], seed: str) -> None:
        self.scale = size[1] * OVERSAMPLE / HEIGHT
        self.width = HEIGHT * size[0] / size[1]
        self.middle = self.width / 2
        self.random = random.Random(seed)
        self.mirrored = False
        pixels = size[0] * OVERSAMPLE, size[1] * OVERSAMPLE
        self.image = Image.new("RGB", pixels, CREAM)
        self.pen = ImageDraw.Draw(self.image)
        self.sky_top, self.sky_low, self.sun_colour = self.random.choice(SKIES)

    def jpeg(self) -> bytes:
        """Finish: reduce and encode."""
        out = io.BytesIO()
        small = self.image.reduce(OVERSAMPLE)
        if self.mirrored:
            small = ImageOps.mirror(small)
        small.save(out, "JPEG", quality=88, subsampling=0)
        return out.getvalue()

    def between(self, low: float, high: float) -> float:
        """A number of this picture's own chance."""
        return self.random.uniform(low, high)

    def turn(self) -> None:
        """Let chance decide whether the finished picture is mirrored."""
        self.mirrored = self.random.random() < 0.5

    # shapes

    def _scaled(self, points: Iterable[Point]) -> list[Point]:
        return [(x * self.scale, y * self.scale) for x, y in points]

    def poly(self, points: Iterable[Point], fill: Colour) -> None:
        """A filled polygon."""
        self.pen.polygon(self._scaled(points), fill=fill)

    def rect(self, x: float, y: float, w: float, h: float, fill: Colour, radius: float = 0) -> None:
        """A rectangle from its top left corner, with round corners if wanted."""
        box = self._scaled([(x, y), (x + w, y + h)])
        self.pen.rounded_rectangle(box, radius * self.scale, fill=fill)

    def oval(self, x: float, y: float, rx: float, ry: float, fill: Colour) -> None:
        """An ellipse from its centre."""
        self.pen.ellipse(self._scaled([(x - rx, y - ry), (x + rx, y + ry)]), fill=fill)

    def disc(self, x: float, y: float, r: float, fill: Colour) -> None:
        """A full circle from its centre."""
        self.oval(x, y, r, r, fill)

    def line(self, points: Sequence[Point], fill: Colour, width: float) -> None:
        """A line with round joints."""
        pixels = max(1, round(width * self.scale))
        self.pen.line(self._scaled(points), fill=fill, width=pixels, joint="curve")

    def band(self, top: float, bottom: float, first: Colour, last: Colour) -> None:
        """A horizontal band whose colour runs from the first to the last."""
        y0, y1 = round(top * self.scale), round(bottom * self.scale)
        column = Image.new("RGB", (1, 64))
        for row in range(64):
            column.putpixel((0, row), mix(first, last, row / 63))
        area = column.resize((self.image.width, max(1, y1 - y0)), Image.Resampling.BILINEAR)
        self.image.paste(area, (0, y0))

    def ground(self, y: float, swell: float, fill: Colour) -> None:
        """Everything below a gently swelling line."""
        phase, waves = self.between(0, 6), self.between(0.7, 1.6)
        points: list[Point] = [(0, HEIGHT)]
        for index in range(41):
            t = index / 40
            rise = math.sin(phase + waves * t * 2 * math.pi)
            points.append((t * self.width, y + swell * rise))
        points.append((self.width, HEIGHT))
        self.poly(points, fill)

    # sky, water

    def sky(self, horizon: float, sun_x: float | None = None, sun_y: float = 0) -> None:
        """Sky down to the horizon, a sun in a soft halo, clouds."""
        self.band(0, horizon, self.sky_top, self.sky_low)
        x = self.width * (sun_x if sun_x is not None else self.between(0.2, 0.8))
        y = sun_y or horizon * self.between(0.46, 0.66)
        here = mix(self.sky_top, self.sky_low, y / horizon)
        for radius, share in ((170, 0.12), (125, 0.26)):
            self.disc(x, y, radius, mix(here, self.sun_colour, share))
        self.disc(x, y, 80, self.sun_colour)
        for _ in range(3):
            self.cloud(self.between(0, self.width), horizon * self.between(0.1, 0.55))

    def cloud(self, x: float, y: float) -> None:
        """A flat cloud made of two or three pills."""
        size = self.between(0.7, 1.3)
        fill = mix(self.sky_low, (255, 255, 255), 0.6)
        left, tall = 0.0, 26 * size
        for row, width in enumerate((210, 150, 80)[: self.random.choice((2, 3, 3))]):
            left += self.between(15, 60) * size if row else 0
            top = y - row * tall * 0.8
            self.rect(x + left - 100, top, width * size, tall, fill, tall / 2)

    def birds(self, x: float, y: float, count: int, fill: Colour) -> None:
        """A loose flight of birds."""
        for _ in range(count):
            bx, by = x + self.between(-110, 110), y + self.between(-45, 45)
            s = self.between(9, 15)
            left = curve((bx - s, by - s * 0.5), (bx - s * 0.4, by - s * 0.7), (bx, by))
            right = curve((bx, by), (bx + s * 0.4, by - s * 0.7), (bx + s, by - s / 2))
            self.line(left + right, fill, 3.2)

    def water(self, top: float, bottom: float, near: Colour = TEAL) -> None:
        """Water with calm glints, lighter towards the top."""
        far = mix(near, self.sky_low, 0.6)
        self.band(top, bottom, far, near)
        for _ in range(38):
            t = self.random.random() ** 1.4
            y = top + 8 + t * (bottom - top - 16)
            length = self.between(30, 90) * (0.5 + 1.2 * t)
            tone = mix(mix(far, near, t), self.sky_low, self.between(0.15, 0.38))
            thick = 2.5 + 4 * t
            x = self.between(-40, self.width)
            self.rect(x, y, length, thick, tone, thick / 2)

    # plants

    def hedge(self, y: float, size: float, fill: Colour, x0: float = 0, x1: float = 0) -> None:
        """A distant line of tree tops standing on y."""
        x, end = x0 - size, (x1 or self.width) + size
        while x < end:
            r = size * self.between(0.55, 1.1)
            self.oval(x, y - r * 0.35, r * 1.15, r, fill)
            x += r * self.between(0.7, 1.2)
        self.rect(x0, y - size * 0.3, end - size - x0, size * 0.32, fill)

    def tree(self, x: float, y: float, r: float, fill: Colour = LEAF) -> None:
        """A round tree standing on y with a crown of radius r."""
        trunk = mix(BROWN, INK, 0.15)
        self.poly(
            [
                (x - r * 0.13, y),
                (x - r * 0.07, y - r * 1.3),
                (x + r * 0.07, y - r * 1.3),
                (x + r * 0.13, y),
            ],
            trunk,
        )
        light = mix(fill, STRAW, 0.13)
        for dx, dy, size in ((-0.55, 1.25, 0.62), (0.55, 1.3, 0.6), (0, 1.75, 0.8)):
            jitter = self.between(-0.06, 0.06)
            self.disc(x + (dx + jitter) * r, y - dy * r, size * r, fill)
        self.disc(x - 0.12 * r, y - 1.87 * r, 0.6 * r, light)
        self.disc(x - 0.62 * r, y - 1.32 * r, 0.42 * r, light)
        self.disc(x + 0.5 * r, y - 1.38 * r, 0.4 * r, light)

    def areca(self, x: float, y: float, height: float, fill: Colour = LEAF) -> None:
        """A slender areca palm standing on y."""
        lean = self.between(-0.06, 0.06) * height
        top = x + lean, y - height
        trunk = curve((x, y), (x, y - height * 0.5), top)
        self.line(trunk, mix(BROWN, STONE, 0.35), height * 0.028)
        for index in range(9):
            angle = math.pi * (index / 8) + self.between(-0.12, 0.12)
            reach = height * self.between(0.24, 0.3)
            tip_x = top[0] + math.cos(angle) * reach
            tip_y = top[1] - math.sin(angle) * reach * 0.75 + reach * 0.3
            bend = (top[0] + tip_x) / 2, min(top[1], tip_y) - reach * 0.32
            edge = curve(top, bend, (tip_x, tip_y), 8)
            under = curve((tip_x, tip_y), (bend[0], bend[1] + reach * 0.3), top, 8)
            tone = mix(fill, STRAW, 0.18) if index % 2 else fill
            self.poly(edge + under, tone)

    def grass(self, y: float, fill: Colour, count: int = 60, tall: float = 34) -> None:
        """Blades along the lower edge of the picture."""
        for _ in range(count):
            x, h = self.between(0, self.width), tall * self.between(0.6, 1.3)
            lean = self.between(-0.5, 0.5) * h
            foot = y + self.between(-6, 30)
            self.poly([(x - 4, foot), (x + lean, foot - h), (x + 4, foot)], fill)

    # people, flags

    def person(self, x: float, y: float, tall: float, coat: Colour, hat: bool = False) -> None:
        """A standing figure, feet on y, with a conical hat if wanted."""
        skin, head = rgb("#d9a883"), tall * 0.08
        legs, sleeve = mix(coat, INK, 0.65), mix(coat, INK, 0.2)
        hip, neck = y - tall * 0.46, y - tall * 0.82
        for side in (-1, 1):
            foot, top = x + side * tall * 0.05, x + side * tall * 0.045
            self.line([(top, hip), (foot, y)], legs, tall * 0.075)
            hand = x + side * tall * 0.155, y - tall * 0.47
            elbow = x + side * tall * 0.16, y - tall * 0.64
            arm = curve((x + side * tall * 0.08, neck + tall * 0.05), elbow, hand, 6)
            self.line(arm, sleeve, tall * 0.058)
            self.disc(hand[0], hand[1], tall * 0.03, skin)
        self.rect(x - tall * 0.03, neck - tall * 0.03, tall * 0.06, tall * 0.07, skin)
        self.rect(x - tall * 0.1, neck, tall * 0.2, tall * 0.3, coat, tall * 0.06)
        self.poly(
            [
                (x - tall * 0.1, neck + tall * 0.1),
                (x + tall * 0.1, neck + tall * 0.1),
                (x + tall * 0.115, hip + tall * 0.04),
                (x - tall * 0.115, hip + tall * 0.04),
            ],
            coat,
        )
        self.disc(x, y - tall * 0.9, head, skin)
        if hat:
            brim, top = y - tall * 0.9, y - tall * 1.05
            left, right = x - tall * 0.18, x + tall * 0.18
            self.poly([(left, brim), (x, top), (right, brim)], STRAW)
            self.poly([(x, top), (right, brim), (x + tall * 0.05, brim)], GOLD)
        else:
            box = [(x - head, y - tall * 0.985), (x + head, y - tall * 0.83)]
            corners = self._scaled(box)
            self.pen.pieslice([*corners[0], *corners[1]], 175, 365, fill=INK)

    def star(self, x: float, y: float, r: float, fill: Colour) -> None:
        """A five-pointed star, one point up."""
        points = []
        for index in range(10):
            size = r if index % 2 == 0 else r * 0.382
            angle = -math.pi / 2 + index * math.pi / 5
            points.append((x + size * math.cos(angle), y + size * math.sin(angle)))
        self.poly(points, fill)

    def flag(self, x: float, y: float, pole: float, width: float) -> None:
        """The national flag on a pole standing on y."""
        top, tall = y - pole, width * 2 / 3
        self.line([(x, y), (x, top)], STONE, 6)
        self.disc(x, top, 6, GOLD)
        self.rect(x + 3, top + 10, width, tall, rgb("#c8231f"))
        self.star(x + 3 + width / 2, top + 10 + tall / 2, tall * 0.3, rgb("#f4cf3e"))
