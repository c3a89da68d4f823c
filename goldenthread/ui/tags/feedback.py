"""Dialog, toast, remark, statistic, finding, job."""

from datetime import date, datetime

from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from goldenthread.ui import formats
from goldenthread.ui.charts.whisker import draw_whisker
from goldenthread.ui.tags.library import draw, one_of, register
from goldenthread.ui.words import FINDING_KINDS, SEVERITIES

TOASTS = frozenset({"done", "concern"})
JOB_STATES = frozenset({"waiting", "running", "done", "stopped", "failed"})
BUTTONS = frozenset({"primary", "danger"})


@register.simple_block_tag
def dialog(content: str, *, id: str, heading: str) -> SafeString:
    """Frame what floats above the page until it is answered; opened by a control with this id as its `dialog`."""
    return draw("dialog", {"content": content, "id": id, "heading": heading})


@register.simple_tag(takes_context=True)
def confirm_dialog(
    context: Context,
    *,
    id: str,
    heading: str,
    words: str,
    url: str,
    label: str,
    keep_label: str = "",
    variant: str = "danger",
) -> SafeString:
    """Draw a dialog that asks before it posts to `url`."""
    return draw(
        "confirm_dialog",
        {
            "id": id,
            "heading": heading,
            "words": words,
            "url": url,
            "label": label,
            "keep_label": keep_label or _("Leave it as it is"),
            "variant": one_of(variant, BUTTONS, "variant of confirming button"),
            "csrf_token": context.get("csrf_token", ""),
        },
    )


@register.simple_tag(takes_context=True)
def toast(
    context: Context, *, words: str, kind: str = "done", undo_url: str = "", undo_label: str = "", name: str = ""
) -> SafeString:
    """Draw what was just done, perhaps with a way back."""
    return draw(
        "toast",
        {
            "words": words,
            "is_concern": one_of(kind, TOASTS, "kind of toast") == "concern",
            "undo_url": undo_url,
            "undo_label": undo_label or _("Undo"),
            "name": name,
            "csrf_token": context.get("csrf_token", ""),
        },
    )


@register.simple_block_tag
def remark(
    content: str, *, author: str, when: date | datetime, role: str = "", actions: str = "", level: int = 3
) -> SafeString:
    """Draw what somebody wrote: who, when, the words, perhaps buttons drawn before."""
    written = formats.day_time(when) if isinstance(when, datetime) else formats.day(when)
    return draw(
        "remark",
        {
            "content": content,
            "author": author,
            "when": when,
            "written": written,
            "role": role,
            "actions": actions,
            "level": level,
        },
    )


@register.simple_tag
def stat(
    *,
    name: str,
    value: str,
    unit: str = "",
    note: str = "",
    low: float | None = None,
    high: float | None = None,
    middle: float | None = None,
    reference: float | None = None,
    scale_low: float = 0.0,
    scale_high: float = 100.0,
) -> SafeString:
    """Draw a figure; with `low`, `middle` and `high` its interval on a scale, with `reference` a dotted earlier one."""
    whisker = None
    if low is not None and high is not None and middle is not None:
        whisker = draw_whisker(
            low=low, middle=middle, high=high, reference=reference, scale_low=scale_low, scale_high=scale_high
        )
    return draw("stat", {"name": name, "value": value, "unit": unit, "note": note, "whisker": whisker})


@register.simple_tag
def stat_withheld(*, name: str, note: str) -> SafeString:
    """Draw a figure that is not shown, and why."""
    return draw("stat_withheld", {"name": name, "note": note})


@register.simple_tag
def finding(
    *,
    kind: str,
    severity: str,
    title: str,
    url: str,
    why: str,
    count: int,
    count_words: str,
    since: date | datetime | None = None,
    mend_label: str = "",
    mend_url: str = "",
    is_first: bool = False,
    accept_url: str = "",
    accept_label: str = "",
    ref: str = "",
    below: str = "",
    level: int = 3,
) -> SafeString:
    """Draw one finding: what is broken, how many stand below, the one step. `below` is HTML drawn before."""
    one_of(kind, frozenset(FINDING_KINDS), "kind of finding")
    one_of(severity, frozenset(SEVERITIES), "severity")
    return draw(
        "finding",
        {
            "kind": kind,
            "kind_words": FINDING_KINDS[kind],
            "severity": severity,
            "severity_words": SEVERITIES[severity],
            "title": title,
            "url": url,
            "why": why,
            "count": count,
            "count_words": count_words,
            "since": since,
            "mend_label": mend_label,
            "mend_url": mend_url,
            "mend_variant": "primary" if is_first else "second",
            "accept_url": accept_url,
            "accept_label": accept_label or _("Accept with a reason"),
            "ref": ref,
            "below": below,
            "level": level,
        },
    )


@register.simple_tag(takes_context=True)
def job(
    context: Context,
    *,
    id: str,
    heading: str,
    words: str,
    state: str = "running",
    done: int | None = None,
    total: int | None = None,
    stop_url: str = "",
    stop_label: str = "",
    poll_url: str = "",
    action_label: str = "",
    action_url: str = "",
    level: int = 3,
) -> SafeString:
    """Draw long work: words, a bar, a way to stop. With `poll_url` the script asks again every two seconds."""
    one_of(state, JOB_STATES, "state of a job")
    is_going = state in {"waiting", "running"}
    return draw(
        "job",
        {
            "id": id,
            "heading": heading,
            "words": words,
            "is_going": is_going,
            "is_failed": state == "failed",
            "done": done,
            "total": total,
            "stop_url": stop_url if is_going else "",
            "stop_label": stop_label or _("Stop this"),
            "poll_url": poll_url if is_going else "",
            "action_label": action_label,
            "action_url": action_url,
            "level": level,
            "csrf_token": context.get("csrf_token", ""),
        },
    )
