"""Made-up comments that every model is trained on, at a reduced weight.

They let a new site hold obvious advertising in several languages for moderation and accept ordinary
comments. Each line is one comment; a line that begins with a space continues the previous one.
"""

from collections.abc import Iterator, Sequence

from spamfilter.engine.features import add_author


def _comments(text: str) -> Sequence[str]:
    return text.strip().replace("\n ", " ").splitlines()


def _named_comments(text: str) -> Iterator[str]:
    """Yield the comments in lines such as ``Ann Ashby | I agree.``, as the engine reads them."""
    for line in _comments(text):
        name, _separator, comment = line.partition(" | ")
        yield add_author(comment, name)


SPAM = _comments("""
Check out my channel and subscribe please!
Please subscribe to my channel, I subscribe back
Hey guys, I make covers of songs, come and have a look at my page
Visit my website for more: www.example-offers.example.com
Follow me on instagram and I follow you back
Watch my new video, link in my profile
sub 4 sub? I will sub to everyone who subs to me
We are a small band and just made our first song, it would mean a lot if you could listen to it
If I get 500 subscribers I will give away a phone
vote for me please http://contest.example.com/vote?id=123
I just started a blog, please take a look and tell me what you think
my friend has a great channel, go check him out
Please help us, donate here: https://www.example.org/donate/help-us
Share this with your friends and add me on facebook
download my mixtape for free
http://example.com/offer
https://www.example.net/ref=12345
www.example-shop.com
Buy cheap viagra and cialis online without prescription
Online pharmacy, best prices for pills, free shipping worldwide http://pills.example.com
Best online casino, get your welcome bonus now! Slots, poker, roulette
I make $5000 a month working from home, click here to learn how
Earn money online, easy job, no experience needed: https://jobs.example.com/earn
My last paycheck was 12,000 dollars for ten hours a week online
I invested $500 in bitcoin and earned $6,000 within a week with the help of this trader, contact
 her on WhatsApp +1 555 0100
Contact the best hacker for your credit score, recovery of lost crypto and cheating spouse:
 hacker@example.com
I got my ex back with the help of a powerful spell caster, email him at spells@example.com
Do you need an urgent loan? We offer loans at 3% interest rate, apply now
Get your loan approved today, contact us by email: loans@example.com
Cheap replica watches and louis vuitton handbags, up to 80% discount
We offer SEO services and quality backlinks, rank your website on the first page of google
Great post! Thanks for sharing. Visit my site for more information
Nice blog, I really enjoyed reading it. Please also visit my web page
I have read so many articles but this is really a good one, keep it up. Feel free to surf to my
 homepage
Very informative article, you can also check my web-site about weight loss
Cheap essay writing service, buy your dissertation from our experts
Hot girls waiting for you, free dating, sign up now
free porn videos xxx webcam
Buy followers and likes, cheap and fast delivery
Free gift cards, get your code at this amazing site
Click the link and win a free phone, limited offer!!!
Congratulations, you have won a prize, claim it now
Get unlimited coins and gems with this hack: http://hack.example.com
Watch full movie online free HD http://movies.example.com/watch
Buy real passports, driving licence and documents online
Lose weight fast with this one natural product, order now
Join our telegram group for trading signals, profits guaranteed
Call this number now for technical support 1-800-555-0100
Besucht meine Seite und abonniert meinen Kanal
Jetzt im Online Casino spielen und Bonus sichern
Kredit ohne Schufa, jetzt anfragen: www.kredit.example.de
Geld verdienen im Internet, klick hier
Günstige Medikamente ohne Rezept bestellen
Toller Beitrag! Schaut auch mal auf meiner Webseite vorbei
Suscríbete a mi canal por favor
Visita mi página y gana dinero desde casa
Compra barato, envío gratis: www.tienda.example.com
Ofrecemos préstamos rápidos, contacte con nosotros
Abonnez-vous à ma chaîne s'il vous plaît
Visitez mon site pour gagner de l'argent
Prêt entre particuliers sérieux et rapide, contactez moi par mail
Iscriviti al mio canale, visita il mio sito
Guadagna soldi da casa, clicca qui
Подписывайтесь на мой канал
Казино онлайн, бонус за регистрацию
Купить дешево с доставкой, заходите на наш сайт
Заработок в интернете без вложений
اشترك في قناتي
زوروا موقعنا واحصلوا على الخصم
""")

