"""What is done to one account: linked, closed, opened again, given another address, mended, signed out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from goldenthread.office import actions
from goldenthread.office.forms import AddressForm, LinkForm, ReasonForm, RequiredReasonForm
from goldenthread.office.views.accounts import found_row, may_manage
from goldenthread.office.views.shared import attempt, bound, get_or_post
from goldenthread.people.requests import PersonRequest, person_required
from goldenthread.ui.form_page import FormPage, render_form


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change of an account that is asked for on a page of its own: the form, the action, and the words.

    The action is given the account, what the form says, who asks and when. `title` may name `email` and `name`.
    """

    form: type[forms.Form]
    act: Callable[..., object]
    title: object
    submit: object
    done: object
    intro: object = ""
    is_danger: bool = False

    def page(self, words: Mapping[str, str], *, back_url: str) -> FormPage:
        return FormPage(
            title=str(self.title) % words,
            intro=str(self.intro),
            submit=str(self.submit),
            back_url=back_url,
            is_danger=self.is_danger,
        )


LINK = Change(
    form=LinkForm,
    act=actions.link_account,
    title=gettext_lazy("Whose account is %(email)s?"),
    submit=gettext_lazy("Link account"),
    done=gettext_lazy("Linked."),
)
UNLINK = Change(
    form=RequiredReasonForm,
    act=actions.unlink_account,
    title=gettext_lazy("Take the account away from %(name)s?"),
    intro=gettext_lazy("They are signed out at once. The account stays, and can be linked to somebody again."),
    submit=gettext_lazy("Unlink account"),
    done=gettext_lazy("Unlinked."),
    is_danger=True,
)
CLOSE = Change(
    form=RequiredReasonForm,
    act=actions.close_account,
    title=gettext_lazy("Close the account of %(name)s?"),
    intro=gettext_lazy(
        "They are signed out everywhere at once, and cannot sign in until you open it again. Their work stays."
    ),
    submit=gettext_lazy("Close account"),
    done=gettext_lazy("Closed. Whoever was signed in with it is signed out."),
    is_danger=True,
)
REOPEN = Change(
    form=ReasonForm,
    act=actions.reopen_account,
    title=gettext_lazy("Open the account of %(name)s again?"),
    intro=gettext_lazy("They sign in as before, with the password and second step they had."),
    submit=gettext_lazy("Open account again"),
    done=gettext_lazy("Open again."),
)
ADDRESS = Change(
    form=AddressForm,
    act=actions.change_address,
    title=gettext_lazy("The address %(name)s signs in with"),
    intro=gettext_lazy("Single sign-on finds the account by it, too, the first time."),
    submit=gettext_lazy("Change address"),
    done=gettext_lazy("Changed."),
)
SECOND_STEP = Change(
    form=RequiredReasonForm,
    act=actions.remove_second_step,
    title=gettext_lazy("Take the second step away from %(name)s?"),
    intro=gettext_lazy(
        "For somebody who lost both the telephone and the recovery codes. Make sure that it is them who ask."
        " Until they set it up again, their password alone opens the account."
    ),
    submit=gettext_lazy("Remove second step"),
    done=gettext_lazy("Removed. They can set it up again once they are signed in."),
    is_danger=True,
)


def _change(request: PersonRequest, account_id: int, change: Change) -> HttpResponse:
    """Ask with a form, carry out, say so, and go back to the account."""
    may_manage(request)
    found, row = found_row(request, account_id)
    form = bound(request, change.form, initial={"email": found.email})
    back = reverse("access:account", args=[found.pk])
    was_done, _result = attempt(
        form, lambda: change.act(account=found, **form.cleaned_data, by=request.person, now=request.now)
    )
    if was_done:
        messages.success(request, str(change.done))
        return redirect(back)
    return render_form(request, form, change.page({"name": row.name, "email": found.email}, back_url=back))


@person_required
@get_or_post
def account_link(request: PersonRequest, account_id: int) -> HttpResponse:
    return _change(request, account_id, LINK)


@person_required
@get_or_post
def account_unlink(request: PersonRequest, account_id: int) -> HttpResponse:
    return _change(request, account_id, UNLINK)


@person_required
@get_or_post
def account_close(request: PersonRequest, account_id: int) -> HttpResponse:
    return _change(request, account_id, CLOSE)


@person_required
@get_or_post
def account_reopen(request: PersonRequest, account_id: int) -> HttpResponse:
    return _change(request, account_id, REOPEN)


@person_required
@get_or_post
def account_address(request: PersonRequest, account_id: int) -> HttpResponse:
    return _change(request, account_id, ADDRESS)


@person_required
@get_or_post
def account_second_step(request: PersonRequest, account_id: int) -> HttpResponse:
    return _change(request, account_id, SECOND_STEP)


@person_required
@require_POST
def account_sign_out(request: PersonRequest, account_id: int) -> HttpResponse:
    may_manage(request)
    found, _shown = found_row(request, account_id)
    one = request.POST.get("session", "")
    if one.isdecimal() and len(one) < 18:
        actions.end_one_session(account=found, session_id=int(one), by=request.person, now=request.now)
    else:
        actions.end_sessions(account=found, by=request.person, now=request.now)
    messages.success(request, _("Signed out."))
    return redirect("access:account", found.pk)
