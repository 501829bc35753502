"""The filter of a new site on invented comments that the seed corpus doesn't contain.

Each line has the author's name and the comment.
"""

import pytest

from spamfilter.engine.features import add_author
from spamfilter.engine.lexicon import find_category
from spamfilter.engine.model import SpamModel
from spamfilter.engine.training import dump_seed_model
from spamfilter.engine.vectors import HashedFeatures

HOLD, MARK = 0.8, 0.97
PRAISE = """
Summit Tree Removal | I appreciate how thoughtfully you approached this subject. Thank you.
Golden Gate Movers | Such an insightful post! It really highlights what matters most.
PrimeTech IT Solutions | Your content consistently delivers value. Thank you for the explanation.
Boston Airport Taxi | Nice and useful information. Thanks for providing it, keep sharing.
Custom Boxes Wholesale | Awesome information, keep sharing such wonderful posts.
Dachdecker Hamburg | Danke für den interessanten Beitrag, sehr verständlich erklärt.
"""
RECOVERY = """
Jessica Howard | I was a victim of a fake investment site. An expert recovered it: +1 (555) 010-7788
Daniel Reyes | If you lost bitcoin to scammers, these people recovered my wallet, +44 7700 900456
Wilson | Lost funds? Stolen crypto? Contact the recovery team today on +15550104321
"""
CHINESE = """
小陈 | 需要代开发票的老板请联系，微信同号13900000000
aa123 | 网络兼职，时间自由，加微信赚钱
Julia | 在家就能做的副业，联系我了解详情 微信 ab1234
"""
DISGUISED = """
Kevin | Вest рriсes for рills onlinе, nо рrescription nеeded
Laura | Mаke mоney fаst with this nеw trаding аpp
"""
HAM = """
Sam Porter | Thoughtful piece, thank you. I had not seen the 2014 report before.
Ines | Loved this, thanks for writing it!
K. Müller | Sehr gut erklärt, danke.
Old Mill Brewery | Our delivery vans now take forty minutes longer since the bridge closed.
Frank Baker | Bakers like me pay more for flour than ever.
Rosa Shoemaker | Very interesting article. My grandmother lived on that street.
Tony Cash | What were the casualties on the other side?
Linda Law | That's not what the ruling says.
Paul | I lost my wallet on the train last week and someone handed it in.
Erik | My bank recovered the money after the fraud, it took two months and thirty phone calls.
Nadia | Call the council, the number is on their page.
王芳 | 文章很有意思，不过我觉得第三段有点夸张。
赵磊 | 我们公司也遇到过这样的问题，后来换了供应商。
孙丽 | 上个月微信上有人转发了这篇文章，写得不错。
Юлия | Спасибо за статью, очень интересно.
عمر | أتفق معك في هذه النقطة.
Yuki | とても面白い記事でした。
Claire | Je trouve que l'auteur exagère.
Hans Bauer | Der Kredit für die Brücke war doch schon 2015 bewilligt.
Bill | First they close the bridge, then they sell the land. Follow the money.
Fiona | Great point about the schools. Could you share the source for the 12%?
"""


def rows(listing: str) -> list[str]:
    return listing.strip().splitlines()


def score(name: str, text: str) -> float:
    """Return the score of a comment on a new site."""
    model = SpamModel.load(dump_seed_model())
    return model.score(HashedFeatures.from_text(add_author(text, name)))


def score_row(row: str) -> float:
    name, _separator, text = row.partition(" | ")
    return score(name, text)


@pytest.mark.parametrize("row", [*rows(PRAISE), *rows(RECOVERY), *rows(CHINESE), *rows(DISGUISED)])
def test_spam_of_known_kinds_is_suspicious(row: str) -> None:
    assert score_row(row) > HOLD - 0.1


@pytest.mark.parametrize("row", rows(HAM))
def test_real_comments_pass(row: str) -> None:
    assert score_row(row) < HOLD


@pytest.mark.parametrize("row", rows(PRAISE))
def test_the_same_praise_by_a_person_is_not_marked(row: str) -> None:
    _name, _separator, text = row.partition(" | ")
    assert score("Ann Ashby", text) < MARK
    assert score("Ann Ashby", text) < score_row(row)


def test_a_firm_with_something_to_say_passes() -> None:
    assert score("Harper Plumbing Ltd", "The pipe in the photo is from 1950, not from 1930.") < HOLD


@pytest.mark.parametrize("name", ["acme.com", "Acme Roofing", "Umzüge Berlin", "Best SEO"])
def test_names_of_firms_count(name: str) -> None:
    text = "Great post, very informative."
    assert score(name, text) > score("Roofus Berliner", text)


@pytest.mark.parametrize(
    ("word", "category"),
    [("subscribe", "act"), ("sucscribe", "act"), ("subscrib", "act"), ("whattsapp", "act")],
)
def test_misspelled_words_have_a_category(word: str, category: str) -> None:
    assert find_category(word) == category


@pytest.mark.parametrize("word", ["describe", "bridge", "", "chanel5", "x" * 100])
def test_other_words_have_none(word: str) -> None:
    assert find_category(word) == ""
