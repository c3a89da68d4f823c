"""Fields: whatever the widget, its label, hint and error belong to the control; and a summary leads there."""

import re

import pytest
from django import forms
from django.template import engines

from goldenthread.ui.choices import Hinted
from goldenthread.ui.forms import SpecimenForm


def drawn(source: str, **values: object) -> str:
    return str(engines["django"].from_string("{% load ui %}" + source).render(values))


def field(name: str, form: forms.BaseForm) -> str:
    return drawn("{% field bound=bound %}", bound=form[name])


@pytest.mark.parametrize("name", SpecimenForm().fields)
def test_every_kind_of_field_has_a_label_that_belongs_to_its_control(name: str) -> None:
    html = field(name, SpecimenForm())
    labels = re.findall(r'<label for="([^"]+)"', html)

    assert labels
    assert all(f'id="{label}"' in html for label in labels)


@pytest.mark.parametrize("name", ["title", "kind", "why", "owner"])
def test_an_error_stands_beside_its_field_and_is_read_with_it(name: str) -> None:
    html = field(name, SpecimenForm({}))

    assert "field--error" in html
    assert f'id="id_{name}_error"' in html
    assert re.search(rf'aria-describedby="[^"]*id_{name}_error"', html)


def test_a_hint_is_read_with_its_field() -> None:
    html = field("title", SpecimenForm())

    assert 'id="id_title_hint"' in html
    assert 'aria-describedby="id_title_hint"' in html


def test_a_control_in_error_says_that_it_is() -> None:
    assert 'aria-invalid="true"' in field("title", SpecimenForm({}))
    assert "aria-invalid" not in field("title", SpecimenForm())


def test_a_group_is_a_fieldset_with_a_legend_and_hints() -> None:
    html = field("kind", SpecimenForm())

    assert html.startswith('<fieldset class="field"')
    assert "<legend>" in html
    assert "No end. Judged by its measures." in html


def test_what_was_typed_is_kept() -> None:
    html = field("title", SpecimenForm({"title": "Fewer fires"}))

    assert 'value="Fewer fires"' in html


def test_a_day_is_given_to_the_browser_as_it_wants_it() -> None:
    html = field("end", SpecimenForm({"end": "2027-03-31"}))

    assert 'type="date"' in html
    assert 'value="2027-03-31"' in html


def test_optional_fields_say_so() -> None:
    assert "optional" in field("hours", SpecimenForm())
    assert "optional" not in field("title", SpecimenForm())
    assert "optional" not in field("ref", SpecimenForm())


def test_a_hint_can_be_left_out() -> None:
    assert "hint" not in drawn("{% field bound=bound hint='' %}", bound=SpecimenForm()["title"])


def test_placeholders_are_left_out() -> None:
    class Placeheld(forms.Form):
        name = forms.CharField(widget=forms.TextInput(attrs={"placeholder": "Name"}))

    assert "placeholder" not in field("name", Placeheld())


def test_a_hidden_field_is_only_its_input() -> None:
    class Hidden(forms.Form):
        version = forms.IntegerField(widget=forms.HiddenInput)

    assert field("version", Hidden()).startswith("<input")


def test_an_unknown_width_raises() -> None:
    with pytest.raises(ValueError, match="choose one of"):
        drawn("{% field bound=bound width='huge' %}", bound=SpecimenForm()["title"])


def test_the_summary_leads_to_each_field() -> None:
    form = SpecimenForm({})
    html = drawn("{% form_errors form=form %}{% fields form=form %}", form=form)
    targets = re.findall(r'<a href="#([^"]+)"', html)

    assert len(targets) == 4
    assert "4 things to put right" in html
    assert all(f'id="{target}"' in html for target in targets)


def test_the_summary_counts_what_belongs_to_no_field() -> None:
    class Refusing(forms.Form):
        def clean(self) -> None:
            raise forms.ValidationError("Both cannot be.")

    html = drawn("{% form_errors form=form %}", form=Refusing({}))

    assert "One thing to put right" in html
    assert "<li>Both cannot be.</li>" in html


def test_without_errors_there_is_no_summary() -> None:
    assert drawn("{% form_errors form=form %}", form=SpecimenForm()) == ""


def test_two_forms_share_a_summary() -> None:
    html = drawn("{% form_errors form=one also=more %}", one=SpecimenForm({}), more=[SpecimenForm({}, prefix="b")])

    assert "8 things to put right" in html
    assert 'href="#id_b-title"' in html


def test_a_hinted_choice_is_an_ordinary_string() -> None:
    choice = Hinted("Standing", "No end.")

    assert choice == "Standing"
    assert choice.hint == "No end."
