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
    drawn, before = [], ""
    for piece in pieces:
        needs_room = piece.kind == "new" and before and not (before[-1].isspace() or piece.words[0].isspace())
        drawn.append((" " if needs_room else "", _drawn(piece)))
        before = piece.words if piece.kind == "gone" else ""
    return format_html('<p class="diff">{}</p>', format_html_join("", "{}{}", drawn))


def _drawn(piece: Piece) -> str:
    if piece.kind == "gone":
        return format_html("<del>{}</del>", piece.words)
    return format_html("<ins>{}</ins>", piece.words) if piece.kind == "new" else piece.words
