"""Word lists that distinguish names and forms of address from other text, in several languages.

All words are folded (``words.fold``). The lists contain only words that appear in places where a
name could also appear.
"""

from comments.references.words import WORD, fold


def _phrases(listing: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(WORD.findall(fold(phrase))) for phrase in listing.split(","))


def _words(listing: str) -> frozenset[str]:
    return frozenset(fold(listing).split())


# A name is expected after these.
GREETINGS = _phrases("""
    hi, hello, hey, hiya, howdy, dear, greetings, good morning, good afternoon, good evening,
    good day, hallo, guten tag, guten morgen, guten abend, lieber, liebe, moin, servus, salut,
    bonjour, bonsoir, cher, chère, coucou, hola, buenas, buenos días, buenas tardes, buenas
    noches, querido, querida, estimado, estimada, olá, oi, caro, cara, ciao, buongiorno,
    buonasera, salve, merhaba, selam, sayın, sevgili, günaydın, iyi günler, hej, hei, hoi,
    beste, geachte, dag, ahoj, dobrý den, cześć, witam, drogi, привет, здравствуйте, здравствуй,
    уважаемый, уважаемая, дорогой, дорогая, добрый день, добрый вечер, доброе утро, γεια σου,
    αγαπητέ, yo, hi again, hello again, my dear
""")

# Openings of a reply; a name can follow.
OPENERS = _phrases("""
    thanks, thank you, many thanks, thx, thanx, tnx, ty, thank u, cheers, sorry, yes, yeah, yep,
    no, nope, ok, okay, oh, ah, well, wow, right, exactly, agreed, indeed, true, absolutely, of
    course, sure, great, excellent, brilliant, perfect, nice, nice one, well done, well said,
    good point, good one, good luck, good job, great point, great post, great job, bravo, kudos,
    congrats, congratulations, welcome, you're welcome, you are welcome, no problem, please,
    happy new year, merry christmas, happy birthday, with respect, come on, excuse me, actually,
    amen, ditto, haha, lol, but, and, so, p s, ps, btw, also, as for you,
    re, reply to, to, in reply to, in response to, replying to, response to, in answer to,
    answer to, answering, danke, vielen dank, danke schön, besten dank, herzlichen dank, genau,
    ja, nein, merci, merci beaucoup, oui, non, désolé, gracias, muchas gracias, grazie, grazie
    mille, sí, si, obrigado, obrigada, tack, takk, bedankt, dank je, dziękuję, dzięki,
    teşekkürler, teşekkür ederim, sağ ol, evet, hayır, спасибо, большое спасибо, да, нет
""")

# These stand between an opening and the name.
FILLERS = _words("""
    again there very much so lot a lots back once indeed for your reply answer help too mr mrs
    ms dr prof professor herr frau monsieur madame mme señor señora sr sra bey hanım vielmals
    beaucoup mucho tante mille schön
""")

# These join one name to the next.
JOINERS = _words("and und et y e ve и en och og i hi dear hello")

# Words that address no particular person.
CROWDS = _words("""
    all everyone everybody anyone anybody someone somebody nobody guys folks friends friend sir
    sirs madam team people there guest admin administrator moderator readers author editor
    anonymous unknown you me we us they them alle leute zusammen kollegen tous todos amigos
    tutti herkese arkadaşlar все всем
""")

# Those that people use as bylines instead of a name.
NAMELESS = _words("guest admin anonymous unknown")

