"""Addresses of what a person keeps, below the library's."""

from django.urls import path

from casebook.saved import collection_views, search_views, shelf_views, stop_views

urlpatterns = [
    path("", search_views.searches, name="saved_searches"),
    path("new/", search_views.new_search, name="saved_search_new"),
    path("searches/<int:pk>/", search_views.edit_search, name="saved_search"),
    path("stop/<str:token>/", stop_views.stop_alerts, name="saved_alerts_stop"),
    path("bookmarks/", shelf_views.bookmarks, name="bookmarks"),
    path("bookmarks/hidden/", shelf_views.drop_hidden, name="bookmarks_drop_hidden"),
    path("bookmarks/of/<int:case_id>/", shelf_views.bookmark, name="bookmark"),
    path("collections/", collection_views.collections, name="case_collections"),
    path("collections/new/", collection_views.new_collection, name="case_collection_new"),
    path("collections/with/<int:case_id>/", collection_views.collect, name="case_collect"),
    path("collections/<int:pk>/", collection_views.collection, name="case_collection"),
    path("collections/<int:pk>/edit/", collection_views.edit_collection, name="case_collection_edit"),
    path("collections/<int:pk>/move/<int:entry_pk>/", collection_views.move, name="case_collection_move"),
    path("<slug:kind>/<int:pk>/note/", shelf_views.note, name="saved_note"),
    path("<slug:kind>/<int:pk>/delete/", shelf_views.delete, name="saved_delete"),
    path("<slug:kind>/<int:pk>/restore/", shelf_views.restore, name="saved_restore"),
]
