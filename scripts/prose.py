"""Check the wording of docstrings, comments, docs, and UI strings: ``python -m scripts.prose``.

Prints one line per finding and exits with status 1 if there are any. ``--sample SEED`` prints 100
random docstrings and 100 random UI strings instead, for a person to review.

Spelling is codespell's job; this script looks for problems of style that spell checkers miss:
relative clauses in place of nouns, metaphors in place of technical terms, and words that the
glossary avoids.
"""

import argparse
import ast
import io
import random
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from scripts.messages import forms, used

ROOT = Path(__file__).resolve().parents[1]
# Generated files and demo content.
SKIPPED = re.compile(r"(^|/)migrations/|^interchange/demo/|^interchange/synthetic/|^locale/")
SAMPLE_SIZE = 100
TABLE_COLUMNS = 5  # of the glossary; the last one lists the words to avoid
# Code in docstrings, comments, and documents.
CODE = re.compile(r"``[^`]*``|`[^`]*`")


@dataclass(frozen=True)
class Rule:
    """A pattern that prose must not match, and advice on how to fix it."""

    pattern: re.Pattern[str]
    advice: str


@dataclass(frozen=True)
class Passage:
    """A piece of prose: its file and line, its text, and its kind."""

    place: str
    text: str
    kind: str  # "docstring", "comment", "doc" or "screen"


def rule(pattern: str, advice: str) -> Rule:
    """Create a rule with a case-insensitive pattern."""
    return Rule(re.compile(pattern, re.IGNORECASE), advice)


EVERYWHERE = (
    rule(r"\bwho(m|se)?(so)?ever\b", "name the person or thing"),
    rule(r"\bwhom\b", "use an active verb with a subject"),
    rule(r"\banew\b", "again"),
    rule(r"\b(is|are|was|were|be|been|being|get|gets) (told|drawn)\b(?! apart)", "notify, render"),
    rule(r"\b(else than|other road|same road|by the road|slip of the pen)\b", "say it literally"),
    rule(r"\bin the house\b|\bhouse('|’)s\b|\bthe house\b", "the site, the project"),
    rule(r"\b(this|that|other|another|which|each|own|all|the) rooms?\b", "app"),
    rule(
        r"\b(acknowledgement|apologis|behaviour|catalogue|colour|neighbour|recognis|sanitis)"
        r"|\b(grey|licence)\b",
        "American spelling",
    ),
    rule(r"\bso many\b", "give the quantity: “n comments”"),
    rule(r"\bsome(body|one) who (speaks|comments)\b", "commenter"),
    rule(r"\bsign(s|ed|ing)?[ -](in|out)\b", "log in, log out"),
    rule(r"\breturns? (its|their) number\b", "return how many there are"),
    rule(r"\btrainings\b", "training runs"),
    rule(r"\brerender", "re-render"),
    rule(r"\b(lower|upper) case\b", "lowercase, uppercase"),
    Rule(re.compile(r"\bids?\b"), "ID"),
)
ON_SCREEN = (
    rule(r"\w …", "no space before an ellipsis"),
    rule(r" – ", "no dash with spaces: start a new sentence"),
    rule(
        r"\banswer(s|ed|ing)?\b[^.]{0,20}\bappeals?\b|\bappeals? (was |were )?answered\b",
        "appeals are decided: granted or rejected",
    ),
    rule(r"\b(?!these)[\w’-]+, [\w’-]+ (and|or) [\w’-]+", "comma before the last item of a list"),
)
DOCSTRINGS = (
    rule(
        r"\A(whether|what|who|whose|where|how|those|that|when|why)\b",
        "start with a verb or a noun phrase",
    ),
    rule(
        r"\b(a|another|one) text(?=[.,:;)]|$|(’s|'s)\s|\s(and|as|at|by|contains?|for|from|has)\b"
        r"|\s(in|into|is|of|on|or|shows?|that|to|which|with)\b)"
        r"|\b(these|those|two|both|several|many) texts\b",
        "“text” is uncountable: text, the body, a comment, a string",
    ),
    rule(r"\bas it is(?=[.,:;)]|$)", "as is"),
    rule(r"\bin the transaction of\b", "in its transaction, in the transaction that …"),
    Rule(
        re.compile(r"\bRaises? ``((,|,? and|,? or) ``)*(\.|$)|\bRaises? ``(, ``)*,? and ``"),
        "say when each exception is raised: Raises ``A`` if …, or ``B`` if …",
    ),
)


