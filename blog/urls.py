"""Addresses of articles and the lists of them."""

from django.urls import path

from blog import converters, feeds, sitemaps
from blog.views import archives, article, lists, pages, preview, search, small

converters.register()

app_name = "blog"

urlpatterns = [
    path("", lists.home, name="home"),
    path("page/<int:number>/", lists.home, name="home_page"),
    path("archives/", archives.archives, name="archives"),
    path("category/<label:slug>/", lists.category, name="category"),
    path("category/<label:slug>/page/<int:number>/", lists.category, name="category_page"),
    path("tag/<label:slug>/", lists.tag, name="tag"),
    path("tag/<label:slug>/page/<int:number>/", lists.tag, name="tag_page"),
    path("search/", search.search_page, name="search"),
    path("atom.xml", feeds.ArticlesFeed(), name="feed"),
    path("index.rdf", small.to_feed),
    path("rss.xml", small.to_feed),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemaps.sitemap_part, name="sitemap_part"),
    path("colours.css", small.colours, name="colours"),
    path("robots.txt", small.robots),
    path("preview/<str:token>/", preview.preview, name="preview"),
    path("favicon.ico", small.favicon),
    path("<basename:basename>.html", pages.page, name="page"),
    path("<yyyy:year>/", small.to_year),
    path("<yyyy:year>/<mm:month>/", archives.month, name="month"),
    path("<yyyy:year>/<int:month>/", small.to_month),
    path("<yyyy:year>/<mm:month>/<basename:basename>.html", article.article, name="article"),
    path("<yyyy:year>/<mm:month>/<basename:basename>/", article.to_article),
    path("<yyyy:year>/<mm:month>/<basename:basename>", article.to_article),
]
