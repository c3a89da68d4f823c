"""Style sheet, scripts and sprite: complete, joined once, kept by the browser until they change."""

import gzip
import re
from pathlib import Path

import pytest
from django.template import engines
from django.test import Client
from django.urls import reverse

from goldenthread.ui import assets

STATIC = Path(assets.__file__).parent / "static" / "ui"


def address(stem: str) -> str:
    asset = assets.ASSETS[stem]()
    return reverse("ui:asset", args=[asset.stem, asset.digest, asset.suffix])


def test_every_style_sheet_of_the_room_is_joined() -> None:
    files = {path.relative_to(STATIC / "css").with_suffix("").as_posix() for path in (STATIC / "css").rglob("*.css")}

    assert files == set(assets.STYLE_ORDER)


def test_every_script_of_the_room_is_joined_or_the_early_one() -> None:
    files = {path.stem for path in (STATIC / "js").glob("*.js")}

    assert files == {*assets.SCRIPT_ORDER, "theme"}


def test_layers_are_declared_before_anything_else() -> None:
    assert assets.style().content.decode().startswith("@layer tokens, base, layout, components, utilities;")


def test_braces_of_the_joined_sheet_match() -> None:
    css = assets.style().content.decode()

    assert css.count("{") == css.count("}")
    assert "/*" not in css


@pytest.mark.django_db
@pytest.mark.parametrize("stem", sorted(assets.ASSETS))
def test_an_asset_is_kept_for_a_year(client: Client, stem: str) -> None:
    response = client.get(address(stem))

    assert response.status_code == 200
    assert response.content == assets.ASSETS[stem]().content
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.django_db
def test_an_address_from_before_an_upgrade_gets_the_present_file_once(client: Client) -> None:
    response = client.get(reverse("ui:asset", args=["style", "000000000000", "css"]))

    assert response.status_code == 200
    assert response["Cache-Control"] == "no-cache"


@pytest.mark.django_db
@pytest.mark.parametrize("parts", [("nothing", "0", "css"), ("style", "0", "js")])
def test_what_is_no_asset_is_not_found(client: Client, parts: tuple[str, str, str]) -> None:
    assert client.get(reverse("ui:asset", args=parts)).status_code == 404


@pytest.mark.django_db
def test_an_asset_travels_packed_to_who_can_unpack_it(client: Client) -> None:
    packed = client.get(address("style"), headers={"Accept-Encoding": "gzip, br"})
    plain = client.get(address("style"))

    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < len(plain.content) / 3
    assert "Content-Encoding" not in plain
    assert "Accept-Encoding" in plain["Vary"]


@pytest.mark.django_db
def test_an_asset_is_only_read(client: Client) -> None:
    assert client.post(address("style")).status_code == 405


def test_the_address_changes_with_the_content() -> None:
    one = assets.Asset("style", "css", b"a", "text/css")
    other = assets.Asset("style", "css", b"b", "text/css")

    assert one.digest != other.digest


def test_every_icon_that_a_template_names_is_in_the_sprite() -> None:
    package = Path(assets.__file__).parent.parent
    named = {
        name
        for path in package.rglob("templates/**/*.html")
        for name in re.findall(r"""\{%\s*icon\s+name=["']([a-z0-9-]+)["']""", path.read_text("utf-8"))
    }

    assert named <= assets.icon_names()


def test_the_tags_name_the_joined_files() -> None:
    html = engines["django"].from_string("{% load ui %}{% theme_script %}{% stylesheet %}{% scripts %}").render({})

    for stem in ("theme", "style", "script"):
        assert address(stem) in html
