"""Checking in, commenting, files, and who may be mentioned."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.files.base import File
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from goldenthread.access import gate
from goldenthread.access.policy import Action
from goldenthread.people.requests import PersonRequest, person_required
from goldenthread.thread import actions, queries
from goldenthread.thread.addresses import item_address
from goldenthread.thread.forms import CheckInForm, CommentForm, EditCommentForm
from goldenthread.thread.models import Comment, CommentFile, Item
from goldenthread.thread.views.loading import item_for, to_page_of

MOST_COMMENTS = 500


@require_http_methods(["GET", "POST"])
@person_required
def check_in(request: PersonRequest, item_id: int) -> HttpResponse:
    item, relations = item_for(request, item_id)
    gate.require(Action.ITEM_CHECK_IN, relations, view=queries.view_action(item))
    if not item.is_live or item.kind not in queries.CHECKED_IN_ON:
        messages.warning(request, _("Only a live goal, objective or plan is checked in on."))
        return to_page_of(item)
    form = CheckInForm(request.POST or None, initial={"said": item.said, "confidence": item.confidence})
    if form.is_valid():
        given = form.cleaned_data
        actions.check_in(
            item=item,
            said=Item.Said(given["said"]),
            confidence=given["confidence"],
            words=given["words"],
            help_wanted=given["help_wanted"],
            by=request.person,
            now=request.now,
        )
        messages.success(request, _("Checked in on %(item)s.") % {"item": item.reference})
        return to_page_of(item, fragment="#check-ins")
    latest = queries.check_ins_of(item).first()
    context = {"item": item, "form": form, "latest": latest, "back": item_address(kind=item.kind, item_id=item.pk)}
    return render(request, "thread/check_in.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@person_required
def item_comments(request: PersonRequest, item_id: int) -> HttpResponse:
    item, relations = item_for(request, item_id)
    gate.require(Action.ITEM_COMMENT, relations, view=queries.view_action(item))
    form = CommentForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        files = cast("list[File[bytes]]", form.cleaned_data["attached"])
        said = actions.make_comment(
            item=item, words=form.cleaned_data["words"], files=files, by=request.person, now=request.now
        )
        _tell_who_was_not_told(request, said)
        return to_page_of(item, fragment=f"#comment-{said.comment.pk}")
    context = {
        "item": item,
        "form": form,
        "talk": queries.talk_of(item, person=request.person, comments=MOST_COMMENTS, check_ins=0, happenings=0),
        "rights": queries.rights_over(item, relations),
        "back": item_address(kind=item.kind, item_id=item.pk),
    }
    return render(request, "thread/item_comments.html", context, status=422 if form.is_bound else 200)


def _tell_who_was_not_told(request: PersonRequest, said: actions.Said) -> None:
    messages.success(request, _("Your comment is there."))
    for name in said.shared_names:
        messages.warning(
            request,
            _("More than one person is called %(name)s, so nobody was told. Add the staff number: @%(name)s (1234).")
            % {"name": name},
        )
    for name in said.kept_out:
        messages.warning(request, _("%(name)s may not see this, so was not told.") % {"name": name})


@require_http_methods(["GET", "POST"])
@person_required
def comment_edit(request: PersonRequest, comment_id: int) -> HttpResponse:
    comment = _comment(request, comment_id)
    relations = queries.relations_to_comment(request.standing, comment)
    gate.require(Action.COMMENT_EDIT, relations, view=Action.ITEM_VIEW)
    if comment.removed_at is not None:
        messages.warning(request, _("This comment has been removed."))
        return to_page_of(comment.item)
    form = EditCommentForm(request.POST or None, initial={"words": comment.words})
    if form.is_valid():
        try:
            said = actions.edit_comment(
                comment=comment, words=form.cleaned_data["words"], by=request.person, now=request.now
            )
        except actions.CommentIsGone as gone:
            form.add_error(None, str(gone))
        else:
            _tell_who_was_not_told(request, said)
            return to_page_of(comment.item, fragment=f"#comment-{comment.pk}")
    context = {"item": comment.item, "comment": comment, "form": form, "back": _page_of(comment.item)}
    return render(request, "thread/comment_edit.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@person_required
def comment_remove(request: PersonRequest, comment_id: int) -> HttpResponse:
    """Ask, then take the words away."""
    comment = _comment(request, comment_id)
    relations = queries.relations_to_comment(request.standing, comment)
    gate.require(Action.COMMENT_REMOVE, relations, view=Action.ITEM_VIEW)
    if request.method == "POST":
        try:
            actions.remove_comment(comment=comment, by=request.person, now=request.now)
        except actions.CommentIsGone as gone:
            messages.warning(request, str(gone))
        else:
            messages.success(request, _("The comment is removed."))
        return to_page_of(comment.item, fragment="#comments")
    context = {"item": comment.item, "comment": comment, "back": _page_of(comment.item)}
    return render(request, "thread/comment_remove.html", context)


def _comment(request: PersonRequest, comment_id: int) -> Comment:
    """Return a comment on an item that the asker may see. The author of a draft is not the author of what others say
    of it, so seeing the item and changing the comment are two questions."""
    found = Comment.objects.select_related(
        "by", "item__owner_unit", "item__owner_post", "item__subject", "item__lead", "item__goal"
    )
    comment = get_object_or_404(found, pk=comment_id)
    gate.require(queries.view_action(comment.item), queries.relations_to_item(request.standing, comment.item))
    return comment


def _page_of(item: Item) -> str:
    return item_address(kind=item.kind, item_id=item.pk)


@require_GET
@person_required
def file(request: PersonRequest, file_id: int) -> HttpResponse:
    """Hand over a file that was kept with a comment: always to be saved, never to be shown as a page of ours."""
    kept = get_object_or_404(CommentFile.objects.select_related("comment"), pk=file_id)
    item, relations = item_for(request, kept.comment.item_id)
    gate.require(queries.view_action(item), relations)
    if not kept.file.storage.exists(kept.file.name or ""):
        raise Http404(_("This file is no longer there."))
    with kept.file.open("rb") as opened:
        content = opened.read()
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=kept.name) or "attachment"
    }
    return HttpResponse(content, content_type="application/octet-stream", headers=headers)


@require_GET
@person_required
def mentions(request: PersonRequest) -> JsonResponse:
    """Who may be meant by the beginning of a name, for the box that completes it."""
    gate.require(Action.PERSON_VIEW, request.standing.own_relations)
    found = queries.people_named(request.GET.get("q", "")[:100], standing=request.standing)
    names = [person.name for person, _post in found]
    return JsonResponse(
        {
            "people": [
                {
                    "name": person.name,
                    "note": post or person.number,
                    "insert": f"{person.name} ({person.number})" if names.count(person.name) > 1 else person.name,
                }
                for person, post in found
            ]
        }
    )
