"""Every component: a misspelt argument raises, an unknown value raises, what is passed in is escaped."""

import re
from pathlib import Path

import pytest
from django.template import TemplateSyntaxError, engines

from goldenthread.ui import words
from goldenthread.ui.tags.library import register
from goldenthread.ui.templatetags import ui

TEMPLATES = Path(ui.__file__).parent.parent / "templates"
# Drawn by the base template and the account pages rather than in the gallery.
ELSEWHERE = {"favicon_url", "scripts", "sprite_url", "stylesheet", "theme_script", "thread_mark", "qr_code", "fields"}
BLOCKS = {
    "bulk_bar",
    "dialog",
    "disclosure",
    "fact",
    "facts",
    "log",
    "log_entry",
    "note",
    "page_head",
    "remark",
    "section",
    "toolbar",
    "tree",
    "tree_row",
}


def drawn(source: str, **values: object) -> str:
    return str(engines["django"].from_string("{% load ui %}" + source).render(values))


@pytest.mark.parametrize("name", sorted(register.tags))
def test_a_misspelt_argument_raises(name: str) -> None:
    end = f"{{% end{name} %}}" if name in BLOCKS else ""

    with pytest.raises(TemplateSyntaxError, match="varient"):
        drawn(f"{{% {name} varient='quiet' %}}{end}")


@pytest.mark.parametrize("name", sorted(register.tags))
def test_arguments_are_named(name: str) -> None:
    end = f"{{% end{name} %}}" if name in BLOCKS else ""

    with pytest.raises(TemplateSyntaxError):
        drawn(f"{{% {name} 'quiet' %}}{end}")


def test_the_gallery_shows_every_component() -> None:
    gallery = "\n".join(path.read_text("utf-8") for path in (TEMPLATES / "ui").rglob("*.html"))
    shown = set(re.findall(r"\{%\s*([a-z_]+)", gallery))

    assert not set(register.tags) - shown - ELSEWHERE


def test_the_readme_tells_every_component() -> None:
    readme = (TEMPLATES.parent / "README.md").read_text("utf-8")
    untold = {name for name in register.tags if name not in readme}

    assert untold <= ELSEWHERE


@pytest.mark.parametrize(
    "source",
    [
        "{% icon name='mned' %}",
        "{% lens value='leed' %}",
        "{% status state='fine' %}",
        "{% status state='on_track' days=3 %}",
        "{% tag kind='thing' %}",
        "{% tag boxed=True %}",
        "{% fate value='lost' %}",
        "{% glyph name='mend' words='x' %}",
        "{% button label='x' variant='loud' %}",
        "{% avatar name='x' size='xl' %}",
        "{% finding kind='bent' severity='serious' title='t' url='/' why='w' count=1 count_words='p' %}",
        "{% finding kind='broken' severity='huge' title='t' url='/' why='w' count=1 count_words='p' %}",
        "{% job id='j' heading='h' words='w' state='asleep' %}",
        "{% toast words='w' kind='loud' %}",
        "{% sort_header label='x' url='/' direction='up' %}",
    ],
)
def test_an_unknown_value_raises(source: str) -> None:
    with pytest.raises(ValueError, match=r"choose one of|Only no_news|needs a kind"):
        drawn(source)


@pytest.mark.parametrize(
    "source",
    [
        "{% lens value='lead' words=bad %}",
        "{% status state='at_risk' words=bad by=bad %}",
        "{% tag words=bad %}",
        "{% ref text=bad %}",
        "{% who name=bad note=bad url=bad %}",
        "{% button label=bad subject=bad name=bad value=bad %}",
        "{% link_button label=bad url=bad %}",
        "{% post_button url=bad label=bad %}",
        "{% pair leader=bad manager=bad manager_note=bad %}",
        "{% section heading=bad id='x' note=bad action_label=bad action_url=bad %}{{ bad }}{% endsection %}",
        "{% fact label=bad note=bad %}{{ bad }}{% endfact %}",
        "{% page_head title=bad standfirst=bad %}{{ bad }}{% endpage_head %}",
        "{% note heading=bad %}{{ bad }}{% endnote %}",
        "{% disclosure summary=bad %}{{ bad }}{% enddisclosure %}",
        "{% empty_state heading=bad why=bad more=bad %}",
        "{% toast words=bad %}",
        "{% confirm_dialog id='x' heading=bad words=bad url=bad label=bad %}",
        "{% tree_row title=bad ref=bad marks=bad %}{{ bad }}{% endtree_row %}",
        "{% stat name=bad value=bad note=bad %}",
        "{% job id='x' heading=bad words=bad %}",
        "{% finding kind='broken' severity='minor' title=bad url=bad why=bad count=1 count_words=bad below=bad %}",
        "{% toolbar action=bad search_label=bad search_value=bad end=bad %}{{ bad }}{% endtoolbar %}",
        "{% filter_chip label=bad remove_url=bad %}",
        "{% pick value=bad label=bad %}",
    ],
)
def test_what_people_wrote_is_escaped(source: str) -> None:
    html = drawn(source, bad="\"><script>alert('x')</script>")

    assert "<script" not in html


def test_a_status_is_an_icon_and_words() -> None:
    for state, mark in words.STATUSES.items():
        html = drawn("{% status state=state %}", state=state)

        assert str(mark.words) in html
        assert f"#{mark.icon}" in html


def test_silence_is_counted_in_days() -> None:
    assert "No news for 1 day<" in drawn("{% status state='no_news' days=1 %}")
    assert "No news for 9 days<" in drawn("{% status state='no_news' days=9 %}")


def test_a_lens_is_a_glyph_a_word_and_a_hue() -> None:
    html = drawn("{% lens value='shared' %}")

    assert "lens--shared" in html
    assert "#shared" in html
    assert "Shared" in html


def test_an_icon_alone_is_named_and_beside_words_it_is_silent() -> None:
    assert 'role="img"' in drawn("{% icon name='lock' label='Private' %}")
    assert 'aria-hidden="true"' in drawn("{% icon name='lock' %}")


def test_a_vacant_manager_is_said_in_words() -> None:
    assert "Nobody yet" in drawn("{% pair leader='Sunita Rahal' manager='' %}")


def test_equal_buttons_differ_for_those_who_hear_them() -> None:
    html = drawn("{% button label='Mark done' subject='Visit Calder Street' %}")

    assert '<span class="vh">: Visit Calder Street</span>' in html


def test_a_posting_button_brings_its_token() -> None:
    html = drawn("{% post_button url='/x/' label='Mark done' %}", csrf_token="t" * 32)

    assert 'method="post"' in html
    assert "csrfmiddlewaretoken" in html


def test_a_job_that_ended_is_neither_asked_again_nor_stopped() -> None:
    html = drawn("{% job id='j' heading='h' words='w' state='done' poll_url='/p/' stop_url='/s/' %}")

    assert "/p/" not in html
    assert "/s/" not in html
    assert "<progress" not in html


def test_a_section_counts_with_separators() -> None:
    assert "12,345" in drawn("{% section heading='Tasks' id='t' count=12345 %}{% endsection %}")
    assert '<span class="n">0</span>' in drawn("{% section heading='Tasks' id='t' count=0 %}{% endsection %}")


def test_a_square_code_is_redrawn_as_a_path_of_the_page() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h2" fill="#000"/></svg>'
    html = drawn("{% qr_code svg=svg label='Square' %}", svg=svg)

    assert 'd="M1 1h2"' in html
    assert "#000" not in html
