"""Addresses of threads, comments and commenters."""

from django.urls import path

from blog import converters
from comments import feeds, views
from comments.subscriptions import replies
from comments.subscriptions import views as subscription_views
from comments.views import avatars, former, identity, live, peace, writing
from core import url_converters as secret_converters

converters.register_converters()
secret_converters.register_converters()

app_name = "comments"

_THREAD = "<yyyy:year>/<mm:month>/<basename:basename>/comments"

urlpatterns = [
    path("comments/atom.xml", feeds.AllCommentsFeed(), name="feed"),
    path(f"{_THREAD}/atom.xml", feeds.ThreadFeed(), name="thread_feed"),
    path(f"{_THREAD}/page/<int:page>/", views.comment_page, name="page"),
    path(f"{_THREAD}/<int:number>/", views.permalink, name="permalink"),
    path(f"{_THREAD}/<int:number>/fragment/", views.fragment, name="fragment"),
    path(f"{_THREAD}/<int:number>/thread/", live.branch, name="branch"),
    path(f"{_THREAD}/since/<int:number>/", live.since, name="since"),
    path(f"{_THREAD}/unread/", live.next_unread, name="next_unread"),
    path(f"{_THREAD}/seen/", live.seen, name="seen"),
    path(f"{_THREAD}/state/", live.state, name="state"),
    path(f"{_THREAD}/was/<str:key>/", former.former_comment, name="former"),
    path(f"{_THREAD}/go/", views.go_to_number, name="go"),
    path(f"{_THREAD}/post/", views.post_comment, name="post"),
    path(f"{_THREAD}/names.json", writing.names, name="names"),
    path(f"{_THREAD}/own/<int:pk>/edit/", writing.edit, name="edit"),
    path(f"{_THREAD}/own/<int:pk>/withdraw/", writing.withdraw, name="withdraw"),
    path(f"{_THREAD}/subscribe/", subscription_views.subscribe, name="subscribe"),
    path("newsletter/", subscription_views.newsletter, name="newsletter"),
    path(
        "subscriptions/confirm/<token:token>/",
        subscription_views.confirm_subscription,
        name="confirm_subscription",
    ),
    path(
        "subscriptions/<token:key>/", subscription_views.email_preferences, name="email_preferences"
    ),
    path(
        "subscriptions/<token:key>/unsubscribe/", subscription_views.unsubscribe, name="unsubscribe"
    ),
    path(f"{_THREAD}/<int:number>/more/", peace.more, name="more"),
    path(f"{_THREAD}/<int:number>/recommend/", peace.recommend, name="recommend"),
    # A commenter's address is never "ignored": see comments.services.commenters.
    path("people/ignored/", peace.ignored, name="ignored"),
    path("people/ignored/hide/", peace.hide, name="hide"),
    path("people/<unicode_slug:slug>/ignore/", peace.ignore, name="ignore"),
    path("people/<unicode_slug:slug>/", views.person, name="person"),
    path("people/<unicode_slug:slug>/atom.xml", feeds.PersonFeed(), name="person_feed"),
    path("people/me/replies/", replies.replies_to_me, name="replies_to_me"),
    path("people/<unicode_slug:slug>/avatar.png", avatars.avatar, name="avatar"),
    path("confirm/", identity.ask_confirmation, name="ask_confirmation"),
    path("confirm/mine/", identity.ask_for_mine, name="ask_for_mine"),
    path("confirm/asked/", identity.confirmation_asked, name="confirmation_asked"),
    path("confirm/link/<token:token>/", identity.confirm, name="confirm"),
    path("accounts/", identity.account, name="account"),
    path("accounts/name/", identity.change_name, name="change_name"),
]
