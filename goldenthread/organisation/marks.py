"""An organisation's mark, taken apart and put together again from what is known to be harmless. Pure.

A PNG keeps only the chunks that draw it. An SVG keeps only drawing elements and attributes: nothing that runs, loads or
links. What cannot be read with certainty is refused.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

LARGEST_BYTES = 512 * 1024
LARGEST_SIDE = 4096  # pixels
LARGEST_PIXELS = 4_194_304  # bounds what unpacking may cost
MOST_ELEMENTS = 5_000
DEEPEST = 50  # elements inside one another
PNG_HEAD = b"\x89PNG\r\n\x1a\n"
PNG_CHUNKS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"gAMA", b"sRGB"})
# Samples a pixel by colour type, and the depths it may have (PNG specification, third edition, table 12).
PNG_COLOURS = {0: (1, {1, 2, 4, 8, 16}), 2: (3, {8, 16}), 3: (1, {1, 2, 4, 8}), 4: (2, {8, 16}), 6: (4, {8, 16})}
# Width of a pass of interlaced pictures: start and step across, start and step down (the same specification, 8.2).
ADAM7 = ((0, 8, 0, 8), (4, 8, 0, 8), (0, 4, 4, 8), (2, 4, 0, 4), (0, 2, 2, 4), (1, 2, 0, 2), (0, 1, 1, 2))

SVG = "http://www.w3.org/2000/svg"
DRAWS = """
    svg g path rect circle ellipse line polyline polygon text tspan title desc defs
    linearGradient radialGradient stop clipPath mask
"""
DRAWS_HOW = """
    id viewBox width height x y x1 y1 x2 y2 cx cy r rx ry fx fy d points transform offset gradientTransform
    gradientUnits spreadMethod clipPathUnits maskUnits maskContentUnits preserveAspectRatio fill fill-opacity fill-rule
    stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray
    stroke-dashoffset opacity color stop-color stop-opacity clip-path clip-rule mask font-family font-size
    font-weight font-style text-anchor dominant-baseline letter-spacing display visibility
"""
SVG_ELEMENTS = frozenset(DRAWS.split())
SVG_ATTRIBUTES = frozenset(DRAWS_HOW.split())
OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)|javascript:|data:|//|\\|@import|expression", re.IGNORECASE)
INSIDE = re.compile(r"#[\w.-]+")
DECLARED = re.compile(r"<!DOCTYPE|<!ENTITY|<\?xml-stylesheet", re.IGNORECASE)


class NotAMark(ValueError):
    """The file cannot be taken as a mark; `why` is a code: size, kind, broken, large, declared, empty."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Mark:
    """A harmless picture. `left_out` names elements and attributes that were not taken over, sorted."""

    content: bytes
    content_type: str
    suffix: str
    left_out: tuple[str, ...] = ()


def clean_mark(content: bytes) -> Mark:
    """Return a harmless copy of a PNG or an SVG.

    Raises:
        NotAMark: too large, neither of the two, broken, or made of things that cannot be judged.
    """
    if not content or len(content) > LARGEST_BYTES:
        raise NotAMark("size")
    if content.startswith(PNG_HEAD):
        return Mark(_clean_png(content), "image/png", "png")
    if b"<svg" in content[:4096] or b":svg" in content[:4096]:
        return _clean_svg(content)
    raise NotAMark("kind")


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(PNG_HEAD)
    while place + 12 <= len(content):
        length, kind = struct.unpack_from(">I4s", content, place)
        body = content[place + 8 : place + 8 + length]
        end = place + 8 + length
        if len(body) != length or content[end : end + 4] != struct.pack(">I", zlib.crc32(kind + body)):
            raise NotAMark("broken")
        yield kind, body
        if kind == b"IEND":
            return
        place = end + 4
    raise NotAMark("broken")


