"""Bodies of real exports are sanitized without loss, and a second pass changes nothing."""

import json
import re

import pytest

from core.sanitizing.articles import Markup, clean_article
from core.sanitizing.comments import render_comment
from core.sanitizing.reader import plain_text
from tests.core.sanitizing.html_checks import ARTICLE, COMMENT, find_violations
from tests.corpora import corpus

_BODY = re.compile(r"^BODY:\n(.*?)\n-----$", re.DOTALL | re.MULTILINE)
_WORD = re.compile(r"\w+")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["getcoreinterface", "around-the-corner", "modthemachine"])
def test_real_articles(name: str) -> None:
    export = corpus(f"typepad/{name}.txt").read_text(encoding="utf-8")

    bodies = _BODY.findall(export)[::8]
    assert len(bodies) > 5
    for body in bodies:
        html = clean_article(body, markup=Markup.BREAKS).html

        assert not find_violations(html, ARTICLE, local=True)
        assert clean_article(html).html == html


@pytest.mark.slow
def test_real_comments_keep_all_words() -> None:
    lines = corpus("threads/the-building-coder.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) > 400

    for line in lines[::40]:
        body = json.loads(line)["body"]
        html = render_comment(body)
        typed = re.sub(r"</?(?:a|b|i|ul|ol|li|pre|br)\b[^<>]*>|&\w+;", " ", body)

        assert not find_violations(html, COMMENT, local=False)
        assert render_comment(html) == html
        assert _WORD.findall(plain_text(html)) == _WORD.findall(typed)
