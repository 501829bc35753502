import uuid

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import blog.models.picture
import blog.models.site_settings


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Page",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.TextField(blank=True, verbose_name="body")),
                (
                    "markup",
                    models.CharField(
                        choices=[
                            ("html", "HTML"),
                            ("breaks", "Text with line breaks"),
                            ("markdown", "Markdown"),
                            ("text", "Plain text"),
                        ],
                        default="html",
                        max_length=10,
                        verbose_name="format",
                    ),
                ),
                ("excerpt", models.TextField(blank=True, verbose_name="excerpt")),
                ("html", models.TextField(blank=True, editable=False)),
                ("text", models.TextField(blank=True, editable=False)),
                (
                    "updated_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="updated"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("preview_key", models.UUIDField(editable=False, null=True, unique=True)),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "basename",
                    models.CharField(
                        help_text="The page appears at /slug.html. Leave empty to generate the slug from the title.",
                        max_length=200,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^(?!\\.)[-\\w.~]+$",
                                "Use letters, digits, hyphens, and underscores only.",
                            )
                        ],
                        verbose_name="URL slug",
                    ),
                ),
                ("is_published", models.BooleanField(default=False, verbose_name="published")),
                ("in_menu", models.BooleanField(default=True, verbose_name="show in menu")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
            ],
            options={
                "verbose_name": "page",
                "verbose_name_plural": "pages",
                "ordering": ["position", "title", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Category",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        allow_unicode=True, max_length=200, unique=True, verbose_name="URL slug"
                    ),
                ),
            ],
            options={
                "verbose_name": "category",
                "verbose_name_plural": "categories",
                "ordering": ["name"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("name"), name="blog_category_name"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Article",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.TextField(blank=True, verbose_name="body")),
                (
                    "markup",
                    models.CharField(
                        choices=[
                            ("html", "HTML"),
                            ("breaks", "Text with line breaks"),
                            ("markdown", "Markdown"),
                            ("text", "Plain text"),
                        ],
                        default="html",
                        max_length=10,
                        verbose_name="format",
                    ),
                ),
                ("excerpt", models.TextField(blank=True, verbose_name="excerpt")),
                ("html", models.TextField(blank=True, editable=False)),
                ("text", models.TextField(blank=True, editable=False)),
                (
                    "updated_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="updated"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("preview_key", models.UUIDField(editable=False, null=True, unique=True)),
                ("title", models.CharField(max_length=500, verbose_name="title")),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(9999),
                        ],
                        verbose_name="year",
                    ),
                ),
                (
                    "month",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(12),
                        ],
                        verbose_name="month",
                    ),
                ),
                (
                    "basename",
                    models.CharField(
                        max_length=200,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^(?!\\.)[-\\w.~]+$",
                                "Use letters, digits, hyphens, and underscores only.",
                            )
                        ],
                        verbose_name="URL slug",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "Draft"), ("published", "Published")],
                        default="draft",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="published"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                (
                    "author_name",
                    models.CharField(
                        blank=True,
                        help_text="Shown if the author has no account here.",
                        max_length=200,
                        verbose_name="author name",
                    ),
                ),
                ("lead_html", models.TextField(blank=True, editable=False)),
                ("has_more", models.BooleanField(default=False, editable=False)),
                ("was_published", models.BooleanField(default=False, editable=False)),
                ("announced_at", models.DateTimeField(editable=False, null=True)),
                (
                    "is_listed",
                    models.BooleanField(
                        default=True,
                        help_text="Unlisted articles are reachable only by link.",
                        verbose_name="listed",
                    ),
                ),
                (
                    "is_pinned",
                    models.BooleanField(
                        default=False, verbose_name="pinned to the top of the home page"
                    ),
                ),
                (
                    "update_note",
                    models.CharField(
                        blank=True,
                        help_text="What has changed since publication. Shown above the article with the time of the update.",
                        max_length=500,
                        verbose_name="update note",
                    ),
                ),
                ("update_noted_at", models.DateTimeField(editable=False, null=True)),
                (
                    "part",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Position in the series.",
                        null=True,
                        verbose_name="part",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="articles",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
                (
                    "categories",
                    models.ManyToManyField(
                        blank=True,
                        related_name="articles",
                        to="blog.category",
                        verbose_name="categories",
                    ),
                ),
            ],
            options={
                "verbose_name": "article",
                "verbose_name_plural": "articles",
                "permissions": [
                    ("publish_article", "Can publish articles"),
                    ("edit_any_article", "Can edit everyone's articles"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Picture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "file",
                    models.ImageField(
                        height_field="height",
                        upload_to="pictures/%Y/%m/",
                        verbose_name="file",
                        width_field="width",
                    ),
                ),
                (
                    "original",
                    models.FileField(
                        blank=True,
                        editable=False,
                        storage=blog.models.picture.get_originals_storage,
                        upload_to="%Y/%m/",
                    ),
                ),
                ("width", models.PositiveIntegerField(editable=False)),
                ("height", models.PositiveIntegerField(editable=False)),
                ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "Processing"),
                            ("ready", "Ready"),
                            ("failed", "Failed"),
                        ],
                        default="pending",
                        editable=False,
                        max_length=8,
                        verbose_name="status",
                    ),
                ),
                ("alt", models.CharField(blank=True, max_length=500, verbose_name="alt text")),
                ("added_at", models.DateTimeField(auto_now_add=True, verbose_name="added")),
            ],
            options={
                "verbose_name": "picture",
                "verbose_name_plural": "pictures",
                "ordering": ["-added_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("file",), name="blog_picture_file"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["pending", "ready", "failed"])),
                        name="blog_picture_state",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Redirect",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "path",
                    models.CharField(
                        help_text="The part of the URL after the domain, starting with a slash.",
                        max_length=500,
                        unique=True,
                        verbose_name="old path",
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="redirects",
                        to="blog.article",
                        verbose_name="article",
                    ),
                ),
            ],
            options={
                "verbose_name": "redirect",
                "verbose_name_plural": "redirects",
                "ordering": ["path"],
            },
        ),
        migrations.CreateModel(
            name="Series",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        allow_unicode=True, max_length=200, unique=True, verbose_name="URL slug"
                    ),
                ),
            ],
            options={
                "verbose_name": "series",
                "verbose_name_plural": "series",
                "ordering": ["name"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("name"), name="blog_series_name"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="article",
            name="series",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="articles",
                to="blog.series",
                verbose_name="series",
            ),
        ),
        migrations.CreateModel(
            name="SiteSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="title")),
                ("tagline", models.CharField(blank=True, max_length=300, verbose_name="tagline")),
                (
                    "time_zone",
                    models.CharField(
                        blank=True,
                        max_length=64,
                        validators=[blog.models.site_settings.validate_time_zone],
                        verbose_name="time zone",
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=10, verbose_name="language")),
                (
                    "accent",
                    models.CharField(
                        blank=True,
                        help_text="Used for links and buttons. Leave empty for brick red.",
                        max_length=7,
                        verbose_name="accent color",
                    ),
                ),
                (
                    "accent_dark",
                    models.CharField(
                        blank=True,
                        help_text="Leave empty to derive it from the accent color.",
                        max_length=7,
                        verbose_name="accent color in dark mode",
                    ),
                ),
                (
                    "comment_rules",
                    models.TextField(
                        blank=True,
                        help_text="Shown above the comment form. Allows the same formatting as comments.",
                        max_length=5000,
                        verbose_name="comment rules",
                    ),
                ),
                ("comment_rules_html", models.TextField(blank=True, editable=False)),
                ("menu", models.JSONField(default=list, editable=False)),
                ("blogroll", models.JSONField(default=list, editable=False)),
            ],
            options={
                "verbose_name": "site settings",
                "verbose_name_plural": "site settings",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pk", 1)), name="blog_sitesettings_one_row"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Tag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        allow_unicode=True, max_length=200, unique=True, verbose_name="URL slug"
                    ),
                ),
            ],
            options={
                "verbose_name": "tag",
                "verbose_name_plural": "tags",
                "ordering": ["name"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("name"), name="blog_tag_name"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="article",
            name="tags",
            field=models.ManyToManyField(
                blank=True, related_name="articles", to="blog.tag", verbose_name="tags"
            ),
        ),
        migrations.CreateModel(
            name="ArticleViews",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="day")),
                ("count", models.PositiveIntegerField(default=0, verbose_name="views")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="views",
                        to="blog.article",
                        verbose_name="article",
                    ),
                ),
            ],
            options={
                "verbose_name": "article views",
                "verbose_name_plural": "article views",
                "indexes": [models.Index(fields=["day"], name="blog_articleviews_day")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "day"), name="blog_articleviews_unique"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=500, verbose_name="title")),
                ("source", models.TextField(blank=True, verbose_name="body")),
                (
                    "markup",
                    models.CharField(
                        choices=[
                            ("html", "HTML"),
                            ("breaks", "Text with line breaks"),
                            ("markdown", "Markdown"),
                            ("text", "Plain text"),
                        ],
                        default="html",
                        max_length=10,
                        verbose_name="format",
                    ),
                ),
                ("excerpt", models.TextField(blank=True, verbose_name="excerpt")),
                (
                    "saved_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="saved"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("article", "article"), ("page", "page")],
                        default="article",
                        max_length=7,
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("base_version", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "article",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="blog.article",
                        verbose_name="article",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="blog.page",
                        verbose_name="page",
                    ),
                ),
            ],
            options={
                "verbose_name": "autosaved draft",
                "verbose_name_plural": "autosaved drafts",
                "indexes": [
                    models.Index(fields=["author", "-saved_at", "-id"], name="blog_draft_newest")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("author", "key"), name="blog_draft_key"),
                    models.UniqueConstraint(
                        fields=("article", "author"), name="blog_draft_article_and_author"
                    ),
                    models.UniqueConstraint(
                        fields=("page", "author"), name="blog_draft_page_and_author"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "article"), ("page", None)),
                            models.Q(("article", None), ("kind", "page")),
                            _connector="OR",
                        ),
                        name="blog_draft_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CheckedLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("url", models.TextField(verbose_name="URL")),
                ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                ("is_broken", models.BooleanField(verbose_name="broken")),
                ("result", models.CharField(max_length=200, verbose_name="result")),
                ("checked_at", models.DateTimeField(verbose_name="checked")),
                (
                    "article",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="checked_links",
                        to="blog.article",
                        verbose_name="article",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="checked_links",
                        to="blog.page",
                        verbose_name="page",
                    ),
                ),
            ],
            options={
                "verbose_name": "link check",
                "verbose_name_plural": "link checks",
                "ordering": ["-is_broken", "-checked_at", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["is_broken", "-checked_at", "-id"], name="blog_checkedlink_broken"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("article", None), ("page__isnull", False)),
                            models.Q(("article__isnull", False), ("page", None)),
                            _connector="OR",
                        ),
                        name="blog_checkedlink_one_owner",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Rendition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "format",
                    models.CharField(
                        choices=[("avif", "AVIF"), ("webp", "WebP"), ("jpeg", "JPEG")], max_length=4
                    ),
                ),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("file", models.FileField(upload_to=blog.models.picture.get_rendition_path)),
                (
                    "picture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="renditions",
                        to="blog.picture",
                    ),
                ),
            ],
            options={
                "ordering": ["picture", "format", "width"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("picture", "format", "width"), name="blog_rendition_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("format__in", ["avif", "webp", "jpeg"])),
                        name="blog_rendition_format",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=500, verbose_name="title")),
                ("source", models.TextField(blank=True, verbose_name="body")),
                (
                    "markup",
                    models.CharField(
                        choices=[
                            ("html", "HTML"),
                            ("breaks", "Text with line breaks"),
                            ("markdown", "Markdown"),
                            ("text", "Plain text"),
                        ],
                        default="html",
                        max_length=10,
                        verbose_name="format",
                    ),
                ),
                ("excerpt", models.TextField(blank=True, verbose_name="excerpt")),
                (
                    "saved_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="saved"),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="saved by",
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="blog.article",
                        verbose_name="article",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="blog.page",
                        verbose_name="page",
                    ),
                ),
            ],
            options={
                "verbose_name": "revision",
                "verbose_name_plural": "revisions",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "number"), name="blog_revision_number"
                    ),
                    models.UniqueConstraint(
                        fields=("page", "number"), name="blog_revision_page_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("article", None), ("page__isnull", False)),
                            models.Q(("article__isnull", False), ("page", None)),
                            _connector="OR",
                        ),
                        name="blog_revision_one_owner",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SiteLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "location",
                    models.CharField(
                        choices=[("menu", "Menu"), ("blogroll", "Blogroll")],
                        default="blogroll",
                        max_length=10,
                        verbose_name="location",
                    ),
                ),
                ("label", models.CharField(max_length=100, verbose_name="label")),
                (
                    "url",
                    models.CharField(
                        help_text="A path on this site or a full URL.",
                        max_length=500,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^(?:/(?!/)|https?://)\\S*$",
                                "Enter a path that starts with / or a full http(s) URL.",
                            )
                        ],
                        verbose_name="URL",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "settings",
                    models.ForeignKey(
                        default=1,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="blog.sitesettings",
                    ),
                ),
            ],
            options={
                "verbose_name": "link",
                "verbose_name_plural": "links",
                "ordering": ["location", "position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("location__in", ["menu", "blogroll"])),
                        name="blog_sitelink_location",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                fields=["status", "-published_at", "-id"], name="blog_article_newest"
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("is_pinned", True)),
                fields=["-published_at", "-id"],
                name="blog_article_pinned",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("announced_at", None), ("status", "published")),
                fields=["published_at"],
                name="blog_article_to_announce",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.UniqueConstraint(
                fields=("year", "month", "basename"), name="blog_article_address"
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(("month__range", (1, 12))), name="blog_article_month"
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["draft", "published"])),
                name="blog_article_status",
            ),
        ),
    ]
