"""A mark is taken over only as far as it draws."""

from __future__ import annotations

import base64
import struct
import zlib
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.organisation.marks import LARGEST_BYTES, PNG_HEAD, NotAMark, clean_mark

# One red pixel as another program wrote it.
RED_DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", len(body), kind) + body + struct.pack(">I", zlib.crc32(kind + body))


def png(*, width: int = 4, height: int = 3, colour: int = 2, depth: int = 8, interlace: int = 0, raw: bytes) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlace)
    return (
        PNG_HEAD + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(raw)) + chunk(b"tEXt", b"secret\0words")
    ) + chunk(b"IEND", b"")


def svg(inside: str, attributes: str = "") -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8" {attributes}>{inside}</svg>'.encode()


def why(content: bytes) -> str:
    with pytest.raises(NotAMark) as caught:
        clean_mark(content)
    return caught.value.why


def test_a_png_of_another_program_is_taken_over_pixel_by_pixel() -> None:
    mark = clean_mark(RED_DOT)

    assert mark.content_type == "image/png"
    assert clean_mark(mark.content).content == mark.content


def test_a_png_loses_everything_but_its_picture() -> None:
    dirty = png(raw=b"".join(b"\0" + bytes(12) for _row in range(3))) + b"<script>alert(1)</script>"

    clean = clean_mark(dirty).content

    assert b"secret" not in clean
    assert b"script" not in clean
    assert clean.endswith(chunk(b"IEND", b""))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "size"),
        (b"x" * (LARGEST_BYTES + 1), "size"),
        (b"GIF89a", "kind"),
        (b"<html><body>no</body></html>", "kind"),
        (RED_DOT[:-20], "broken"),
        (RED_DOT[:40] + b"?" + RED_DOT[41:], "broken"),
        (png(raw=b"too short"), "broken"),
        (png(width=20_000, height=20_000, raw=b""), "large"),
        (png(colour=5, raw=b""), "broken"),
    ],
)
def test_what_is_no_picture_is_refused(content: bytes, expected: str) -> None:
    assert why(content) == expected


def test_a_png_that_unpacks_to_more_than_it_says_is_refused() -> None:
    assert why(png(raw=bytes(50_000_000))) == "broken"


def test_an_interlaced_png_is_measured_by_its_passes() -> None:
    rows = [(1, 1), (1, 1), (2, 1), (2, 2), (4, 1)]  # columns and rows of the passes of 4 × 3 that hold a pixel
    assert sum(columns * count for columns, count in rows) == 4 * 3
    raw = b"".join(b"\0" + bytes(3 * columns) for columns, count in rows for _row in range(count))

    assert clean_mark(png(interlace=1, raw=raw)).suffix == "png"


def test_an_svg_keeps_what_draws() -> None:
    mark = clean_mark(
        svg(
            '<defs><linearGradient id="g"><stop offset="0" stop-color="#a00"/></linearGradient></defs>'
            '<path d="M0 0h8v8z" fill="url(#g)"/><text x="1" y="2">Northmoor</text>'
        )
    )

    root = ElementTree.fromstring(mark.content)
    assert [element.tag.rpartition("}")[2] for element in root.iter()] == [
        "svg",
        "defs",
        "linearGradient",
        "stop",
        "path",
        "text",
    ]
    assert b'fill="url(#g)"' in mark.content
    assert b"Northmoor" in mark.content
    assert mark.left_out == ()


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<path d="M0 0" onload="alert(1)"/>',
        '<a href="javascript:alert(1)"><path d="M0 0"/></a>',
        '<image href="https://elsewhere.example/x.png"/>',
        "<foreignObject><iframe/></foreignObject>",
        '<path d="M0 0" fill="url(https://elsewhere.example/#x)"/>',
        '<path d="M0 0" style="background:url(//elsewhere.example)"/>',
        "<style>@import url(https://elsewhere.example)</style>",
        '<use href="https://elsewhere.example/x.svg#a"/>',
        '<animate attributeName="href" to="javascript:alert(1)"/>',
        '<set attributeName="onload" to="alert(1)"/>',
        '<linearGradient href="javascript:alert(1)"/>',
    ],
)
def test_nothing_in_an_svg_runs_or_loads(hostile: str) -> None:
    mark = clean_mark(svg(f'<circle r="2"/>{hostile}'))

    for word in (b"script", b"onload", b"elsewhere", b"iframe", b"alert", b"import"):
        assert word not in mark.content, mark.content
    assert mark.left_out


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + svg("<g>&a;</g>"), "declared"),
        (svg("<g>").replace(b"</svg>", b""), "broken"),
        (svg("<script/>"), "empty"),
        (svg('<path d="M0 0"/>').decode().encode("utf-16"), "kind"),
        (b"\xff<svg" + svg("<g/>"), "broken"),
        (svg("<g>" * 60 + "</g>" * 60), "large"),
        (svg("<g/>" * 6000), "large"),
        (b'<svg viewBox="0 0 8 8"><path d="M0 0"/></svg>', "kind"),
    ],
)
def test_an_svg_that_cannot_be_judged_is_refused(content: bytes, expected: str) -> None:
    assert why(content) == expected


def test_a_style_becomes_attributes() -> None:
    mark = clean_mark(svg('<path d="M0 0" style="fill: #a00; stroke-width:2; position:fixed"/>'))

    assert b'fill="#a00"' in mark.content
    assert b'stroke-width="2"' in mark.content
    assert b"style" not in mark.content
    assert mark.left_out == ("position",)


@given(st.binary(max_size=300))
def test_any_bytes_are_taken_or_refused_and_never_raise_otherwise(noise: bytes) -> None:
    for content in (noise, PNG_HEAD + noise, b"<svg" + noise, svg(noise.decode("latin-1"))):
        try:
            taken = clean_mark(content)
        except NotAMark as refusal:
            assert refusal.why
        else:
            assert clean_mark(taken.content).content == taken.content
