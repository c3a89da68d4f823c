"""Reads of role profiles, and of the posts that follow one."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Lower

from goldenthread.people.models import Post, RoleProfile
from goldenthread.people.queries.listing import PostRow, post_rows
from goldenthread.people.queries.standing import Standing

SHOWN = 100


def profiles_visible_to(standing: Standing) -> QuerySet[RoleProfile]:
    """Return the role profiles somebody may see: all of them. Unordered."""
    return RoleProfile.objects.all() if standing.is_here else RoleProfile.objects.none()


def profile_rows(standing: Standing) -> list[RoleProfile]:
    """Return up to 500 role profiles with `followers`, the live posts that follow each; the retired ones last."""
    live = Count("posts", filter=Q(posts__abolished_on__isnull=True))
    rows = profiles_visible_to(standing).annotate(followers=live)
    return list(rows.order_by(F("retired_on").asc(nulls_first=True), Lower("title"), "pk")[:500])


def posts_following(profile: RoleProfile, *, on: date) -> tuple[list[PostRow], bool]:
    """Return up to 100 live posts that follow a role profile, and whether there are more. Two queries."""
    posts = Post.objects.filter(role_profile=profile, abolished_on__isnull=True).select_related("unit")
    found = list(posts.order_by(Lower("title"), "pk")[: SHOWN + 1])
    return post_rows(found[:SHOWN], on=on), len(found) > SHOWN