HAM = _comments("""
I agree with you, and thank you for writing this.
No, that is not what the author said. Read it again.
This is the best thing I have read all week
lol
I love this song
I don't think so.
Great article, as always.
What happened in 2016 is not the fault of one man
Why does nobody talk about this?
You are wrong about the numbers: it was 2,300 and not 23,000
@Rex your second paragraph is nonsense
Who else remembers this from school?
She has such a beautiful voice
My father worked there for thirty years and told me the same
I was there, and it was nothing like that
Everyone knows that they lied
Can somebody explain this to me?
The minister should go, and the sooner the better
First comment!
Happy birthday!
This makes me so sad
They will never pay for what they did to those people
I watched the whole video and the man in it never says that
The money went to the banks, as it did in 2008
Please stop insulting each other
Could you please give a source for that?
Here is the report that the article speaks of:
 https://www.reuters.com/article/us-example-idUSKCN1234
See https://en.wikipedia.org/wiki/Folkmoot for the history of the word
The Guardian had a piece on this yesterday: https://www.theguardian.com/world/2016/dec/13/example
Half of those who have subscribed to that paper will leave now
I have no idea why anybody watches this channel, the news there are worthless
We need to help the people in the city before the winter comes
Your link doesn't work for me
Thanks for the link!
How many views does this have by now?
100 million people have seen this and nobody asks
Listen to what he says at the end, it is chilling
That was in the summer, wasn't it? I am not sure any more.
I buy my bread from the same baker, he is a good man
Free speech is not free of consequences
It's the economy, stupid
For the record: I never voted for him, and I wouldn't today.
"The truth is rarely pure and never simple." Wilde
So what? The others do the same, and worse.
The moderators should read this thread
Sorry, I misread your comment.
My comment from yesterday has vanished. Why?
Good question
Interesting, I didn't know that
As I said in 101, the casualties are on both sides
The price of gas has doubled since the war began
Banks give no loans to small farmers any more
wow
omg this is so funny
who is watching this in 2016?
What a load of rubbish
Ich sehe das genauso, danke für den Artikel.
Das stimmt doch gar nicht. Wer sagt denn so etwas?
Kann mir das jemand erklären?
Mein Großvater hat das noch erlebt
Das kostet uns alle viel Geld
Schönes Lied
No estoy de acuerdo con el autor
Muy buen artículo, gracias
Qué canción tan bonita
Mi abuela decía lo mismo
Je ne suis pas d'accord, relisez l'article
Merci pour cet article très intéressant
Non sono d'accordo, ma grazie per l'articolo
Полностью согласен с автором
Почему об этом никто не говорит?
شكرا على المقال
لا أتفق مع هذا الرأي
I have been reading this site for years and I have never seen such a one-sided piece. My brother
 lives in that city, and when I call him he tells me about the shelling, about neighbours who
 help each other, and about the price of bread.
Let me try to answer your question. If you look at the second table, you see that the numbers
 for May are missing. I asked the office about it and got no answer. Perhaps somebody here can
 help.
Hello, thank you very much for your help. I tried what you said, but I still get the same error
 when I open the file. Could you please have a look at my code? I can send it to you if that
 helps.
Dear Anna, thank you for your comment and for the link. Yes, I did check it on my machine, and
 you are right, it works if you save the document first. I will add a note to the page. Best
 regards, Tom
Hi, I am new to this and need some help with my project. What I want is to find all walls that
 are longer than ten metres and put them on a list. Is there a way to do that without going
 through all of them?
Good point, but you forget one thing. Our government gave weapons to those groups for five
 years, and our newspapers called them moderate. Follow the money, look who profits, and read
 what was said in 2012.
> The banks will pay for it | Who believes that? We will pay, as we paid in 2008. My taxes went
 up, my salary did not, and the man who sold me the mortgage got a bonus.
Thanks for sharing this, I enjoyed it. I remember my first visit there with my parents, we took
 the train and walked from the station to the harbour, and my father bought me an ice cream.
You can download the report from the page of the ministry:
 https://www.ministry.example.gov/reports/2016/annual.pdf. On page 12 they say that 40,000
 people have left, which is not what they told the press.
There is a good video of the debate at https://www.youtube.com/watch?v=dQw4w9WgXcQ, watch from
 the tenth minute, where she is asked about the contract and doesn't answer.
We had the same problem. It turned out that our version was too old, and after an update
 everything worked. The discussion at https://stackoverflow.com/questions/123456/how-to-do-it
 helped us.
Please read the article before you comment. Nobody says that he is innocent. What it says is
 that the evidence which was shown to us so far doesn't prove it, and that is something else.
I work in a hospital, and I can tell you that we have neither the people nor the money. Come and
 see for yourself, then we can talk about free choice.
I wrote about this on my blog some time ago and came to another conclusion. In short: the market
 is not free, the winners make the rules, and those who subscribe to the theory live from it.
Ich habe das damals selbst erlebt, mein Vater hat mir davon erzählt, und was in der Zeitung
 stand, war gelogen. Schaut euch die Zahlen an: von 2.000 Leuten sind 1.500 gegangen. Wer hilft
 denen?
Merci pour votre réponse. Mon fils a le même problème, et notre médecin nous a dit la même
 chose. Regardez le rapport, il est clair.
Yo vivo aquí desde hace veinte años y mi familia también, y nunca hemos visto algo así. Gracias
 por contarlo, ojalá más gente lo lea.
""")

