"""Made-up comments that every model is trained on, at a quarter of the normal weight.

They let a new site hold obvious advertising in several languages for moderation and accept ordinary
comments. Each line is one comment; a line that begins with a space continues the previous one.
"""

from collections.abc import Sequence


def _comments(text: str) -> Sequence[str]:
    return text.strip().replace("\n ", " ").splitlines()


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
