"""Draw the demo's pictures when the demo is loaded."""

import math
from pathlib import Path

from interchange.demo.canvas import PAPER, Canvas, Point, build_wave

_SMALL, _LARGE = 1000, 1800


def draw_illustrations(folder: Path) -> None:
    """Save the pictures to a folder, each in two sizes. The files are the same every time."""
    for name, canvas in (("chain-ferry", _chain_ferry()), ("crossings", _crossings())):
        canvas.render(_SMALL).save(folder / f"{name}.png")
        canvas.render(_LARGE).save(folder / f"{name}-large.png")


def _chain_ferry() -> Canvas:
    canvas = Canvas(1000, 620, seed=1888)
    _sky(canvas)
    _hills(canvas)
    _river(canvas)
    _ferry(canvas)
    canvas.frame()
    return canvas


def _sky(canvas: Canvas) -> None:
    y = 24.0
    while y < 300:
        canvas.line(
            build_wave((20, y), 960, 1.5, waves=5, phase=canvas.rng.uniform(0, 6)),
            max(0.4, 2.6 - y / 120),
        )
        y += 6 + y / 45
    canvas.circle((770, 120), 94, PAPER)
    canvas.circle((770, 120), 56)
    canvas.circle((770, 120), 53, PAPER)
    for n in range(24):
        angle = math.tau * n / 24
        near, far = (64, 92) if n % 2 else (64, 80)
        ends = [
            (770 + reach * math.cos(angle), 120 + reach * math.sin(angle)) for reach in (near, far)
        ]
        canvas.line(ends, 2)


def _hills(canvas: Canvas) -> None:
    far = [(20.0, 300.0), *_ridge(20, 980, 235, 34, 1.7), (980.0, 300.0)]
    near = [(20.0, 332.0), *_ridge(20, 980, 285, 22, 2.6), (980.0, 332.0)]
    canvas.hatch(far, gap=8, thickness=1.2, slope=-0.45)
    canvas.hatch(near, gap=5, thickness=2.2, slope=0.3)
    # The church on the Ness, and the houses below it.
    canvas.polygon([(214, 300), (214, 222), (228, 172), (242, 222), (242, 300)])
    canvas.polygon([(242, 300), (242, 252), (290, 232), (318, 252), (318, 300)])
    for x in (340, 378, 412, 640, 684, 722, 850, 880):
        roof = canvas.rng.uniform(14, 24)
        canvas.polygon([(x, 308), (x, 290), (x + 15, 290 - roof), (x + 30, 290), (x + 30, 308)])
        canvas.polygon([(x + 11, 302), (x + 11, 294), (x + 17, 294), (x + 17, 302)], PAPER)


def _ridge(left: float, right: float, base: float, height: float, waves: float) -> list[Point]:
    line = build_wave((left, base), right - left, height, waves=waves, phase=0.6)
    return [(x, y - 8 * math.sin(x / 47)) for x, y in line]


def _river(canvas: Canvas) -> None:
    canvas.polygon([(20, 326), (980, 326), (980, 600), (20, 600)], PAPER)
    canvas.line([(20, 326), (980, 326)], 2.5)
    y = 334.0
    while y < 598:
        x = 20 + canvas.rng.uniform(0, 40)
        depth = (y - 334) / 264
        while x < 970:
            length = min(canvas.rng.uniform(30, 90) * (0.6 + depth), 978 - x)
            stroke = build_wave((x, y), length, 1 + 3 * depth, waves=length / 60, phase=0)
            canvas.line(stroke, 0.9 + 2.4 * depth)
            x += length + canvas.rng.uniform(10, 46)
        y += 6 + 8 * depth


def _ferry(canvas: Canvas) -> None:
    for side, shore in ((262, 20), (738, 980)):
        _chain(canvas, (side, 436), (shore, 392))
    for x in (452, 528):
        _funnel(canvas, x)
    # Ramps, hull, deckhouse: flat and the same at both ends.
    for direction in (-1, 1):
        middle = 500.0
        ramp = [(238, 408), (318, 342), (324, 350), (246, 418)]
        canvas.polygon([(middle + direction * (middle - x), y) for x, y in ramp])
    canvas.polygon([(222, 412), (778, 412), (742, 466), (258, 466)])
    for y in (424, 436, 448):
        canvas.line([(250, y), (750, y)], 1.4, PAPER)
    canvas.hatch([(400, 412), (400, 346), (600, 346), (600, 412)], gap=6, thickness=1.4)
    canvas.polygon([(390, 346), (390, 336), (610, 336), (610, 346)])
    for x in range(416, 590, 30):
        canvas.polygon([(x, 386), (x, 360), (x + 16, 360), (x + 16, 386)])
        canvas.polygon([(x + 3, 383), (x + 3, 363), (x + 13, 363), (x + 13, 383)], PAPER)
    for x in (286, 304, 322, 356, 640, 664, 682, 712):
        _passenger(canvas, x)
    canvas.line([(238, 396), (400, 396)], 1.6)
    canvas.line([(600, 396), (762, 396)], 1.6)


