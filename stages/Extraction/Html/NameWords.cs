using System.Collections.Frozen;
using System.Runtime.CompilerServices;

namespace Curation.Stages.Extraction.Html;

/// <summary>The words that pages name their parts by, whatever the site: those of content management systems, frameworks and habit.</summary>
static class NameWords
{
    static readonly FrozenDictionary<ulong, NameClasses> s_words = Make();

    /// <summary>What the words of a class attribute or an id say; words end at signs, digits and capitals.</summary>
    public static NameClasses Of(ReadOnlySpan<byte> names)
    {
        var found = NameClasses.None;
        var key = 0UL;
        var length = 0;
        var lower = false;
        foreach (var b in names)
        {
            var letter = (byte)(b | 0x20);
            var isLetter = (uint)(letter - 'a') <= 'z' - 'a';
            var isCapital = isLetter && b != letter;
            if (!isLetter || (isCapital && lower))
            {
                if (length > 1) found |= Find(key);
                (key, length) = (0, 0);
            }
            if (isLetter)
            {
                key = (key * 31) + letter;
                length++;
            }
            lower = isLetter && !isCapital;
        }
        return length > 1 ? found | Find(key) : found;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static NameClasses Find(ulong key) => s_words.TryGetValue(key, out var found) ? found : NameClasses.None;

    static FrozenDictionary<ulong, NameClasses> Make()
    {
        var words = new Dictionary<ulong, NameClasses>();
        Add(NameClasses.Article, "article post entry story blog news recipe hentry");
        Add(NameClasses.Content, "content main body text copy prose markdown rte richtext wysiwyg mw storycontent articlebody postbody maincontent document");
        Add(NameClasses.Navigation, "nav navbar navigation menu submenu megamenu menus breadcrumb breadcrumbs crumb crumbs sitemap pager pagination paging paginator skip skiplink sitenav topnav subnav");
        Add(NameClasses.Header, "header masthead topbar head branding logo announcement");
        Add(NameClasses.Footer, "footer foot bottom colophon copyright legal disclaimer footnote sitefooter");
        Add(NameClasses.Side, "sidebar side aside rail widget widgets secondary complementary sidenav sticky right left");
        Add(NameClasses.Related, "related recommend recommended recommendation recommendations similar more also suggested suggestions popular trending latest recent recently next prev previous upsell crosssell explore viewed discover teaser teasers readmore");
        Add(NameClasses.Comment, "comment comments commentlist respond disqus commenter commentform");
        Add(NameClasses.Forum, "forum thread topic message messages reply replies answer answers question questions discussion discussions posts postbit cooked");
        Add(NameClasses.Share, "share sharing social follow facebook twitter linkedin pinterest instagram addthis sharedaddy socials");
        Add(NameClasses.Advertisement, "ad ads advert advertisement advertising sponsor sponsored promo promotion promoted dfp adsense banner banners marketing");
        Add(NameClasses.Cookie, "cookie cookies consent gdpr onetrust privacy ccpa");
        Add(NameClasses.Popup, "modal popup overlay dialog lightbox drawer offcanvas toast notice alert flyout tooltip dropdown modals notification");
        Add(NameClasses.Account, "newsletter subscribe subscription signup login signin register registration account cart checkout basket wishlist minicart logout paywall optin");
        Add(NameClasses.Meta, "meta byline author date time timestamp tag tags category categories published posted label labels badge metadata taxonomy info details stats count counter");
        Add(NameClasses.Product, "product products price prices sku spec specs specification specifications stock variant variants quantity shipping");
        Add(NameClasses.Card, "card cards grid tile tiles item items list listing listings results collection catalog loop archive feed");
        Add(NameClasses.Button, "btn button buttons cta action actions link links toolbar control controls toggle");
        Add(NameClasses.Review, "review reviews rating ratings testimonial testimonials stars feedback");
        Add(NameClasses.Folded, "accordion collapse collapsible tab tabs tabpanel panel panels faq faqs expander");
        Add(NameClasses.Filter, "search filter filters facet facets sort sorting searchform searchbox refine refinement");
        Add(NameClasses.Code, "code highlight codehilite syntax snippet console");
        Add(NameClasses.Media, "caption credit figure image images gallery photo media video thumb thumbnail slider slide carousel slideshow swiper slick img");
        Add(NameClasses.Hidden, "hidden visually sronly screenreader screen reader noprint invisible hide");
        Add(NameClasses.Intro, "hero intro lead lede jumbotron excerpt subtitle tagline headline standfirst");
        Add(NameClasses.User, "user username member profile signature avatar bio poster contributor");
        Add(NameClasses.Contents, "toc contents tableofcontents index outline onthispage");
        Add(NameClasses.Title, "title heading name");
        Add(NameClasses.Form, "form field input contact select option options checkbox");
        Add(NameClasses.Description, "description desc summary detail abstract overview features feature benefits about");
        return words.ToFrozenDictionary();

        void Add(NameClasses found, string list)
        {
            foreach (var word in list.Split(' '))
            {
                var key = 0UL;
                foreach (var c in word) key = (key * 31) + c;
                words[key] = words.GetValueOrDefault(key) | found;
            }
        }
    }
}
