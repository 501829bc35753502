"""URLs of threads, comments, commenters, and subscriptions."""

from django.urls import path

from blog import converters
from comments.editing import views as editing_views
from comments.muting import views as muting_views
from comments.reactions import views as reaction_views
from comments.rendering import feeds
from comments.rendering import views as rendering_views
from comments.submission import views as submission_views
from comments.subscriptions import reply_views
from comments.subscriptions import views as subscription_views
from comments.threads import live_views
from comments.threads import views as thread_views
from comments.visitors import views as visitor_views
from core import url_converters as secret_converters

converters.register_converters()
secret_converters.register_converters()

app_name = "comments"

_THREAD = "<yyyy:year>/<mm:month>/<basename:basename>/comments"

urlpatterns = [
    path("comments/atom.xml", feeds.AllCommentsFeed(), name="feed"),
    path(f"{_THREAD}/atom.xml", feeds.ThreadFeed(), name="thread_feed"),
    path(f"{_THREAD}/page/<int:page>/", thread_views.comment_page, name="page"),
    path(f"{_THREAD}/<int:number>/", thread_views.permalink, name="permalink"),
    path(f"{_THREAD}/<int:number>/fragment/", thread_views.comment_fragment, name="fragment"),
    path(f"{_THREAD}/<int:number>/thread/", live_views.branch_page, name="branch"),
    path(f"{_THREAD}/<int:number>/reply/", submission_views.reply, name="reply"),
    path(f"{_THREAD}/since/<int:number>/", live_views.new_comments, name="new_comments"),
    path(f"{_THREAD}/unread/", live_views.next_unread, name="next_unread"),
    path(f"{_THREAD}/seen/", live_views.mark_thread_read, name="mark_read"),
    path(f"{_THREAD}/state/", live_views.poll_state, name="poll_state"),
    path(f"{_THREAD}/was/<str:key>/", thread_views.legacy_comment, name="legacy_comment"),
    path(f"{_THREAD}/go/", thread_views.jump_to_number, name="jump_to_number"),
    path(f"{_THREAD}/post/", submission_views.submit, name="submit"),
    path(f"{_THREAD}/names.json", submission_views.name_suggestions, name="name_suggestions"),
    path(f"{_THREAD}/own/<int:pk>/edit/", editing_views.edit, name="edit"),
    path(f"{_THREAD}/own/<int:pk>/withdraw/", editing_views.withdraw, name="withdraw"),
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
    path(
        "subscriptions/<token:key>/replies/",
        reply_views.replies_to_subscriber,
        name="replies_to_subscriber",
    ),
    path(f"{_THREAD}/<int:number>/more/", reaction_views.comment_menu, name="comment_menu"),
    path(f"{_THREAD}/<int:number>/recommend/", reaction_views.recommend, name="recommend"),
    # No commenter has the slug "muted": see comments.visitors.services.commenters.
    path("people/muted/", muting_views.muted, name="muted"),
    path("people/muted/hide/", muting_views.hide_parts, name="hide_parts"),
    path("people/<unicode_slug:slug>/mute/", muting_views.mute, name="mute"),
    path("people/<unicode_slug:slug>/", thread_views.commenter_page, name="commenter"),
    path("people/<unicode_slug:slug>/atom.xml", feeds.CommenterFeed(), name="commenter_feed"),
    path("people/me/replies/", reply_views.replies_to_me, name="replies_to_me"),
    path("people/<unicode_slug:slug>/avatar.png", rendering_views.avatar, name="avatar"),
    path("confirm/", visitor_views.request_confirmation, name="request_confirmation"),
    path("confirm/mine/", visitor_views.request_own_confirmation, name="request_own_confirmation"),
    path("confirm/asked/", visitor_views.confirmation_requested, name="confirmation_requested"),
    path("confirm/link/<token:token>/", visitor_views.confirm, name="confirm"),
    path("accounts/", visitor_views.account, name="account"),
    path("accounts/name/", visitor_views.change_name, name="change_name"),
]
