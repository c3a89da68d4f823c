"""The list of posts, and making and changing one. `desk` abolishes one: it knows what the post owns."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from goldenthread.access import gate
from goldenthread.access.policy import Action, is_allowed
from goldenthread.people import actions, queries
from goldenthread.people.forms import PostForm, ReasonForm
from goldenthread.people.models import Level, Post, Unit
from goldenthread.people.queries.listing import PostSearch, open_units, post_rows
from goldenthread.people.requests import PersonRequest, person_required, wants_fragment
from goldenthread.people.spreadsheet import csv_lines
from goldenthread.people.views.shared import attempt, bound, hub_tabs, named, narrowing, page_of, unit_asked_for
from goldenthread.ui.form_page import FormPage, render_form
from goldenthread.ui.sorting import sort_heads

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def states() -> list[tuple[str, str]]:
    return [
        ("live", _("All that are there")),
        ("vacant", _("Vacant")),
        ("named", _("Filled")),
        ("unnamed", _("Filled, nobody named")),
        ("abolished", _("Abolished")),
    ]


def _may_edit(request: PersonRequest) -> None:
    gate.require(Action.STRUCTURE_EDIT, request.standing.own_relations, view=Action.STRUCTURE_VIEW)


def _post(request: PersonRequest, post_id: int) -> Post:
    posts = queries.posts_visible_to(request.standing).select_related("unit", "reports_to", "role_profile")
    return get_object_or_404(posts, pk=post_id)


def _address(post: Post) -> str:
    return reverse("people:post", args=[post.pk])


@person_required
@require_safe
@vary_on_headers("HX-Request")
def posts(request: PersonRequest) -> HttpResponse:
    gate.require(Action.STRUCTURE_VIEW, request.standing.own_relations)
    units = open_units(request.standing)
    search = _search(request, unit=unit_asked_for(request, units))
    page = page_of(queries.posts_matching(request.standing, search), request.GET)
    columns = [("title", _("Title")), ("unit", named("unit")), ("fte", _("Full time"))]
    context = {
        **narrowing(request, units, chosen=search.unit),
        "tabs": hub_tabs(request, "posts"),
        "title": named("post", many=True),
        "search": search,
        "page": page,
        "rows": post_rows(list(page.object_list), on=request.standing.on),
        "heads": sort_heads(request.GET, columns, current=search.sort),
        "state_options": states(),
        "can_edit": is_allowed(Action.STRUCTURE_EDIT, request.standing.own_relations),
    }
    name = "people/posts.html#listing" if wants_fragment(request) else "people/posts.html"
    return render(request, name, context)


def _search(request: PersonRequest, *, unit: Unit | None) -> PostSearch:
    return PostSearch(
        words=request.GET.get("q", "").strip()[:200],
        unit=unit,
        level=request.GET.get("level", ""),
        state=request.GET.get("state") or "live",
        sort=request.GET.get("sort") or "title",
    )


@person_required
@require_safe
def posts_export(request: PersonRequest) -> StreamingHttpResponse:
    gate.require(Action.STRUCTURE_VIEW, request.standing.own_relations)
    found = list(queries.posts_matching(request.standing, _search(request, unit=unit_asked_for(request, []))))
    heads = (
        _("Reference"),
        _("Title"),
        named("unit"),
        _("Level"),
        _("Full-time equivalents"),
        _("Filling"),
        _("Held by"),
    )
    lines = (
        (
            row.post.reference,
            row.post.title,
            row.post.unit.name,
            Level(row.post.level).label,
            f"{row.post.fte.normalize():f}",
            row.post.get_filling_display(),
            "; ".join(person.name for person in row.holders),
        )
        for start in range(0, len(found), 1000)
        for row in post_rows(found[start : start + 1000], on=request.standing.on)
    )
    response = StreamingHttpResponse(csv_lines(heads, lines), content_type="text/csv")
    response["Content-Disposition"] = 'attachment; filename="posts.csv"'
    return response


@person_required
@get_or_post
def post_new(request: PersonRequest) -> HttpResponse:
    _may_edit(request)
    unit = unit_asked_for(request, [])
    form = bound(request, PostForm, initial={"unit": unit, "opened_on": request.standing.on})
    post = attempt(
        form,
        lambda: actions.create_post(new=actions.NewPost(**form.values()), by=request.person, now=request.now),  # type: ignore[arg-type]  # the form's fields are the record's
    )
    if post is not None:
        messages.success(request, _("%(post)s is there.") % {"post": post.title})
        return redirect(_address(post))
    back = reverse("people:unit", args=[unit.pk]) if unit else reverse("people:posts")
    return render_form(request, form, FormPage(title=_("Make a post"), submit=_("Make post"), back_url=back))


@person_required
@get_or_post
def post_edit(request: PersonRequest, post_id: int) -> HttpResponse:
    _may_edit(request)
    post = _post(request, post_id)
    form = bound(request, PostForm, initial=PostForm.initial_of(post))
    if post.filling == Post.Filling.NAMED:
        del form.fields["filling"]
    form.fields["reference"].required = True
    done = attempt(
        form, lambda: actions.change_post(post=post, values=form.values(), by=request.person, now=request.now)
    )
    if done is not None:
        messages.success(request, _("Saved."))
        return redirect(_address(post))
    page = FormPage(
        title=_("Change %(post)s") % {"post": post.title}, submit=_("Save changes"), back_url=_address(post)
    )
    return render_form(request, form, page)


@person_required
@get_or_post
def post_reopen(request: PersonRequest, post_id: int) -> HttpResponse:
    _may_edit(request)
    post = _post(request, post_id)
    form = bound(request, ReasonForm)
    done = attempt(
        form, lambda: actions.reopen_post(post=post, **form.cleaned_data, by=request.person, now=request.now)
    )
    if done is not None:
        messages.success(request, _("%(post)s is there again.") % {"post": post.title})
        return redirect(_address(post))
    page = FormPage(
        title=_("Bring %(post)s back") % {"post": post.title}, submit=_("Bring post back"), back_url=_address(post)
    )
    return render_form(request, form, page)