def _clean_png(content: bytes) -> bytes:
    kept = [(kind, body) for kind, body in _chunks(content) if kind in PNG_CHUNKS]
    if not kept or kept[0][0] != b"IHDR" or len(kept[0][1]) != 13:
        raise NotAMark("broken")
    pixels = b"".join(body for kind, body in kept if kind == b"IDAT")
    raw = _unpacked(pixels, wanted=_raw_size(kept[0][1]))
    before = [(kind, body) for kind, body in kept if kind not in {b"IDAT", b"IEND"}]
    written = [*before, (b"IDAT", zlib.compress(raw, 9)), (b"IEND", b"")]
    return PNG_HEAD + b"".join(
        struct.pack(">I4s", len(body), kind) + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in written
    )


def _raw_size(header: bytes) -> int:
    """Return how many bytes the pixels take once unpacked."""
    width, height, depth, colour, packing, filtering, interlace = struct.unpack(">IIBBBBB", header)
    samples, depths = PNG_COLOURS.get(colour, (0, set()))
    if depth not in depths or packing or filtering or interlace > 1:
        raise NotAMark("broken")
    if not 0 < width <= LARGEST_SIDE or not 0 < height <= LARGEST_SIDE or width * height > LARGEST_PIXELS:
        raise NotAMark("large")
    passes = ADAM7 if interlace else ((0, 1, 0, 1),)
    total = 0
    for left, across, top, down in passes:
        columns, rows = -(-(width - left) // across), -(-(height - top) // down)
        if columns > 0 and rows > 0:
            total += rows * (1 + (columns * samples * depth + 7) // 8)
    return total


def _unpacked(packed: bytes, *, wanted: int) -> bytes:
    """Unpack exactly as many bytes as the header promises, never more."""
    unpacker = zlib.decompressobj()
    try:
        raw = unpacker.decompress(packed, wanted + 1)
    except zlib.error as exc:
        raise NotAMark("broken") from exc
    if len(raw) != wanted:
        raise NotAMark("broken")
    return raw


def _clean_svg(content: bytes) -> Mark:
    try:
        text = content.decode("utf-8-sig")
        if DECLARED.search(text):  # without a document type there is no entity that could grow or load
            raise NotAMark("declared")
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, UnicodeDecodeError) as exc:
        raise NotAMark("broken") from exc
    if root.tag != f"{{{SVG}}}svg":
        raise NotAMark("kind")
    if sum(1 for _element in root.iter()) > MOST_ELEMENTS:
        raise NotAMark("large")
    left_out: set[str] = set()
    kept = _kept(root, left_out, depth=0)
    if kept is None or len(kept) == 0:
        raise NotAMark("empty")
    ElementTree.register_namespace("", SVG)
    return Mark(ElementTree.tostring(kept, "utf-8"), "image/svg+xml", "svg", tuple(sorted(left_out)))


def _kept(element: ElementTree.Element, left_out: set[str], *, depth: int) -> ElementTree.Element | None:
    """Return a copy that only draws, or None. Element names and attributes that are left out are noted."""
    if depth > DEEPEST:
        raise NotAMark("large")
    name = element.tag.removeprefix(f"{{{SVG}}}")
    if name not in SVG_ELEMENTS:
        left_out.add(name.rpartition("}")[2])
        return None
    copy = ElementTree.Element(f"{{{SVG}}}{name}")
    for key, value in _attributes(element):
        if key == "href" and INSIDE.fullmatch(value) and name in {"linearGradient", "radialGradient"}:
            copy.set("href", value)
        elif key in SVG_ATTRIBUTES and not OUTSIDE.search(value):
            copy.set(key, value)
        else:
            left_out.add(key)
    copy.text, copy.tail = element.text, element.tail
    for child in element:
        inside = _kept(child, left_out, depth=depth + 1)
        if inside is not None:
            copy.append(inside)
    return copy


def _attributes(element: ElementTree.Element) -> Iterator[tuple[str, str]]:
    """Yield attributes. Declarations of a `style` become attributes of their own, which a strict page lets through."""
    for key, value in element.attrib.items():
        if key == "style":
            for declaration in value.split(";"):
                name, colon, said = declaration.partition(":")
                if colon:
                    yield name.strip(), said.strip()
        else:
            yield key.rpartition("}")[2], value
