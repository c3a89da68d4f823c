"""The thread bar and the tree rows below it."""

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldenthread.ui.tags.library import draw, register
from goldenthread.ui.thread_bar import Step, ThreadBar, draw_thread_bar


def _sentence(bar: ThreadBar) -> str:
    if bar.missing:
        return _("The thread is broken here")
    if bar.unaffirmed:
        return ngettext("One link to re-affirm", "%(count)s links to re-affirm", bar.unaffirmed) % {
            "count": bar.unaffirmed
        }
    if not bar.steps_up:
        return _("This is where the thread begins")
    return ngettext("One step up to the vision", "%(count)s steps up to the vision", bar.steps_up) % {
        "count": bar.steps_up
    }


@register.simple_tag
def thread_bar(*, steps: Sequence[Step], label: str = "") -> SafeString:
    """Draw the thread from the vision (first step) to here (last). Nothing is drawn without steps."""
    if not steps:
        return SafeString("")
    bar = draw_thread_bar(steps)
    return draw("thread_bar", {"bar": bar, "sentence": _sentence(bar), "label": label or _("From the vision to here")})


@register.simple_block_tag
def tree(content: str, *, label: str = "") -> SafeString:
    """Frame rows that open. The content is list items, each a `tree_row` and perhaps a list of those below."""
    return draw("tree", {"content": content, "label": label})


@register.simple_block_tag
def tree_row(
    content: str,
    *,
    title: str,
    url: str = "",
    ref: str = "",
    marks: str = "",
    has_rows: bool = False,
    is_open: bool = False,
) -> SafeString:
    """Draw one row; the content is its right-hand end. With `has_rows` a twist opens the list that follows it."""
    return draw(
        "tree_row",
        {
            "content": content,
            "title": title,
            "url": url,
            "ref": ref,
            "marks": marks,
            "has_rows": has_rows,
            "is_open": is_open,
        },
    )