def passages() -> Iterator[Passage]:
    """Yield all prose in the project."""
    for path in _tracked():
        relative = path.relative_to(ROOT).as_posix()
        if SKIPPED.search(relative):
            continue
        if path.suffix == ".py":
            yield from python_passages(relative, path.read_text())
        elif path.suffix == ".md" and path.name != "CHANGELOG.md":
            yield from markdown_passages(relative, path.read_text())
    yield from screen_passages()


def python_passages(place: str, source: str) -> Iterator[Passage]:
    """Yield the docstrings and comments of a module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            text = ast.get_docstring(node)
            line = getattr(node, "lineno", 1)
            if text:
                yield Passage(f"{place}:{line}", text, "docstring")
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield Passage(f"{place}:{token.start[0]}", token.string.lstrip("# "), "comment")


def markdown_passages(place: str, source: str) -> Iterator[Passage]:
    """Yield the lines of a document, without code.

    The glossary is skipped, because it lists words to avoid.
    """
    fenced = False
    for number, line in enumerate(source.splitlines(), 1):
        if line.lstrip().startswith("```"):
            fenced = not fenced
        elif not fenced and place != "docs/glossary.md":
            yield Passage(f"{place}:{number}", CODE.sub("", line), "doc")


def screen_passages() -> Iterator[Passage]:
    """Yield the project's own UI strings that are marked for translation."""
    for message in used():
        places = [name for name, _line in message.locations]
        # Strings from other projects are shown as worded in the catalogs.
        ours = [place for place in places if not place.endswith("upstream_messages.py")]
        for text in forms(message.id) if message.id and ours else ():
            yield Passage(ours[0], text, "screen")


def screen_rules() -> list[Rule]:
    """Return a rule for each word, in all its forms, that the glossary says to avoid in the UI."""
    rules: list[Rule] = []
    for line in (ROOT / "docs/glossary.md").read_text().splitlines():
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        if len(cells) == TABLE_COLUMNS and cells[-1] and cells[-1] != "Avoid":
            advice = f"the glossary has “{cells[0]}”"
            words = (word.strip() for word in cells[-1].split(","))
            rules += [rule(get_forms_pattern(word), advice) for word in words if word.strip("-")]
    return rules


def get_forms_pattern(phrase: str) -> str:
    """Return a pattern for a phrase, the other forms of its words, and its hyphenated spelling.

    For example, ``withdraw`` also matches ``withdrawn``, and ``sign in`` matches ``signed-in``.
    """
    words = re.split(r"[\s-]+", phrase)
    return r"\b" + r"[\s-]+".join(_get_word_pattern(word) for word in words) + r"\b"


def _get_word_pattern(word: str) -> str:
    for ending in ("ed", "e"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 1:
            return rf"{re.escape(stem)}(e[dns]?|ing)"
    return rf"{re.escape(word)}(s|ed|n|ing|als?)?"


def findings() -> Iterator[str]:
    """Yield a line for each rule that a passage breaks."""
    rules = {"docstring": DOCSTRINGS, "screen": (*ON_SCREEN, *screen_rules())}
    for passage in passages():
        text = CODE.sub("``", passage.text)
        for each in (*EVERYWHERE, *rules.get(passage.kind, ())):
            if match := each.pattern.search(text):
                yield f"{passage.place}: {passage.kind}: “{match[0]}”: {each.advice}"


def sample(seed: int) -> Iterator[str]:
    """Yield 100 random docstrings outside the tests and 100 random UI strings, numbered."""
    everything = list(passages())
    draw = random.Random(seed)  # noqa: S311 - a sample needs no secrecy
    for kind in ("docstring", "screen"):
        population = sorted(
            {
                (passage.place.split(":")[0], passage.text)
                for passage in everything
                if passage.kind == kind and not passage.place.startswith("tests/")
            }
        )
        chosen = draw.sample(population, min(SAMPLE_SIZE, len(population)))
        yield f"== {kind}: {len(chosen)} of {len(population)}"
        for number, (place, text) in enumerate(chosen, 1):
            yield f"{number}. {place}: {text}"


def _tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]


def main() -> int:
    """Print the findings or a sample. Return 1 if there are findings."""
    parser = argparse.ArgumentParser(description="Check the wording of prose and UI strings.")
    parser.add_argument("--sample", type=int, metavar="SEED", help="print a random sample instead")
    options = parser.parse_args()
    settings.configure()
    lines = list(sample(options.sample) if options.sample is not None else findings())
    print("\n".join(lines))
    return int(options.sample is None and bool(lines))


if __name__ == "__main__":
    sys.exit(main())
