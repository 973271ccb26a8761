namespace Curation.Stages.Filters.Urls;

/// <summary>Suffixes of several labels under which the public registers names, for the countries that use them most.</summary>
static class BuiltInSuffixes
{
    static readonly string[] s_table =
    [
        "ac gov ltd me net nhs org plc police sch co:uk", "com net org edu gov asn id csiro:au", "co net org govt ac school geek gen kiwi maori iwi cri mil health:nz",
        "co ac go or ne ad ed gr lg:jp", "co ac go or ne re pe hs ms es sc kg mil:kr", "com net org gov edu ac mil:cn", "com net org gov edu idv game ebiz club mil:tw",
        "com net org gov edu idv:hk", "com net org gov edu per:sg", "com net org gov edu name mil:my", "co ac go in or mi net:th", "co ac go or web sch mil net desa my biz:id",
        "com net org gov edu ngo mil i:ph", "com net org gov edu int ac biz info name pro health:vn", "co net org gen firm ind nic ac edu res gov mil:in",
        "com net org edu gov fam biz web gok gob gop gos info gop:pk", "com net org edu gov mil ac co:bd", "com net org edu gov:lk", "com org net edu gov mil:np",
        "com net org gov edu art blog eco eng ind inf jus mil adv arq bio cnt adm g12 leg mp psc psi radio rec tmp tur tv vet wiki flog log vlog med med odo:br",
        "com net org gob edu int mil tur musica:ar", "com net org gob edu:mx", "com net org gov edu mil nom:co", "com net org gob edu nom mil:pe", "com net org gob edu mil web co info store:ve",
        "com net org gub edu mil:uy", "com net org gob edu mil coop:py", "com net org gob edu int mil tv web:bo", "com net org gob edu fin info k12 med mil pro:ec", "gob gov mil co:cl",
        "com net org gob edu ind mil:gt", "com net org gob edu art mil sld web:do", "ac co ed fi go or sa:cr", "com net org gov edu inf:cu",
        "co net org gov ac law school web nom mil alt ngo nis agric edu grondar tm:za", "co ac go info me mobi ne or sc:ke", "com net org gov edu i mil mobi name sch:ng", "com org gov edu mil:gh",
        "co ac go or hotel info me mil mobi ne sc tv:tz", "co ac go com ne or org sc:ug", "co org gov ac net edu:zm", "ac co gov mil org:zw", "com net org gov edu biz info name:et",
        "com net org gov edu eun mil name sci:eg", "net ac org gov co press:ma", "com net org gov ens fin ind info intl mincom nat perso tourism:tn", "com net org gov edu art asso pol soc tm:dz",
        "co net org gov ac k12 muni idf:il", "com net org gov edu med pub sch:sa", "co net org gov ac sch mil:ae", "com net org gov edu mil name phd sch:jo", "com net org gov edu mil:lb", "ac co gov id net org sch:ir",
        "com net org gov edu mil bel pol av dr tsk k12 tel web gen bbs name info biz tv kep:tr", "com net org gov edu:gr", "com net org gov edu ac biz ekloges ltd name parliament press pro tm:cy", "com net org gov edu in kiev kharkov lviv odessa dp:ua",
        "com net org gov edu msk spb nov:ru", "com net org gov edu biz info waw art mail media shop targi atm tm sklep turystyka agro aid auto gmina gsm miasta nieruchomosci powiat priv rel sex sos szkola tourism travel:pl",
        "com org gov edu nom publ net:pt", "com org nom gob edu:es", "com asso nom prd tm gouv:fr", "gov edu:it", "ac co gv or:at", "co org edu gov ac in:rs", "com org gov edu net inf:mk", "co 2000 agrar bolt city film forum games hotel info org priv shop sport tm:hu",
        "com org info nom nt rec store tm www firm arts:ro", "gov police:ie", "k12.ca k12.ny k12.tx:us", "qc on bc ab mb nb nl ns sk pe gc:ca", "com net org gov edu mil:kz", "co net org com:uz", "com gov edu org net:by", "com gov org net edu:ge",
        "com edu gov net org mil:qa", "com edu gov net org:kw", "com edu gov net org biz:bh", "com co edu gov med museum net org pro:om", "com edu gov net org:mm", "com edu gov net org per mil:kh", "com net org edu gov:mt", "com net org gov edu:pa", "com net org gob edu mil:hn", "com net org gob edu:sv", "com gob net org edu co ac in int mil nom web info:ni",
    ];

    /// <summary>The suffixes, such as <c>co.uk</c>.</summary>
    public static IEnumerable<string> All => s_table.SelectMany(row =>
    {
        var colon = row.IndexOf(':');
        return row[..colon].Split(' ').Select(label => $"{label}.{row[(colon + 1)..]}");
    });
}
