"""Pages of this room, grouped by path. `desk` hangs those of one person, post and unit, and of their end, here too."""

from __future__ import annotations

from django.urls import path

from goldenthread.people.views import (
    appointments,
    chart,
    history,
    merging,
    people,
    person_forms,
    posts,
    profiles,
    suggest,
    units,
)

app_name = "people"
urlpatterns = [
    path("", people.people, name="people"),
    path("list.csv", people.people_export, name="people_export"),
    path("at-once/", people.people_bulk, name="people_bulk"),
    path("new/", person_forms.person_new, name="person_new"),
    path("<int:person_id>/edit/", person_forms.person_edit, name="person_edit"),
    path("<int:person_id>/leave/", person_forms.person_leave, name="person_leave"),
    path("<int:person_id>/return/", person_forms.person_return, name="person_return"),
    path("<int:person_id>/assign/", person_forms.person_assign, name="person_assign"),
    path("<int:person_id>/merge/", merging.person_merge, name="person_merge"),
    path("<int:person_id>/history/", history.person_history, name="person_history"),
    path("held/<int:assignment_id>/edit/", person_forms.assignment_edit, name="assignment_edit"),
    path("held/<int:assignment_id>/end/", person_forms.assignment_end, name="assignment_end"),
    path("held/<int:assignment_id>/move/", person_forms.assignment_move, name="assignment_move"),
    path("units/", units.units, name="units"),
    path("units/new/", units.unit_new, name="unit_new"),
    path("units/<int:unit_id>/below/", units.unit_below, name="unit_below"),
    path("units/<int:unit_id>/edit/", units.unit_edit, name="unit_edit"),
    path("units/<int:unit_id>/move/", units.unit_move, name="unit_move"),
    path("units/<int:unit_id>/head/", units.unit_head, name="unit_head"),
    path("units/<int:unit_id>/reopen/", units.unit_reopen, name="unit_reopen"),
    path("units/<int:unit_id>/history/", history.unit_history, name="unit_history"),
    path("posts/", posts.posts, name="posts"),
    path("posts/list.csv", posts.posts_export, name="posts_export"),
    path("posts/new/", posts.post_new, name="post_new"),
    path("posts/<int:post_id>/edit/", posts.post_edit, name="post_edit"),
    path("posts/<int:post_id>/assign/", person_forms.post_assign, name="post_assign"),
    path("posts/<int:post_id>/reopen/", posts.post_reopen, name="post_reopen"),
    path("posts/<int:post_id>/history/", history.post_history, name="post_history"),
    path("chart/", chart.chart, name="chart"),
    path("chart/<int:post_id>/below/", chart.chart_below, name="chart_below"),
    path("profiles/", profiles.profiles, name="profiles"),
    path("profiles/new/", profiles.profile_new, name="profile_new"),
    path("profiles/<int:profile_id>/", profiles.profile, name="profile"),
    path("profiles/<int:profile_id>/edit/", profiles.profile_edit, name="profile_edit"),
    path("profiles/<int:profile_id>/retire/", profiles.profile_retire, name="profile_retire"),
    path("profiles/<int:profile_id>/history/", history.profile_history, name="profile_history"),
    path("appointments/", appointments.appointments, name="appointments"),
    path("appointments/new/", appointments.appoint, name="appoint"),
    path("appointments/<int:appointment_id>/end/", appointments.appointment_end, name="appointment_end"),
    path("merges/", merging.merges, name="merges"),
    path("merges/<int:merge_id>/undo/", merging.person_unmerge, name="person_unmerge"),
    path("suggest/<str:kind>/<slug:name>/", suggest.suggest, name="suggest"),
]
