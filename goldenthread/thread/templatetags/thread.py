"""`{% load thread %}`: small things that the pages of items need."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from goldenthread.thread.wording import Piece

register = template.Library()


@register.simple_block_tag
def gather(content: str) -> SafeString:
    """Draw the content, to be kept with `as` and handed to a component: `{% gather as actions %}…{% endgather %}`."""
    return SafeString(content.strip())


@register.simple_tag
def diff(*, pieces: Iterable[Piece]) -> SafeString:
    """Draw two wordings as one: what went struck through, what came underlined. Lines are kept."""
    drawn = format_html_join(
        "",
        "{}",
        (
            (
                format_html("<del>{}</del>", piece.words)
                if piece.kind == "gone"
                else format_html("<ins>{}</ins>", piece.words)
                if piece.kind == "new"
                else piece.words,
            )
            for piece in pieces
        ),
    )
    return format_html('<p class="diff">{}</p>', drawn)
