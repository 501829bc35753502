"""Hand-compiled word categories typical of advertising, in a few languages.

The category of a word is a feature of its own, both alone and paired with nearby categories. A
model that has only seen "subscribe" therefore already knows something about "follow".
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache

_WORDS_BY_CATEGORY = {
    # What the reader is asked to do.
    "act": """
        subscribe subscribes subscribed subscribing subscription subscriber subscribers
        subs sub suscribe subscirbe follow followers visit click clic klick klicken join
        buy order purchase register signup download downloads vote votes share repost
        donate donation donations support contact whatsapp telegram enroll apply install
        invite promote promoting promotion advertise abonniere abonnieren abonniert
        folgt folge besucht besuche kauf kaufe kaufen bestellen bestelle anmelden
        suscribete suscríbete suscribanse visita visiten compra siga sigue abonnez
        abonne achetez achete cliquez visitez inscris iscriviti clicca iscrivetevi
        подписывайтесь подпишись заходите купить скачать اشترك زوروا
    """,
    # Similar requests in everyday words.
    "look": """
        check checkout chek watch watching look listen see view go try add help come
        read tap hit give get visit click find search type google schaut schau guckt
        hört hilf helft mira miren regarde regardez guarda смотрите
    """,
    "self": """
        my mine our me us myself ours i'm im we're mein meine meinen meinem meiner unser
        unsere mir mi mis mío nuestro nuestra mon ma mes notre nos mio mia мой моя мои
        наш наши قناتي
    """,
    # What is advertised.
    "thing": """
        channel channels chanel chanell chanels chhanel page pages site website websites
        webpage blog profile account link links playlist app group video videos vid vids
        song songs music cover covers remix album mixtape beats track tracks single rap
        podcast stream twitch instagram insta facebook fb twitter tiktok snapchat
        soundcloud bandcamp spotify youtube patreon kanal kanäle seite webseite
        webseiten gruppe canal canales página pagina chaîne chaine sito канал канале
        сайт группа قناة
    """,
    "money": """
        money cash free gratis kostenlos earn earning earnings income profit profits
        paid paying pay payment dollar dollars bucks euro euros price prices pricing
        cheap cheapest discount discounts sale offer offers deal deals bonus prize
        prizes win winner won reward rewards giveaway gift voucher coupon loan loans
        credit debt mortgage invest investing investment investments investor bitcoin
        btc crypto cryptocurrency ethereum forex trading trader broker rich wealth job
        jobs salary geld verdienen verdienst kredit gewinn gewinnen angebot rabatt
        dinero ganar préstamo argent gagner prêt soldi guadagnare деньги заработок
        кредит 贷款 发票 兼职 赚钱 返利 优惠 副业 투자 대출 副収
    """,
    # Promises to get back what was lost.
    "recover": """
        recover recovers recovered recovering recovery retrieve retrieved reclaim refund
        scammed scammer scammers stolen funds wallet trace wiederherstellen
        zurückbekommen recuperar récupérer
    """,
    "vice": """
        viagra cialis levitra pill pills pharmacy prescription tramadol xanax ambien
        kamagra phentermine casino casinos poker slots slot gambling betting roulette
        jackpot porn porno xxx escort escorts dating hookup webcam nude nudes sexy
        replica replicas rolex louis vuitton gucci handbag handbags essay essays
        dissertation seo backlinks backlink hacked hack hacker spell caster казино порно
        博彩 赌场 彩票 办证 刷单 카지노 토토
    """,
    "please": """
        please plz pls plzz plss plizz pliz bitte por-favor porfavor svp пожалуйста
    """,
    "you": """
        you your u ur yours guys everyone everybody anyone people friends fans all euch
        ihr eure leute ustedes tu tus vosotros vous votre voi вам вас
    """,
    "link": "<link> <mail> <phone> 微信 加我 联系 扣扣 카톡 텔레",
    "hello": """
        hey hi hello yo sup hallo hola bonjour ciao salut привет
    """,
}  # fmt: skip

# If a word is in several categories, the first one wins.
CATEGORY_BY_WORD: Mapping[str, str] = {
    word: category
    for category, words in reversed(_WORDS_BY_CATEGORY.items())
    for word in words.split()
}

# Misspellings of shorter words are other words too often.
_MIN_MISSPELLED = 8
# Longer words are not looked up as misspellings, which bounds the time.
_MAX_MISSPELLED = 20


@lru_cache(maxsize=16_384)
def find_category(word: str) -> str:
    """Return the category of a word, or of the one it misspells, or an empty string.

    A misspelled word differs in one letter, or in two adjacent ones that are swapped: "sucscribe".
    """
    if category := CATEGORY_BY_WORD.get(word):
        return category
    if not _MIN_MISSPELLED <= len(word) <= _MAX_MISSPELLED or not word.isascii():
        return ""
    variants = (_CATEGORY_BY_VARIANT.get(variant) for variant in _delete_letters(word))
    return next(filter(None, variants), "")


def _delete_letters(word: str) -> Iterator[str]:
    """Yield the word and all variants with one letter deleted, as in SymSpell."""
    yield word
    for index in range(len(word)):
        yield word[:index] + word[index + 1 :]


_CATEGORY_BY_VARIANT: Mapping[str, str] = {
    variant: category
    for word, category in CATEGORY_BY_WORD.items()
    if len(word) >= _MIN_MISSPELLED
    for variant in _delete_letters(word)
}


def _words(listing: str) -> frozenset[str]:
    return frozenset(listing.split())


# Words in the names of firms and shops, and of what they sell.
FIRM_WORDS = _words("""
    academy accounting ads advertising advisors agency agencies airport appliance appliances
    architects associates attorney attorneys auto awnings banking bathroom bathrooms beauty bet
    bonus boutique broker builders buy cabs cards cars cash casino catering cheap cleaning
    clinic clothing coaching company concrete construction consultant consultants consulting
    contractor contractors corp coupon coupons courier credit credits crypto currency custom
    deals decor dental dentist design designs detailing developers development digital
    discount distributors doors download driving ecommerce electrical electrician equipment essay
    essays estate events exchange experts exterminators factory finance financial flooring
    florist forex franchise furniture garage gardening gmbh gym handyman
    heating holidays hosting hotel hotels hvac immigration inc industries injury inspection
    installation institute insurance interiors invest investment investments jewelry junk
    kitchen kitchens landscaping laser lawyer lawyers lending limited limousine llc llp loan
    loans locksmith locksmiths logistics ltd luxury machine machines maintenance manufacturer
    manufacturers manufacturing marketing massage materials media medical mortgage mortgages
    movers moving nutrition online outlet packaging painters painting parts payday pest
    pharmacy photography pills plumber plumbers plumbing poker pools printing products
    projects promo promotion properties property purchase realtor realty recovery removal
    removals rental rentals repair repairs replica restoration reviews roofers roofing sale
    sales salon scaffolding security seo services shop shopping shipping signs skincare software
    solar solicitors solutions spa specialist specialists storage store stores studio studios
    supplements supplier suppliers supplies supply surgery systems taxi tech technologies
    tickets tiles tours towing trading trainer training transfers translation transport travel
    tree trucking tuition tutoring tutors upholstery vape visa warehouse waterproofing
    wedding weddings weightloss welding wholesale windows
    agentur anwalt autohaus dachdecker entrümpelung finanzen handwerker hausverwaltung immobilien
    kanzlei kaufen klempner kredite makler reinigung rohrreinigung schlüsseldienst shisha umzüge
    umzug versicherung werbung agence avocat boutique déménagement immobilier plombier serrurier
    agencia abogados cerrajero fontanero inmobiliaria mudanzas reformas tienda agenzia negozio
""")

# Words of praise and thanks that fit any article.
PRAISE_WORDS = _words("""
    absolutely amazing appreciate appreciated article articles awesome blog brilliant clarity
    clear clearly comprehensive concise content depth detailed easy effort engaging enjoyed
    enlightening enriching excellent exceptional explained explanation fantastic forward glad good
    great grateful helpful highlights impressive incredible information informative insight
    insightful insights inspiring interesting invaluable keep knowledge learned love loved looking
    neatly nice outstanding perspective perspectives post practical presented quality read readers
    reading really refreshing remarkable resonates resource resources share shared sharing superb
    thank thanks thought thoughtful tips topic truly understand understandable useful valuable
    well wonderful work written
    artikel beitrag danke hilfreich informativ interessant klasse super toll toller verständlich
    wertvoll bravo excellent intéressant merci utile artículo excelente gracias interesante útil
    articolo complimenti grazie interessante utile
""")
