"""Quotation marks that another program mangled: mended unless somebody says otherwise, counted and shown beforehand."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.exchange.models import Import
from goldenthread.exchange.reading.encodings import around_mangled
from goldenthread.exchange.tests.wizard import MAPPING, PLAN, SENIOR, begun, checked, do, file, page_of, structure, work
from goldenthread.people.models import Post
from goldenthread.thread.models import Item

pytestmark = pytest.mark.usefixtures("own_files")

MANGLED_PLAN = PLAN.replace("Mend the worst", "Mend the womenÕs prison")
MANGLED_SENIOR = SENIOR.replace("Head of Roads", "Head of the CountyÕs Roads")


def columns_page(client: Client, of_import: Import) -> str:
    return client.get(reverse("exchange:import_columns", args=[of_import.pk])).content.decode()


def test_it_is_ticked_beforehand_with_a_count_and_an_example(ada: Client) -> None:
    of_import = begun(ada, "plan", plan=file("plan.csv", MANGLED_PLAN))

    page = columns_page(ada, of_import)

    assert "2 cells hold" in page
    assert "“Mend the womenÕs prison” becomes “Mend the women’s prison”" in page
    assert 'checked id="id_mends_quotation_marks"' in page or 'id="id_mends_quotation_marks" checked' in page


def test_where_nothing_looks_mangled_nothing_is_asked(ada: Client) -> None:
    assert "Mend quotation marks" not in columns_page(ada, begun(ada, "plan", plan=file("plan.csv", PLAN)))


@pytest.mark.parametrize("mapping", ["", MAPPING])
def test_a_plan_comes_in_mended_unless_the_tick_is_taken_off(ada: Client, mapping: str) -> None:
    more = {"mapping": file("m.toml", mapping)} if mapping else {}
    of_import = checked(ada, begun(ada, "plan", plan=file("plan.csv", MANGLED_PLAN), **more))

    assert of_import.counts["mended_cells"] == of_import.counts["mangled_cells"] == 2
    assert "they are mended" in page_of(ada, of_import).content.decode()

    of_import = checked(ada, of_import, mends_quotation_marks="")
    assert (of_import.counts["mended_cells"], of_import.counts["mangled_cells"]) == (0, 2)

    of_import = checked(ada, of_import, mends_quotation_marks="on")
    do(ada, "import_run", of_import)
    work()
    assert Item.objects.filter(title="Mend the women’s prison").exists()


def test_a_mapping_that_says_no_is_followed_and_the_tick_is_off(ada: Client) -> None:
    mapping = file("m.toml", f"mend_quotation_marks = false\n{MAPPING}")
    of_import = checked(ada, begun(ada, "plan", plan=file("plan.csv", MANGLED_PLAN), mapping=mapping))

    assert (of_import.counts["mended_cells"], of_import.counts["mangled_cells"]) == (0, 2)


def test_a_structure_comes_in_mended_too(ada: Client) -> None:
    of_import = checked(ada, structure(ada, senior=MANGLED_SENIOR))

    do(ada, "import_run", of_import)
    work()

    assert Post.objects.get(reference="Q2").title == "Head of the County’s Roads"


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("the womenÕs prison", "the womenÕs prison"),
        (
            f"{'word ' * 20}the womenÕs prison {'more ' * 20}",
            "word word word word the womenÕs prison more more more more",
        ),
        ("all is well", ""),
    ],
)
def test_an_example_is_short_and_ends_at_words(text: str, piece: str) -> None:
    assert around_mangled(text) == piece
