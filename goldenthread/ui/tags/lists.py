"""Lists: toolbar with search and filters, sortable headers, choosing rows, bulk bar, pages, log."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.core.paginator import Page
from django.utils.html import format_html
from django.utils.safestring import SafeString

from goldenthread.ui import formats
from goldenthread.ui.tags.library import attributes, draw, one_of, register, trimmed

DIRECTIONS = frozenset({"", "ascending", "descending"})


@register.simple_block_tag
def toolbar(
    content: str,
    *,
    action: str,
    search_label: str = "",
    search_value: str = "",
    search_name: str = "q",
    apply_label: str = "",
    end: str = "",
    hx_target: str = "",
) -> SafeString:
    """Draw a form that narrows a list; the content is `filter_select`s and chips, `end` stands to the right.

    It is a plain GET form with its own button; with `hx_target` the script narrows while somebody chooses.
    """
    return draw(
        "toolbar",
        {
            "content": content,
            "action": action,
            "search_label": search_label,
            "search_value": search_value,
            "search_name": search_name,
            "apply_label": apply_label,
            "end": end,
            "hx_target": hx_target,
        },
    )


@register.simple_tag
def filter_select(
    *, name: str, label: str, options: Iterable[tuple[object, object]], value: object = "", any_label: str = ""
) -> SafeString:
    """Draw one filter of a toolbar; `any_label` is the first, empty choice."""
    chosen = "" if value is None else str(value)
    drawn = [(str(code), str(words), str(code) == chosen) for code, words in options]
    return draw("filter_select", {"name": name, "label": label, "options": drawn, "any_label": any_label})


@register.simple_tag
def filter_chip(*, label: str, remove_url: str) -> SafeString:
    """Draw a filter that is on, with a link that takes it off."""
    return draw("filter_chip", {"label": label, "remove_url": remove_url})


@register.simple_tag
def sort_header(*, label: str, url: str, direction: str = "", numeric: bool = False) -> SafeString:
    """Draw the head of a column that sorts; `direction` is how it is sorted now."""
    one_of(direction, DIRECTIONS, "direction")
    return draw("sort_header", {"label": label, "url": url, "direction": direction, "numeric": numeric})


@register.simple_tag
def pick_all(*, label: str = "") -> SafeString:
    """Draw the box that chooses every row on this page. Only the script makes it work, so it waits for it."""
    return draw("pick_all", {"label": label})


@register.simple_tag
def pick(*, value: object, label: str, name: str = "chosen", form: str = "", checked: bool = False) -> SafeString:
    """Draw the box that chooses one row; `form` is the id of the form that the bulk bar sends."""
    given = attributes(
        type="checkbox",
        name=name,
        value=str(value),
        form=form,
        checked=checked,
        aria_label=label,
        data_pick=True,
    )
    return format_html("<input{}>", given)


@register.simple_block_tag
def bulk_bar(content: str, *, label: str) -> SafeString:
    """Draw what can be done with the chosen rows. It stands before its table, inside one `data-pick-area`."""
    return draw("bulk_bar", {"content": content, "label": label})


@register.simple_tag
def pages(*, page: "Page[object]", query: str = "", label: str = "", hx_target: str = "") -> SafeString:
    """Draw 1 to 25 of 312 and links to the pages of a Django paginator's page.

    `query` is the query string without its page, such as q=fire&sort=title.
    """
    paginator = page.paginator
    numbers = [
        number if isinstance(number, int) else 0
        for number in paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    prefix = f"?{query}&page=" if query else "?page="
    return draw(
        "pages",
        {"page": page, "numbers": numbers, "prefix": prefix, "label": label, "hx_target": hx_target},
    )


@register.simple_block_tag
def log(content: str, *, small: bool = False) -> SafeString:
    """Frame entries along a line, newest first; each is a `log_entry`."""
    return format_html('<ol class="log{}">{}</ol>', " log--s" if small else "", content)


@register.simple_block_tag
def log_entry(
    content: str,
    *,
    when: date | datetime,
    status: str = "",
    by: str | Sequence[str] = "",
    until: date | None = None,
    quiet: bool = False,
) -> SafeString:
    """Draw one entry: when, perhaps a status drawn before, by whom, the words. `quiet`: noticed by the system."""
    written = formats.day_time(when) if isinstance(when, datetime) else formats.day(when)
    return draw(
        "log_entry",
        {
            "content": trimmed(content),
            "when": when,
            "written": written,
            "until": until,
            "status": status,
            "bys": [by] if isinstance(by, str) else by,
            "quiet": quiet,
        },
    )
