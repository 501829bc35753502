"""The German and Arabic catalogs have one translation for each term of ``docs/glossary.md``."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from babel.messages import Message

from scripts.messages import LOCALE, forms, read

GLOSSARY = Path(__file__).resolve().parents[2] / "docs" / "glossary.md"
TRANSLATIONS = ("de", "ar")
# Arabic vowel marks, which are optional.
MARKS = re.compile("[\u064b-\u0652]")
FORMAL_ADDRESS = re.compile(r"\b(Ihnen|Ihr|Ihre[mnrs]?)\b|\w+en Sie\b")


class Term(NamedTuple):
    """Regular expressions for a term and for the stems of its translations."""

    english: str
    de: str
    ar: str
    # Former translations, and words for another concept.
    not_de: str = "(?!)"
    not_ar: str = "(?!)"

    def occurs_in(self, message: Message) -> bool:
        return any(re.search(self.english, text, re.IGNORECASE) for text in forms(message.id))

    def is_translated_by(self, text: str, language: str) -> bool:
        text = MARKS.sub("", text)
        required, avoided = (self.de, self.not_de) if language == "de" else (self.ar, self.not_ar)
        return bool(re.search(required, text)) and not re.search(avoided, text)


# The keys are the first column of the glossary's table.
TERMS = {
    "Moderation queue": Term(r"\bqueue\b", "Moderationsliste", "قائمة الإشراف", "Warteschlange"),
    "Moderation log": Term(r"\b(moderation|public) log\b", "Moderationsprotokoll", "سجل الإشراف"),
    # German often uses the verb or "die Person".
    "Moderator": Term(r"\bmoderators?\b", "", "مشرف", r"Moderator(en)?\b"),
    "Commenter": Term(r"\bcommenters?\b", "", "معلق", "Kommentator"),
    "Thread, discussion": Term(
        r"\bthreads?\b|discussion", "Diskussion", "نقاش", "Gespräch", "حوار"
    ),
    "Conversation": Term("conversation", "Unterhaltung", "محادث", "Gespräch", "حوار"),
    "Approve": Term("approv", "[Ff]reig[eai]", "موافق|يوافق", not_ar="قبول|قبل"),
    "Reject": Term("reject", "[Aa]blehn|[Aa]bgelehn", "رفض|مرفوض"),
    "Remove": Term(r"\bremov", "[Ee]ntfern", "إزال|أزيل|تزال|يزال|أزال", not_ar="حذف|محذوف"),
    "Delete": Term(r"(?<!\()\bdelet", "[Ll]ösch", "حذف", not_ar="إزال|أزال"),
    "Hold": Term(
        r"\b(hold|held)\b", "[Zz]urück", "[إت]حال|يحال|يحيل|الإحالة|المراجعة", not_ar="حجز"
    ),
    "Awaiting moderation": Term("awaiting moderation", "auf Freigabe", "بانتظار المراجعة"),
    "Pre-moderate": Term("pre-moderat", "[Vv]orab", "مسبق"),
    "Spam": Term(
        r"\bspam\b(?! folder)", "Spam", "مزعج", not_ar="بريد مزعج|البريد المزعج|رسال. مزعجة"
    ),
    "Ban": Term(r"\bban(s|ned)?\b", "[Ss]perr", "حظ[رو]"),
    "Suspension": Term("suspen", "Schreibpause", "إيقاف|أوقف"),
    "Report": Term(r"(?<!transparency )\breport(s|ed|ing)?\b", "[Mm]eld", "بلغ|بلاغ"),
    "Appeal": Term("appeal", "Einspr[uü]ch", "اعتراض|تعترض"),
    "Guideline": Term("guideline", "Regel", "قاعدة|قواعد"),
    "Slow mode": Term("slow mode", "[Ll]angsame[nr]? Modus", "الوضع البطيء"),
    "Cool-down": Term("cool-down", "Abkühlphase", "تهدئة"),
    "Featured": Term(r"\b(stop )?featur", "ervorheben|ervorgehoben", "مميز|إبراز"),
    "Recommend": Term("recommend", "[Ee]mpf(eh|oh|ieh)l", "توصي|وصى"),
    "Mute": Term(r"\b(un)?mute", "[Ss]tumm", "كتم|مكتوم"),
    "Reply": Term(r"\brepl(y|ies|ied)\b", "ntwort", "رد"),
    "Newsletter": Term("newsletter", "Newsletter", "النشرة البريدية", "Rundbrief"),
    "Revision": Term(r"\b(revision|version)s?\b", "Version", "نسخ", "Fassung"),
    "Series": Term(r"\bseries\b", "Reihe", "سلسلة", "Serie"),
}


@cache
def get_messages(language: str) -> list[Message]:
    return [
        message for message in read(LOCALE / language / "LC_MESSAGES" / "django.po") if message.id
    ]


def find_deviations(term: Term, messages: Iterable[Message], language: str) -> list[str]:
    """Return the translations of a term's messages that translate the term differently."""
    return [
        text
        for message in messages
        if term.occurs_in(message)
        for text in forms(message.string)
        if not term.is_translated_by(text, language)
    ]


def read_glossary() -> dict[str, tuple[str, str]]:
    """Return the German and Arabic translations from the glossary's last table."""
    section = GLOSSARY.read_text().partition("## Translations\n")[2]
    rows = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")]
    return {english.strip(): (de.strip(), ar.strip()) for english, de, ar in rows[2:]}


@pytest.mark.parametrize("language", TRANSLATIONS)
@pytest.mark.parametrize("name", TERMS)
def test_a_term_has_one_translation(name: str, language: str) -> None:
    assert find_deviations(TERMS[name], get_messages(language), language) == []


@pytest.mark.parametrize("name", TERMS)
def test_the_glossary_lists_the_translation(name: str) -> None:
    german, arabic = read_glossary()[name]
    assert TERMS[name].is_translated_by(german, "de")
    assert TERMS[name].is_translated_by(arabic, "ar")


@pytest.mark.parametrize("name", TERMS)
def test_a_term_occurs_in_the_interface(name: str) -> None:
    assert any(TERMS[name].occurs_in(message) for message in get_messages("de"))


def test_a_deviation_is_found() -> None:
    messages = [Message("Remove", "حذف"), Message("Removed.", "أُزيل."), Message("Delete", "حذف")]
    assert find_deviations(TERMS["Remove"], messages, "ar") == ["حذف"]


def test_german_is_informal() -> None:
    texts = [text for message in get_messages("de") for text in forms(message.string)]
    assert [text for text in texts if FORMAL_ADDRESS.search(text)] == []