# Closings before a signature.
CLOSINGS = _phrases("""
    regards, best regards, kind regards, kindest regards, warm regards, warmest regards, best,
    best wishes, all the best, cheers, sincerely, sincerely yours, yours sincerely, yours truly,
    yours faithfully, yours, respectfully, thanks, many thanks, thank you, thanks in advance,
    thank you in advance, thanks and regards, thank and regards, thanks again, thanks a lot,
    thx, with regards, with best regards, rgds, br, bye, bye bye, ciao, take care, love, peace,
    xo, xoxo, greetings, greets, have a nice day, have a good day, have a great day, thank you
    very much, brgds, gruß, grüße, viele grüße, liebe grüße, beste grüße, schöne grüße, mit
    freundlichen grüßen, mfg, lg, vg, cordialement, bien cordialement, amicalement, bien à vous,
    merci, merci d'avance, merci beaucoup, saludos, un saludo, saludos cordiales, atentamente,
    gracias, abrazos, saluti, cordiali saluti, distinti saluti, un saluto, grazie, abraços,
    atenciosamente, obrigado, groeten, met vriendelijke groet, groetjes, hälsningar, mvh,
    hilsen, pozdrawiam, saygılar, saygılarımla, selamlar, sevgiler, teşekkürler, с уважением,
    спасибо, all best, cheers and thanks, danke, vielen dank, signed, your friend, kind regards
    and thanks, thanks and best regards, thanks & regards, thanks & best regards, with thanks and
    regards
""")

# Closings that can also express thanks: a name on the same line may be the person thanked.
THANKING = _words("thanks thank thx merci danke dank gracias grazie obrigado teşekkürler спасибо")

# Verbs for what a commenter did.
SPEAKING = _words("""
    said says say wrote writes write noted notes mentioned mentions pointed points suggested
    suggests asked asks explained explains stated states commented comments posted posts replied
    replies observed argued argues claimed claims put remarked answered recommended proposed
    asserts writing schrieb schreibt sagte sagt meinte écrit dit dijo dice escribió yazmış
    demiş написал сказал
""")

# Judgments after a commenter's name.
JUDGMENTS = _phrases("""
    is right, is correct, is wrong, is mistaken, is spot on, was right, was wrong, s right,
    s wrong, has a point, has it right, has got it right, got it right, makes a good point, made a
    good point, nailed it, hat recht, hat unrecht, a écrit, a dit, a répondu, a posté, a raison,
    a tort, tiene razón, ha ragione, tem razão
""")

# Allowed between such words.
ADVERBS = _words("""
    already just also as above absolutely quite totally completely exactly so schon bereits auch
    oben völlig ganz déjà bien tout
""")

# Nouns for an opinion: "Ann's point".
OPINIONS = _words("""
    point points remark remarks suggestion suggestions argument arguments observation advice
    concern concerns assertion claim statement idea ideas view views theory take analysis
""")

# Nouns for a comment. "Ann's question" alone only says where something is.
COMMENTS = _words("""
    comment comments question questions post posts answer answers reply replies response link
    links
""")

# Before "Ann's question", these show that the sentence is about it.
ABOUT = _phrases("""
    re, regarding, concerning, as for, as to, to answer, answering, in response to, in reply to,
    in answer to, in answer to, following, agree with, disagree with, like, love, liked, enjoyed,
    echo, second, zu, bezüglich, wegen, concernant
""")

# Phrases before a name that express a stance towards the person's comment.
POINTERS = _phrases("""
    agree with, agreed with, agreeing with, disagree with, concur with, i'm with, i am with,
    same question as, same problem as, same issue as, same error as, same as, same here as, same
    result as, same boat as, similar to, reply to, replying to, response to, responding to, in
    answer to, second, echo, echoing, thanks to, kudos to, +1 to, d'accord avec, je rejoins,
    stimme mit, gleiche frage wie, gleiches problem wie, de acuerdo con, d'accordo con
""")

# Before such a phrase, these words show that it is about another person: "your reply to Ann".
OWNERS = _words("my your his her its our their mein dein sein ihr euer mon ton son mi tu su")

# Phrases before a name that only report what the person said.
REPORTS = _phrases("""
    referring to, according to, like what, what, comme dit, comme le dit, comme disait, comme
    l'a dit, como dice, como dijo, come dice
""")

# A name directly before these is addressed: "It seems to me Ann you are right".
YOU = _words("you your u du dein deine tu vous usted ты вы")

