from django.urls import path

from blog import converters
from blog.archives import views as archives
from blog.articles import views as articles
from blog.editor.views import show_preview
from blog.feeds.views import ArticleFeed, redirect_to_feed
from blog.pages.views import page_detail
from blog.search.views import search_page
from blog.site import views as site
from blog.sitemap import views as sitemap
from blog.taxonomy import views as taxonomy

converters.register_converters()

app_name = "blog"

urlpatterns = [
    path("", articles.home, name="home"),
    path("page/<int:number>/", articles.home, name="home_page"),
    path("archives/", archives.archive_index, name="archives"),
    path("category/<unicode_slug:slug>/", taxonomy.category_detail, name="category"),
    path(
        "category/<unicode_slug:slug>/page/<int:number>/",
        taxonomy.category_detail,
        name="category_page",
    ),
    path("tag/<unicode_slug:slug>/", taxonomy.tag_detail, name="tag"),
    path("tag/<unicode_slug:slug>/page/<int:number>/", taxonomy.tag_detail, name="tag_page"),
    path("search/", search_page, name="search"),
    path("atom.xml", ArticleFeed(), name="feed"),
    path("index.rdf", redirect_to_feed),
    path("rss.xml", redirect_to_feed),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemap.sitemap_part, name="sitemap_part"),
    path("colors.css", site.colors, name="colors"),
    path("robots.txt", site.robots),
    path("preview/<str:token>/", show_preview, name="preview"),
    path("favicon.ico", site.favicon),
    path("<basename:basename>.html", page_detail, name="page"),
    path("<yyyy:year>/", archives.redirect_to_archives),
    path("<yyyy:year>/<mm:month>/", archives.month_archive, name="month"),
    path("<yyyy:year>/<int:month>/", archives.redirect_to_month),
    path(
        "<yyyy:year>/<mm:month>/<basename:basename>.html",
        articles.article_detail,
        name="article",
    ),
    path("<yyyy:year>/<mm:month>/<basename:basename>/", articles.redirect_to_article),
    path("<yyyy:year>/<mm:month>/<basename:basename>", articles.redirect_to_article),
]
