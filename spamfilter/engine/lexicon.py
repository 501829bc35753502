"""Hand-compiled word categories typical of advertising, in a few languages.

The category of a word is a feature of its own, both alone and paired with nearby categories. A
model that has only seen "subscribe" therefore already knows something about "follow".
"""

from collections.abc import Mapping

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
        кредит
    """,
    "vice": """
        viagra cialis levitra pill pills pharmacy prescription tramadol xanax ambien
        kamagra phentermine casino casinos poker slots slot gambling betting roulette
        jackpot porn porno xxx escort escorts dating hookup webcam nude nudes sexy
        replica replicas rolex louis vuitton gucci handbag handbags essay essays
        dissertation seo backlinks backlink hacked hack hacker spell caster казино порно
    """,
    "please": """
        please plz pls plzz plss plizz pliz bitte por-favor porfavor svp пожалуйста
    """,
    "you": """
        you your u ur yours guys everyone everybody anyone people friends fans all euch
        ihr eure leute ustedes tu tus vosotros vous votre voi вам вас
    """,
    "link": "<link> <mail>",
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