# Verbs before a name that is spoken of: "I told Ann you were right".
TELLING = _words("""
    tell told telling ask asked asking show showed give gave send sent let lets remind reminded
    inform informed teach taught promise promised warn warned help helped hope saw see seen hear
    heard know knew met meet thanked
""")

# Before a name without a comma, these are part of an address: "thank you Ann for the link".
ADDRESSING = _words("""
    you u thanks thank thx agree agreed sorry welcome congratulations congrats guy man mate friend
    dude merci danke gracias grazie
""")

# What is praised before a name without a comma: "Great point Ann."
PRAISED = _words("""
    point points idea job work find catch question explanation summary luck stuff one
""")
PRAISING = _words("""
    great good nice excellent fantastic brilliant awesome superb terrific lovely amazing wonderful
    interesting super valid fair
""")

# Second-person words. A name at the end of a sentence that contains one is a form of address.
SECOND_PERSON = _words("""
    you your yours yourself u ur thank thanks thx agree agreed sorry please welcome hope
    appreciate congratulations congrats tell help hello hi hey du dein deine dir dich sie ihnen
    danke tu te ton ta vous votre merci usted gracias siz sen спасибо вы ты вас
""")

# After these, a name is in the third person.
THIRD_PERSON = _words("""
    with by from to of for and or the a an as than like about at in on via is was are were be
    been that this these those if when while because since between against under over into upon
    versus vs per mr mrs ms dr called named see saw use using used both only even not nor de von
    van la le el du der die das den president senator minister says said except
""")

# Words that continue a sentence after a bare name: "Ann I think".
FOLLOWERS = _words("""
    i i'm im you your yours thanks thank can could would do did does have are were please what
    how why where when which who this that these it its it's in my we if great good nice very
    sorry yes no not just there here as well also about for on with regarding
""")

# Given names that are also words. Capitalized and used as a form of address, they are names.
GIVEN_NAMES = _words("""
    will mark guy bill art grace hope rose frank dick jack rob sue pat drew chuck ray rich don
    dean may june april faith joy dawn gene norm chase grant lance miles pierce wade cliff heath
    sandy rusty sky ruby pearl iris ivy lily violet daisy olive amber carol melody summer autumn
    angel christian victor earl duke max dale glen nick jay
""")

