from django.urls import path

from goldenthread.ui import views

app_name = "ui"

urlpatterns = [
    path("", views.gallery, name="gallery"),
    path("<slug:stem>-<str:digest>.<str:suffix>", views.asset, name="asset"),
]