# Praise and questions that fit any article, by firms that want to be seen, and other spam whose
# authors' names show what it is.
NAMED_SPAM = tuple(
    _named_comments("""
Brightline Roofing Services | This is such a well-written and insightful piece. I appreciate the
 effort you put into explaining the topic so clearly.
Metro Digital Marketing Agency | What a valuable resource! The points about consistency really
 resonate. Looking forward to reading more of your content.
Oakdale Plumbers | Thank you for sharing such helpful information. Very clear and easy to
 understand.
Silver Coast Limousine | Great article. Your perspective on this subject is truly refreshing.
Best SEO Company Leeds | Excellent breakdown. You covered every aspect in a comprehensive way.
Nova Packaging Solutions | I really enjoyed reading this. It offers practical tips that anyone can
 apply.
Harper Injury Lawyers | Thanks for this informative post, it highlights how important good advice
 can be.
Evergreen Pest Control Ltd | Wonderful insights! Keep up the great work.
cheapflightsdeals.com | Amazing post, very useful information for everyone.
Kitchen Remodeling Experts | Nice blog. I learned a lot from it and will share it with my friends.
Smile Dental Clinic | This was an engaging read from start to finish. Thank you for the detailed
 explanation.
BlueWave Software Development | The way you explain complex ideas in simple terms is impressive.
Umzüge Berlin GmbH | Ein wirklich toller und informativer Beitrag, vielen Dank dafür.
Schlüsseldienst Köln | Sehr hilfreicher Artikel, verständlich geschrieben. Weiter so!
Plombier Paris | Merci pour cet article très intéressant et utile.
Agencia de Marketing Digital | Excelente artículo, muy útil e interesante.
Royal Casino Bonus | I found this very interesting, thank you.
Online Pharmacy | Good information, thanks for posting.
Apex Recovery Experts | I lost my savings to a fake trading platform, and they recovered every cent
 for me. Call +1 (555) 010-0142.
Elena Parker | After I was scammed by an online broker, a friend told me about a recovery expert who
 got my funds back within 48 hours. Reach him on WhatsApp +44 7700 900123.
Marcus Hill | I never believed that stolen crypto could be traced until this agency retrieved my
 wallet. Text them at +1 555-010-0177 and thank me later.
Diana Cole | My husband cheated on me, and a private hacker gave me access to his phone. Contact:
 +1 (555) 010-0119.
Grace Miller | All thanks to the investigator who helped me to reclaim my lost bitcoin. You can
 contact him by phone: +1 555 010 0163.
Tom Becker | Ich wurde von einem Broker betrogen. Diese Firma konnte mein Geld zurückholen, WhatsApp
 +49 1575 5550101.
Luis Vega | Perdí mi dinero en una estafa y este experto pudo recuperar mis fondos, WhatsApp
 +34 600 555 010.
li888 | 加微信领取优惠，兼职日结，在家赚钱
张经理 | 专业代开发票，税务正规，联系电话13800000000
小美 | 同城约会，加我微信，真实可靠
kf01 | 贷款无抵押，当天放款，联系QQ 10001000
王老师 | 刷单兼职，一天几百，想赚钱的加我
vip | 博彩平台注册送彩金，提款快，信誉好
办证 | 办理各种证件，学历文凭，质量保证，联系我们
代购 | 高仿名表名包，一比一，工厂直销，加微信看图
副業 | 在宅で簡単に稼げる副業、ラインで連絡ください
토토 | 안전한 토토사이트 추천, 가입하면 보너스 지급, 카톡 문의
สล็อต | สมัครเล่นสล็อตวันนี้รับโบนัสฟรี ฝากถอนไม่มีขั้นต่ำ
Anna | Вuy сhеap pіlls with frее shіpping tоday
John | Еarn mоney frоm hоme, соntact mе nоw
Mary | Bеst оnline саsinо wіth bіg bоnus
    """)
)