# Everyday words that people use as nicknames and that can occur where a name could.
ORDINARY_WORDS = _words("""
    a able about above abroad absolutely academy access according account across act action
    actually add adding address admin after afterwards again against age ago agree agreed ah all
    allow almost alone along already also alternatively although always am amazing america
    american amount an and angry animal another answer any anybody anyhow anyone anything anyway
    apart api app apparently appears apple application are area argument arguably army around
    art article as aside ask asking assume assuming assumption at author away awesome b back bad
    ball bank bar base based basic basically be bear because become bed been before begin being
    believe below besides best better between beware beyond big bill bird bit black blogger
    blood blue blues board body book both box boy brain brave bread break bright bring brother
    brown bug build builder building bull business but button buy by bye c cad call called can
    captain car card care carefully case cat cause caution central certainly chance change chase
    cheap check cheers chef chief child children china choose citizen city civil class clear
    clearly click clock close closing cloud coach code coder coffee cold come comment
    commentator comments common company complete conclusion concerned confused consider
    considering context control cook cool copy correct correction could count country course
    crazy create critic critical cross cure curious current currently customer d dad daily damn
    dark data date dawn day days dead deal dean dear death deep default definitely delete
    democracy depends desert design designer despite detail details developer devil did
    difference different dinner disclaimer do doc docs doctor does dog doing done door doubt
    down dr dragon dream drew drive driver due duh during e each eagle early earth easy eat edit
    editor either else empire empty end engineer english enjoy enough ensure error especially
    essentially etc europe even evening ever every everybody everyone everything evil exactly
    example excellent except exception expert explain extra eye f face fact facts fair faith
    false family fan far farmer fast father few figure file final finally fine fire first fish
    fix flour flower folks follow following food fool for force foreigner forever forget former
    forward fox frank frankly free freedom french fresh friday friend from front frustrated full
    fun function further future g game garden generally gene german get ghost girl give given
    global go goal god going gold gone good got grace grandma grand grant great green greetings
    ground group guess guest guide guru guy guys h had ha haha half hand happy hard has hate
    have having he head health heart heat hell hello help hence her here hero hey hi high him
    his historian history hm hmm hold home honest honestly hope hopefully horse host hot hour
    house how however human hungry hunter i idea idealist ideas if ignore imagine imho
    immediately important impressive in inc indeed info information initially input inside
    insider instead interesting interestingly into ironically is island issue it its j java job
    join joke journalist joy judge july june just justice k keep key kid kind king kitchen know
    known l lady lance land language last lastly late later law lawyer lazy lead leader learn
    learner least leave left lemon less let lets letter level liberal liberty life light like
    likely limit line link linux lion list listen literally little live load local logic lol
    lone long longtime look looking lord lost lot love lover low luck luckily lunch m machine
    mad made magic main make maker man manager many march mark market master matter may maybe me
    mean meanwhile member memory men mention merry mess message middle might mind mine minor
    minute mirror miss missing mister model modern mom moment monday money monkey month moon
    moral more moreover morning most mostly mother mountain mouse move mr mrs ms much mum music
    must my myself mystery n naive name namely nation natural nature near need neither never
    nevertheless new newbie news next nice night no nobody node noise none nonetheless noob
    normal normally north not note nothing notice novice now nowhere number o object obviously
    occasionally odd of off office often oh oil ok okay old on once one only onwards oops open
    opinion option or orange order ordinary originally other others otherwise ouch our out
    output outraged outside over overall own owner p pa page pain paper parent part particularly
    party passer past patience patriot pause peace people pepper perfect perhaps person personal
    personally phone pie pilot pizza place plain plan planet play player please plus point poor
    pop possible possibly post power precisely presumably pretty previously price private
    probably problem professor program programmer project proof public pure purple put q queen
    question quick quickly quiet quite quote r rain random rare rather ray read reader reading
    ready real realist really reason recently recipe red regarding regardless regards regular
    remember reply report republic request rest result retired rich right river road rock room
    root rose rough round rule run runner s sad sadly safe sage said salt same sand sat saturday
    save saw say says scary school scientist sea second secondly see seeing seeker seems self
    senior sense seriously serve server set seven several shadow shame she ship shop short
    should show side sign signed silence silly silver similarly simple simply since sir sister
    skeptic skip sky sleep slow small smart smile smoke snake snow so soft software soldier
    solution some somebody someday somehow someone something sometimes somewhat son song soon
    sorry soul sound source south space speaker special specifically spirit spring square stage
    star start state statement step still stone stop storm story strange stranger street strike
    strong student stuff stupid style such sugar suggestion sunday summary sun super supposedly
    sure surely surprise surprisingly system t table take talk tea teacher team tech technically
    tell ten test tester text than thank thankfully thanks that the their them then
    theoretically there therefore these they thing things think thinker thinking third this
    those though thought thoughts three through thursday thus time tip tiger tired title to
    today together tomorrow tonight too top topic total totally town trader train traveler tree
    trick trouble troll true truly truth try trying tuesday turn turtle twice two typically typo
    u ultimately um under understood unfortunately unhappy union unknown unless unlike until up
    update upon us usa use used useful user usually v vegan version very veteran via view viewer
    village virgin vision visit visitor voice void voter w wait walker wall want war warning was
    watch watcher water way we weak weather wednesday week well went were west what whatever
    when where whereas wherever whether which while white who whoa whole why wife wild will wind
    window windows wine winner winter wise wish with within without witness wolf woman wonder
    wonderful wondering word words work worker working world worried would wow write writer
    wrong x y yeah year years yep yes yesterday yet you young your yours yourself youth z zero
""")
