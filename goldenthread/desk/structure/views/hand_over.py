"""Handing over what somebody leaves behind, many things at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from goldenthread.access import gate
from goldenthread.access.policy import Action
from goldenthread.desk.structure import actions
from goldenthread.desk.structure.forms import HandOverForm
from goldenthread.desk.structure.queries.holdings import Holdings, holdings_of, posts_left_by
from goldenthread.desk.structure.queries.person import find_person
from goldenthread.people import hierarchy
from goldenthread.people.models import Person
from goldenthread.people.picking import look_on
from goldenthread.people.queries import relations_to_person
from goldenthread.people.requests import PersonRequest, person_required


@person_required
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: PersonRequest, person_id: int) -> HttpResponse:
    person = find_person(person_id, standing=request.standing)
    if person is None:
        raise Http404(_("There is nothing here, or nothing you may see."))
    posts = posts_left_by(person, on=request.standing.on)
    lines = hierarchy.lines_above([post.pk for post in posts])
    relations = relations_to_person(request.standing, person, lines=lines.values())
    gate.require(Action.PERSON_HAND_OVER, relations, view=Action.PERSON_VIEW)
    held = holdings_of(person, posts=posts, standing=request.standing)
    form = HandOverForm(request.POST if request.method == "POST" else None)
    look_on(form, on=request.standing.on)
    keys = set(request.POST.getlist("chosen")) if request.method == "POST" else set()
    if form.is_valid() and _done(request, form, person, held.chosen(keys)):
        return redirect("people:hand_over", person.pk)
    context = {"person": person, "held": held, "posts": posts, "form": form, "keys": keys}
    return render(request, "desk/structure/hand_over.html", context, status=422 if form.errors else 200)


def _done(request: PersonRequest, form: HandOverForm, person: Person, chosen: Holdings) -> bool:
    """Hand over what was chosen, and say so; a refusal is shown above the form."""
    said = form.cleaned_data
    try:
        to = actions.receiver_of(person=said["person"], post=said["post"], on=request.standing.on)
        count = actions.hand_over(
            leaver=person, chosen=chosen, to=to, reason=said["reason"], by=request.person, now=request.now
        )
    except actions.CannotHandOver as refusal:
        form.add_error(None, str(refusal))
        return False
    words = ngettext("%(count)s thing handed to %(whom)s.", "%(count)s things handed to %(whom)s.", count)
    messages.success(request, words % {"count": count, "whom": str(to.person or to.post)})
    return True
