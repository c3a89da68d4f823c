"""What surrounds every page, as plain values. The rooms fill it in; the base template only draws it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NavLink:
    """A link with its words. `key` is the letter that goes there after g, or empty."""

    label: str
    url: str
    key: str = ""
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Shell:
    """The masthead and footer of a signed-in page.

    `organisation_short` stands in for the name on a phone; empty means the whole name, cut short by the browser.
    `owed_count` is how many things this person owes others. `sign_out_url` is posted to.
    """

    organisation_name: str
    mark_url: str
    nav: tuple[NavLink, ...]
    search_url: str
    person_name: str
    person_initials: str
    person_url: str
    owed_count: int
    owed_url: str
    footer: tuple[NavLink, ...]
    account_links: tuple[NavLink, ...]
    sign_out_url: str = ""
    home_url: str = "/"
    organisation_short: str = ""
    person_note: str = ""
