"""Pages of one unit, one post and one person. `config.urls` hangs them beside those of `people`, in its namespace."""

from __future__ import annotations

from django.urls import path

from goldenthread.desk.structure.views import ending, hand_over, person, post, unit

urlpatterns = [
    path("<int:person_id>/", person.person, name="person"),
    path("<int:person_id>/hand-over/", hand_over.hand_over, name="hand_over"),
    path("units/<int:unit_id>/", unit.unit, name="unit"),
    path("units/<int:unit_id>/close/", ending.unit_close, name="unit_close"),
    path("posts/<int:post_id>/", post.post, name="post"),
    path("posts/<int:post_id>/abolish/", ending.post_abolish, name="post_abolish"),
]