def _chain(canvas: Canvas, start: Point, end: Point) -> None:
    links = 26
    for n in range(links):
        share = n / links
        x = start[0] + (end[0] - start[0]) * share
        y = start[1] + (end[1] - start[1]) * share + 74 * math.sin(math.pi * share)
        canvas.circle((x, y), 5.2)
        canvas.circle((x, y), 2.2, PAPER)


def _funnel(canvas: Canvas, x: float) -> None:
    canvas.polygon([(x, 338), (x + 3, 262), (x + 21, 262), (x + 24, 338)])
    canvas.line([(x + 3, 276), (x + 21, 276)], 5, PAPER)
    for n in range(1, 8):
        puff = 8 + 4.2 * n
        center = (x + 16 + 17 * n, 256 - 15 * n - 3 * math.sin(n * 2))
        canvas.circle(center, puff)
        canvas.circle(center, puff - 2.4, PAPER)


def _passenger(canvas: Canvas, x: float) -> None:
    tall = canvas.rng.uniform(20, 26)
    canvas.circle((x, 410 - tall), 4.2)
    canvas.polygon([(x - 5, 412), (x - 3, 414 - tall), (x + 3, 414 - tall), (x + 5, 412)])


def _crossings() -> Canvas:
    canvas = Canvas(1000, 720, seed=1921)
    for inset in range(6):
        _bank(canvas, inset)
    _blocks(canvas)
    _ways(canvas)
    for center, text, size in (
        ((250, 300), "AVEREL", 34),
        ((800, 330), "THE NESS", 34),
        ((508, 560), "the Wend", 22),
        ((300, 404), "Tarpot Lane", 17),
        ((766, 610), "Sallow End", 17),
        ((262, 574), "rope walk", 17),
        ((545, 58), "to the swing bridge", 17),
        ((520, 428), "the Margaret", 17),
    ):
        canvas.text(center, text, size)
    _north(canvas, (915, 90))
    canvas.frame()
    return canvas


def _left_bank(y: float) -> float:
    return 420 + 46 * math.sin(y / 118) - 0.05 * y


def _right_bank(y: float) -> float:
    return 615 + 52 * math.sin(y / 132 + 0.5) + 0.02 * y


def _bank(canvas: Canvas, inset: int) -> None:
    """Draw both river banks (``inset`` 0) or one of the thinner water lines along each bank."""
    reach = 3 + 7 * inset + inset * inset
    ys = range(22, 700, 6)
    thickness = 3.4 if inset == 0 else 1.5 - 0.2 * inset
    canvas.line([(_left_bank(y) + reach, y) for y in ys], thickness)
    canvas.line([(_right_bank(y) - reach, y) for y in ys], thickness)


def _blocks(canvas: Canvas) -> None:
    for y in range(150, 620, 38):
        for x in range(70, 930, 46):
            town = x < 500
            inland = _left_bank(y) - x - 46 if town else x - _right_bank(y) - 16
            near = 1.0 if town else 0.34
            wanted = near * math.exp(-((y - 380) ** 2) / 60_000) * math.exp(-inland / 300)
            if inland < 6 or canvas.rng.random() > wanted * 1.15:
                continue
            wide, high = canvas.rng.uniform(20, 36), canvas.rng.uniform(16, 28)
            corners = [(x, y), (x + wide, y + 3), (x + wide - 3, y + high), (x - 2, y + high - 2)]
            canvas.hatch(corners, gap=4, thickness=1.2, slope=0.8)


def _ways(canvas: Canvas) -> None:
    lane = [(120, 392), (_left_bank(390), 390)]
    path = [(_right_bank(396), 396), (720, 420), (766, 590)]
    for way, thickness in ((lane, 3.0), (path, 2.2)):
        canvas.line(way, thickness + 9, PAPER)
        canvas.line(way, thickness)
    canvas.line([lane[-1], path[0]], 4.5)
    start, end = (_left_bank(362) - 60, 350), (_right_bank(352) + 70, 344)
    for n in range(0, 22, 2):
        ends = [
            (start[0] + (end[0] - start[0]) * m / 21, start[1] + (end[1] - start[1]) * m / 21)
            for m in (n, n + 1)
        ]
        canvas.line(ends, 4)
    canvas.line([(538, 44), (545, 30), (552, 44)], 2)


def _north(canvas: Canvas, center: Point) -> None:
    x, y = center
    canvas.polygon([(x, y - 38), (x + 9, y), (x, y + 38), (x - 9, y)])
    canvas.polygon([(x, y + 34), (x + 7, y + 2), (x, y + 2)], PAPER)
    canvas.text((x, y - 52), "N", 18)
