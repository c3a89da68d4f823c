"""Pages of this room, grouped by path."""

from __future__ import annotations

from django.urls import path

from goldenthread.lead.direction.views import goals, page, values, visions

app_name = "direction"
urlpatterns = [
    path("", page.direction, name="direction"),
    path("vision/new/", visions.vision_new, name="vision_new"),
    path("vision/<int:item_id>/", visions.vision, name="vision"),
    path("vision/<int:item_id>/edit/", visions.vision_edit, name="vision_edit"),
    path("vision/<int:item_id>/publish/", visions.vision_publish, name="vision_publish"),
    path("goals/", goals.goals, name="goals"),
    path("goals/new/", goals.goal_new, name="goal_new"),
    path("goals/<int:item_id>/", goals.goal, name="goal"),
    path("goals/<int:item_id>/edit/", goals.goal_edit, name="goal_edit"),
    path("values/", values.values, name="values"),
    path("values/new/", values.value_new, name="value_new"),
    path("values/<int:item_id>/", values.value, name="value"),
    path("values/<int:item_id>/edit/", values.value_edit, name="value_edit"),
    path("values/<int:item_id>/behaviours/", values.behaviours, name="behaviours"),
]
