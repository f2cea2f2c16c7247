"""The motifs by name."""

from collections.abc import Callable

from home.sample import buildings, fields, gatherings, rooms, villages, waterside
from home.sample.canvas import Canvas

MOTIFS: dict[str, Callable[[Canvas], None]] = {
    "rice_field": fields.rice_field,
    "sea_dyke": waterside.sea_dyke,
    "pagoda": villages.pagoda,
    "school": buildings.school,
    "hospital": buildings.hospital,
    "office": buildings.office,
    "road": fields.road,
    "factory": gatherings.factory,
    "market": gatherings.market,
    "river": waterside.river,
    "meeting": rooms.meeting,
    "computer": rooms.computer,
    "festival": gatherings.festival,
    "fish_port": waterside.fish_port,
    "village": villages.village,
}
