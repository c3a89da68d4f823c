"""Colours: enough contrast on every paper, and named in one file only."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

UI = Path(__file__).parent.parent
PACKAGE = UI.parent
CSS = UI / "static" / "ui" / "css"
TOKEN = re.compile(r"--([a-z0-9-]+):\s*light-dark\(\s*(#[0-9a-f]{6})\s*,\s*(#[0-9a-f]{6})\s*\)")
TOKENS = {name: (light, dark) for name, light, dark in TOKEN.findall((CSS / "tokens.css").read_text("utf-8"))}
PAPERS = ("paper", "paper-2", "paper-3")
RAW_COLOUR = re.compile(
    r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b(?!;)|\b(?:rgba?|hsla?|oklch|oklab|lab|lch)\(", re.I
)
NAMED_COLOUR = re.compile(r":\s*(?:white|black|red|green|blue|grey|gray|gold|orange|yellow|silver)\b", re.I)


def luminance(colour: str) -> float:
    """Return the relative luminance, [0, 1]. Source: WCAG 2.2, definition of relative luminance."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_the_guidelines_do() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("text", ["ink", "ink-2", "ink-3", "link", "lead", "manage", "shared", "concern", "improve"])
def test_words_can_be_read_on_every_paper(text: str, paper: str, theme: int) -> None:
    assert contrast(TOKENS[text][theme], TOKENS[paper][theme]) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("paper", ["paper", "paper-2"])
@pytest.mark.parametrize("line", ["gold", "edge", "focus"])
def test_lines_can_be_seen(line: str, paper: str, theme: int) -> None:
    assert contrast(TOKENS[line][theme], TOKENS[paper][theme]) >= 3


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_words_on_ink_can_be_read(theme: int) -> None:
    assert contrast(TOKENS["on-ink"][theme], TOKENS["ink"][theme]) >= 4.5
    assert contrast(TOKENS["on-ink"][theme], TOKENS["ink-hover"][theme]) >= 4.5
    assert contrast(TOKENS["ink"][theme], TOKENS["selection"][theme]) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("hue", ["lead", "manage", "shared", "concern", "improve"])
def test_a_hue_can_be_read_on_its_soft_ground(hue: str, theme: int) -> None:
    assert contrast(TOKENS[hue][theme], TOKENS[f"{hue}-soft"][theme]) >= 4.5


def style_sheets() -> Iterator[Path]:
    for path in sorted(PACKAGE.rglob("static/**/*.css")):
        if path != CSS / "tokens.css":
            yield path


def test_no_style_sheet_but_the_tokens_names_a_colour() -> None:
    found = [
        f"{path.relative_to(PACKAGE)}:{number}: {line.strip()[:80]}"
        for path in style_sheets()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if RAW_COLOUR.search(line) or NAMED_COLOUR.search(line)
    ]

    assert not found, "\n".join(found)


def test_no_template_names_a_colour() -> None:
    attribute = re.compile(r"""\b(?:fill|stroke|color|bgcolor|stop-color)\s*=\s*["'](?!none|currentColor)""", re.I)
    found = [
        str(path.relative_to(PACKAGE))
        for path in sorted(PACKAGE.rglob("templates/**/*.html"))
        if attribute.search(path.read_text("utf-8"))
    ]

    assert not found, "\n".join(found)


def test_every_token_that_is_used_exists() -> None:
    everything = "\n".join(path.read_text("utf-8") for path in PACKAGE.rglob("static/**/*.css"))
    used = set(re.findall(r"var\(--([a-z0-9-]+)", everything))
    defined = set(re.findall(r"--([a-z0-9-]+)\s*:", everything))

    assert used <= defined, sorted(used - defined)


def test_gold_draws_lines_and_stations_only() -> None:
    """Gold never colours words and never fills a ground wider than the thread's weight or its stations."""
    text = "\n".join(path.read_text("utf-8") for path in style_sheets())

    assert not re.search(r"(?<![-a-z])color:\s*var\(--gold\)", text)
    for rule in re.findall(r"[^{}]*\{[^{}]*background:[^;{}]*var\(--gold\)[^{}]*\}", text):
        assert re.search(r"::(?:before|after)|strung__|goal__node|leafnode|sw-gold", rule), rule.strip()[:120]
