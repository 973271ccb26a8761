namespace Curation.Stages.Text.Languages;

/// <summary>
/// The tables. Stop words are the commonest articles, prepositions, conjunctions and auxiliaries; English has Gopher's eight
/// (arXiv 2112.11446, A1.1), so that dialects agree with their origin. In Japanese and Chinese they are words as ICU cuts them.
/// </summary>
public sealed partial class LanguageTable
{
    static readonly Dictionary<string, LanguageTable> s_tables = new[]
    {
        new LanguageTable("en", "the be to of and that have with",
            "mr mrs ms dr prof st jr sr vs etc e.g i.e cf inc ltd co corp no vol fig approx dept est gen gov rep sen rev jan feb mar apr jun jul aug sep sept oct nov dec u.s u.k a.m p.m ph.d"),
        new LanguageTable("de", "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus",
            "z.b d.h u.a bzw usw ca dr prof hr fr nr str s vgl evtl ggf inkl max min mio mrd sog z.t u.s.w jan feb apr aug sept okt nov dez st abs art bd"),
        new LanguageTable("fr", "le la les de des du et à en un une est que qui dans pour au par sur avec ce il ne pas",
            "m mm mme mlle dr pr st ste cf etc p.ex env av bd fig no vol janv févr avr juil sept oct nov déc"),
        new LanguageTable("es", "de la que el en y los se del las un por con una su para es al lo como no",
            "sr sra srta dr dra d dña ud uds etc p.ej pág págs núm vol av avda ee.uu a.c d.c ene feb mar abr jun jul ago sept oct nov dic"),
        new LanguageTable("it", "di e il la che in un a per è una sono del della con non si da dei le al i gli", "sig sigg sig.ra dott dott.ssa prof ing avv ecc es pag n vol art gen feb mar apr giu lug ago sett ott nov dic"),
        new LanguageTable("pt", "de a o que e do da em um para com não uma os no se na por as dos", "sr sra dr dra prof etc p.ex pág n vol av jan fev mar abr jun jul ago set out nov dez"),
        new LanguageTable("nl", "de van het een en in is dat op te zijn met voor niet aan er om ook als die", "dhr mevr dr prof bijv enz o.a d.w.z nr blz ca jan feb apr aug sept okt nov dec"),
        new LanguageTable("sv", "och i att det som en på är av för med till den har de inte om ett", "bl.a t.ex d.v.s osv m.m kl nr s ca dr prof jan feb apr aug sept okt nov dec"),
        new LanguageTable("da", "og i at det er en til af som på de med for den der ikke et har", "bl.a f.eks dvs osv m.m kl nr s ca dr prof jan feb apr aug sept okt nov dec"),
        new LanguageTable("no", "og i det på som er en til å av for med at den de har ikke et", "bl.a f.eks dvs osv m.m kl nr s ca dr prof jan feb apr aug sept okt nov des"),
        new LanguageTable("fi", "ja on ei että se hän oli joka kun mutta ovat myös sen kuin niin tai ole", "esim ym yms jne mm n s ks nro"),
        new LanguageTable("pl", "w i na z do się nie że jest to o od po jak za przez dla ale przy oraz", "np tzn tzw itd itp m.in dr prof mgr inż ul nr str r w ok godz tys mln mld"),
        new LanguageTable("cs", "a v se na je že s z do o k i ve by pro za to jako ale od", "např tj tzv atd apod dr prof ing mgr č str r ul tel"),
        new LanguageTable("ru", "и в не на что с по как это к из но у за от то для а же о", "т.е т.д т.п др г гг в вв стр рис см напр тыс млн млрд руб ул им проф акад"),
        new LanguageTable("uk", "і в на не що з до та як за це у по від але про для й", "т.д т.п ін р рр ст стор рис див напр тис млн млрд грн вул ім проф"),
        new LanguageTable("ro", "și de în a la cu pe că este o un nu din care se pentru mai sau", "dl dna dr prof nr str pag etc ex"),
        new LanguageTable("hu", "a az és hogy nem is egy ez meg de van volt csak ha már", "dr prof pl stb kb ill ún u.n sz old"),
        new LanguageTable("tr", "ve bir bu da de için ile çok olarak daha gibi en ne kadar sonra", "dr prof vb vs örn bkz sn no s cad sok"),
        new LanguageTable("el", "και το να του η της με που την για από στο τα ο οι είναι δεν", "κ κα δρ π.χ κ.λπ κ.ά βλ σελ αρ"),
        new LanguageTable("ca", "de la i el que a en les un per amb del els una és no", "sr sra dr dra etc p.ex pàg núm av"),
        new LanguageTable("id", "yang dan di itu dengan untuk tidak ini dari dalam pada ke adalah akan oleh", "dr prof dll dsb no hlm jl"),
        new LanguageTable("vi", "và của là có các được cho không trong một với người này những khi", "tp gs ts ths"),
        new LanguageTable("ar", "في من على أن إلى التي الذي عن مع هذا هذه كان ما لا", "د أ"),
        new LanguageTable("ja", "の に は を た が で て と も", ""),
        new LanguageTable("zh", "的 是 在 和 了 有 不 这 为 也", ""),
    }.ToDictionary(t => t.Language, StringComparer.Ordinal);
}