# The same kinds of praise by people, firms that have something to say, and people who write about
# fraud, phones and money.
NAMED_HAM = tuple(
    _named_comments("""
Ann Ashby | Thank you for this insightful piece. I appreciate the effort.
Peter Lang | Great article, very clear and easy to understand.
Maria Rossi | I really enjoyed reading this. Thanks for sharing!
jfl | Excellent breakdown, as always.
Karen O'Neill | Very useful information, thank you.
bob_the_reader | Wonderful insights! Keep up the great work.
D. Weber | Nice post.
Tomasz | This was helpful, thanks.
Chen Wei | Good information, thanks for posting.
Helga Brandt | Sehr hilfreicher Artikel, danke!
Jean Dupont | Merci pour cet article très intéressant.
Lucía | Excelente artículo, muy útil.
Lake Street Bakery | We had to close for two weeks when the street was dug up, and nobody from the
 council told us beforehand. Which office should we ask about compensation?
Northside Repair Shop | The battery in that model can't be replaced without removing the screen
 first;
 we do three of those a week.
Hartmann Software | In version 4 the option moved to the second tab. The behavior you describe is a
 bug, and it is fixed in 4.1.
Travel with Tim | I was in that town in May and the museum was closed on Mondays, too.
City Law Student | The court said the opposite in 2019, see paragraph 34 of the judgment.
Deals Hunter | Are you sure about the price? Yesterday it was 40 euros in the shop on the corner.
R. Patel | My mother lost her savings to such a scam. The bank refused to refund her, and the police
 only took a report.
Susan Wright | How do these scammers get our phone numbers? I get three calls a day.
Oliver Stone | I posted my version of the script at https://code.example.org/oliver/walls. If anyone
 has questions about it, please contact me by email: oliver@example.org.
Janet Moore | Full disclosure: I work for the company that makes this tool, on the support side.
 The free
 version does all of that, see www.example-tools.example.com/docs, but signing needs the paid one.
Pavel | I am very disappointed with this hosting company. They offer no support at all, and it is
 impossible to use their service for a real project. I want my money back.
Rita Gomez | Hello, great information. I follow the steps, but I don't get the result in your
 picture. I am
 using the version from the download page. Can you help?
Dieter | A similar app for Windows is Treeview. My review of it:
 http://dieter.example.org/2013/05/treeview
Yusuf | Thank you for mentioning my plugin! I have updated the page, and there is a video of how
 to use
 it at https://www.youtube.com/watch?v=aaaaaaaaaaa.
Emma Clark | Thanks for your comments on our website. I'm a developer there, and we have fixed the
 search.
 Please let us know if you find anything else.
Nuno | Olá, gostei muito do seu blog e acho que encontrei a solução para o meu problema. Pode me
 ajudar?
Ivan | Never pay anybody who promises to recover your stolen money. That is the second scam.
Greta | Did they ever recover the stolen paintings?
Office of the Council | You can reach the bridge office on weekdays at (555) 010-4400 to report
 damage.
M. Klein | Meine Bank hat das Geld nach zwei Wochen zurückgebucht, ohne dass ich etwas bezahlen
 musste.
王小明 | 这篇文章写得很好，我同意作者的看法。
李华 | 我住在那里，桥从春天就关了，没有人告诉我们原因。
刘洋 | 请问数据的来源是什么？第二张表好像有错误。
陈静 | 谢谢分享，学到了很多。
周杰 | 去年我也去过那个城市，天气很热，但是人很好。
林 | 不同意，这个问题没有那么简单。
田中 | この記事はとても参考になりました。ありがとうございます。
佐藤 | 橋は春から閉まっています。理由を知っている人はいますか。
김민수 | 좋은 글 감사합니다. 저도 같은 생각입니다.
สมชาย | ขอบคุณสำหรับบทความดีๆ ครับ
Сергей | Мост закрыт с весны, и никто не знает почему.
Δημήτρης | Συμφωνώ, η γέφυρα είναι κλειστή από την άνοιξη.
محمد | مقال ممتاز، شكرا لكم.
דוד | מאמר מעניין מאוד, תודה.
    """)
)
