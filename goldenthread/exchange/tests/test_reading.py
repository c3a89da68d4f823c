"""Reading: every table whatever its dress, and a clear reason for everything that is no table."""

from __future__ import annotations

import csv
import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.exchange import reading
from goldenthread.exchange.reading import Table, encodings, read_table, tables, workbook

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)
ROWS = st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=8)


def read(data: bytes, *, encoding: str = "", delimiter: str = "", sheet: str = "") -> Table:
    return read_table(io.BytesIO(data), name="file", encoding=encoding, delimiter=delimiter, sheet=sheet)


def cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


def workbook_of(write: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    write(book)
    book.close()
    return stream.getvalue()


def bomb(*, declared: int | None = None, size: int = 40_000_000) -> bytes:
    """A small workbook whose only sheet expands to `size` bytes, declared truly or not."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * size)
    data = bytearray(stream.getvalue())
    if declared is not None:
        for at in (data.find(b"PK\x01\x02", 100), data.rfind(b"PK\x01\x02")):
            data[at + 24 : at + 28] = struct.pack("<I", declared)
    return bytes(data)


@given(rows=ROWS, delimiter=st.sampled_from([",", ";", "\t", "|"]), codec=st.sampled_from(["utf-8", "utf-8-sig"]))
def test_what_a_spreadsheet_writes_is_read_as_it_was(
    rows: list[tuple[str, str, str]], delimiter: str, codec: str
) -> None:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([("Post", "Title", "Unit"), *rows])

    filled = [row for row in rows if any(cell.strip() for cell in row)]
    if not filled:
        with pytest.raises(reading.HeaderOnly):
            read(stream.getvalue().encode(codec), delimiter=delimiter)
        return
    table = read(stream.getvalue().encode(codec), delimiter=delimiter)

    assert table.header == ("Post", "Title", "Unit")
    assert cells(table) == filled
    assert [row.number for row in table.rows] == [
        number for number, row in enumerate(rows, 2) if any(cell.strip() for cell in row)
    ]


@pytest.mark.parametrize(
    ("data", "encoding", "delimiter", "line_ends"),
    [
        ("Post,Größe\n1,£2\n".encode(), "UTF-8", ",", "LF"),
        ("Post;Größe\r\n1;£2\r\n".encode("utf-8-sig"), "UTF-8 with byte order mark", ";", "CR LF"),
        ("Post\tGröße\r1\t£2\r".encode("cp1252"), "Windows-1252", "\t", "CR"),
        ("Post|Größe\n1|£2\n".encode("utf-16"), "UTF-16", "|", "LF"),
        (b"sep=;\nPost;Gr\xc3\xb6\xc3\x9fe\n1;\xc2\xa32\n", "UTF-8", ";", "LF"),
    ],
)
def test_encoding_delimiter_and_line_ends_are_found(data: bytes, encoding: str, delimiter: str, line_ends: str) -> None:
    table = read(data)

    assert (table.source.encoding, table.source.delimiter, table.source.line_ends) == (encoding, delimiter, line_ends)
    assert table.header == ("Post", "Größe")
    assert cells(table) == [("1", "£2")]


def test_an_encoding_that_could_be_another_says_so_and_can_be_chosen() -> None:
    data = "Post,Title\n1,the “head”\n".encode("mac_roman")

    assert read(data).source.encodings_possible == ("Windows-1252", "Mac OS Roman")
    assert cells(read(data, encoding="mac_roman")) == [("1", "the “head”")]


def test_a_title_above_the_header_and_blank_rows_do_not_shift_row_numbers() -> None:
    table = read(b"Staff in November,,\n,,\nPost,Title,Unit\n1,Head,A\n\n2,Deputy,B\n")

    assert table.header_row == 3
    assert [row.number for row in table.rows] == [4, 6]
    assert table.blank_rows == 2


def test_short_and_long_rows_are_told_apart_from_whole_ones() -> None:
    table = read(b"a,b,c\n1,2,3\n1,2\n1,2,3,4\n1,2,3,\n")

    assert [row.is_short for row in table.rows] == [False, True, False, False]
    assert [row.is_long for row in table.rows] == [False, False, True, False]
    assert cells(table)[1] == ("1", "2", "")


def test_repeated_and_empty_headers_are_told() -> None:
    table = read(b",Post,,post \n0,1,2,3\n")

    assert table.repeated_headers == ("Post", "post")
    assert table.header == ("", "Post", "", "post")


@pytest.mark.parametrize(
    ("data", "problem", "words"),
    [
        (b"", reading.EmptyFile, "empty"),
        (b" \n\n , \n", reading.EmptyFile, "no text"),
        (b"Post,Title\n", reading.HeaderOnly, "no rows"),
        (b"%PDF-1.7 ...", reading.NotATable, "PDF"),
        (b"\x89PNG\r\n\x1a\n", reading.NotATable, "picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", reading.NotATable, "older Office file"),
        (b"<!DOCTYPE html><html>", reading.NotATable, "web page"),
        (b'{"posts": []}', reading.NotATable, "JSON"),
        (b"PK\x03\x04 not really", reading.NotATable, "damaged"),
        (b"Post,Title\n1,a\x00b\n", reading.HasNulBytes, "NUL"),
        (b'Post,Title\n1,"never closed\n2,b\n', reading.UnclosedQuotation, "row 2"),
        (b"Post,Title\n1," + b"x" * 200_000, reading.CellTooLong, "row 2"),
    ],
)
def test_what_is_no_table_says_why(data: bytes, problem: type[reading.Unreadable], words: str) -> None:
    with pytest.raises(problem, match=words) as caught:
        read(data)

    assert caught.value.cure


def test_a_quotation_mark_inside_a_cell_is_read_and_noted() -> None:
    table = read(b'Post,Title\n1,"the "real" head"\n')

    assert table.source.is_quoted_loosely
    assert len(table) == 1


def test_a_file_beyond_the_limit_is_refused_before_it_is_read() -> None:
    with pytest.raises(reading.TooLarge, match="MB"):
        read_table(io.BytesIO(b"a,b\n1,2\n" * 10), name="file", most_bytes=50)


def test_more_rows_than_can_be_held_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_ROWS", 20)

    with pytest.raises(reading.TooManyRows, match="more than 20 rows"):
        read(b"a,b\n" + b"1,2\n" * 21)
    assert len(read(b"a,b\n" + b"1,2\n\n" * 20)) == 20


def test_a_wrong_choice_of_encoding_says_so() -> None:
    with pytest.raises(reading.CannotDecode, match="UTF-8"):
        read("a,b\n1,ö\n".encode("cp1252"), encoding="utf-8")


def test_a_workbook_gives_text_as_people_read_it() -> None:
    def write(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("Notes")
        sheet = book.add_worksheet("Export")
        sheet.write_row(0, 0, ["Post", "FTE", "Count", "Since", "Open"])
        sheet.write_string(2, 0, "007")
        sheet.write_number(2, 1, 0.8)
        sheet.write_number(2, 2, 3.0)
        sheet.write_datetime(2, 3, datetime(2019, 4, 1), book.add_format({"num_format": "dd/mm/yyyy"}))  # noqa: DTZ001
        sheet.write_boolean(2, 4, True)

    table = read(workbook_of(write))

    assert (table.source.sheet, table.source.sheets) == ("Export", ("Notes", "Export"))
    assert cells(table) == [("007", "0.8", "3", "2019-04-01", "TRUE")]
    assert table.rows[0].number == 3


def test_a_sheet_is_chosen_by_name() -> None:
    def write(book: xlsxwriter.Workbook) -> None:
        for name in ("One", "Two"):
            sheet = book.add_worksheet(name)
            sheet.write_column(0, 0, ["Post", name])

    data = workbook_of(write)

    assert cells(read(data, sheet="Two")) == [("Two",)]
    with pytest.raises(reading.NoSuchSheet, match="One, Two"):
        read(data, sheet="Three")


@pytest.mark.parametrize("declared", [None, 10])
def test_a_zip_bomb_is_refused_even_when_it_lies_about_its_size(
    monkeypatch: pytest.MonkeyPatch, declared: int | None
) -> None:
    monkeypatch.setattr(workbook, "MOST_EXPANDED_BYTES", 20_000_000)

    with pytest.raises(reading.ExpandsTooFar, match="expands"):
        read(bomb(declared=declared))


def test_a_stray_cell_far_out_does_not_fill_the_memory() -> None:
    def write(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Export")
        sheet.write_row(0, 0, ["Post", "Title"])
        sheet.write_string(1_048_575, 16_383, "stray")

    with pytest.raises(reading.SheetTooWide, match="16,384"):
        read(workbook_of(write))


def test_another_zip_is_no_workbook() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("posts.csv", "reference\n1\n")

    with pytest.raises(reading.NotATable, match="not an XLSX"):
        read(stream.getvalue())


@given(data=st.binary(max_size=300))
def test_any_bytes_give_a_table_or_a_reason(data: bytes) -> None:
    try:
        table = read(data)
    except reading.Unreadable as problem:
        assert str(problem)
        assert problem.cure
    else:
        assert all(len(row.cells) == len(table.header) for row in table.rows)


@given(data=st.binary(min_size=1, max_size=200), at=st.integers(0, 5_000))
def test_a_damaged_workbook_gives_a_table_or_a_reason(data: bytes, at: int) -> None:
    whole = workbook_of(lambda book: book.add_worksheet("Export").write_column(0, 0, ["Post", "1", "2"]))
    damaged = whole[: at % len(whole)] + data + whole[at % len(whole) + len(data) :]

    try:
        read(damaged)
    except reading.Unreadable as problem:
        assert str(problem)


def test_inflating_counts_what_zlib_gives() -> None:
    packed = zlib.compress(b"x" * 3_000_000, 9)[2:-4]

    pieces = list(workbook.inflate_pieces(zlib.decompressobj(-zlib.MAX_WBITS), packed, name="file"))

    assert sum(map(len, pieces)) >= 3_000_000 - 300


@pytest.mark.parametrize(
    ("mangled", "meant"),
    [
        ("the Ôrehabilitation revolutionÕ for", "the ‘rehabilitation revolution’ for"),
        ("prisonersÕ wages", "prisoners’ wages"),
        ("the departmentÕs plan", "the department’s plan"),
        ("until theÊpilot", "until the\u00a0pilot"),
    ],
)
def test_mangled_quotation_marks_are_seen_and_can_be_mended(mangled: str, meant: str) -> None:
    assert encodings.looks_mangled(mangled)
    assert encodings.mend(mangled) == meant


@pytest.mark.parametrize("text", ["CÔTE D’IVOIRE", "São João", "Õpetaja", "Être", "FÊTE", "Ñandú"])
def test_real_capitals_with_accents_are_left_alone(text: str) -> None:
    assert not encodings.looks_mangled(text)
    assert encodings.mend(text) == text


@pytest.mark.reference
def test_the_published_files_are_read_whole(reference: Path) -> None:
    expected = {
        "moj-2013-09-30-senior.csv": 136,
        "moj-2013-09-30-junior.csv": 1070,
        "noms-2011-09-30-senior.csv": 77,
        "noms-2011-09-30-junior.csv": 4095,
        "home-office-2011-09-30-senior.csv": 151,
        "home-office-2011-09-30-junior.csv": 734,
    }
    for name, count in expected.items():
        with (reference / "organogram" / name).open("rb") as stream:
            table = read_table(stream, name=name)
        assert (len(table), table.source.encoding) == (count, "UTF-8")
        assert not any(row.is_short or row.is_long for row in table.rows)


def test_a_look_at_a_large_file_reads_only_its_first_rows() -> None:
    assert len(read_table(io.BytesIO(b"a,b\n" + b"1,2\n" * 50), name="file", most_rows=11)) == 10
