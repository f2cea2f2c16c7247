"""Sample pictures drawn by code: calm flat landscapes in the portal's colours."""

from home.sample.canvas import Canvas
from home.sample.motifs import MOTIFS


def draw(motif: str, seed: int, size: tuple[int, int] = (1600, 1000)) -> bytes:
    """Draw a motif as JPEG bytes; the same arguments give the same bytes."""
    if motif not in MOTIFS:
        known = ", ".join(sorted(MOTIFS))
        raise ValueError(f"unknown motif {motif!r}; known: {known}")
    canvas = Canvas(size, f"{motif}-{seed}")
    MOTIFS[motif](canvas)
    return canvas.jpeg()
