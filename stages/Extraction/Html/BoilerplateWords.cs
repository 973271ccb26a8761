using System.Collections.Frozen;

namespace Curation.Stages.Extraction.Html;

/// <summary>Words that labels around content are made of, in the languages that most pages are in.</summary>
static class BoilerplateWords
{
    /// <summary>Number of <see cref="WordClasses"/>.</summary>
    public const int Classes = 5;

    static readonly FrozenDictionary<ulong, WordClasses> s_words = Make();

    /// <summary>The hash of a word in lower case, made letter by letter.</summary>
    public static ulong Extend(ulong hash, char letter) => (hash * 31) + (letter < 0x80 ? (char)(letter | 0x20) : char.ToLowerInvariant(letter));

    /// <summary>The classes of a word by its hash.</summary>
    public static WordClasses Find(ulong hash) => s_words.TryGetValue(hash, out var found) ? found : WordClasses.None;

    static FrozenDictionary<ulong, WordClasses> Make()
    {
        var words = new Dictionary<ulong, WordClasses>();
        Add(WordClasses.Legal, """
            cookie cookies privacy policy terms rights reserved copyright legal disclaimer gdpr imprint conditions trademark trademarks accessibility consent
            impressum datenschutz agb mentions légales confidentialité privacidad política legales condiciones términos aviso derechos reservados privacidade
            termos direitos informativa riservati voorwaarden конфиденциальности права защищены regulamin prywatności
            """);
        Add(WordClasses.Action, """
            login log sign signin signup register subscribe newsletter account password email cart basket checkout wishlist reply submit cancel close accept
            reject loading filter filters sort search skip menu toggle print save report download click unsubscribe enter add remove buy view show hide expand
            load upload edit reset apply anmelden registrieren abonnieren warenkorb suche suchen schließen connexion inscription rechercher panier fermer
            abonnez iniciar sesión registrarse suscríbete buscar carrito cerrar entrar carrinho accedi iscriviti cerca carrello inloggen zoeken winkelwagen
            войти поиск корзина регистрация подписаться zaloguj szukaj koszyk
            """);
        Add(WordClasses.Social, """
            share tweet facebook twitter instagram linkedin pinterest youtube tiktok whatsapp reddit telegram follow likes like shares rss feed teilen folgen
            partager suivez compartir síguenos compartilhar condividi seguici delen volg поделиться
            """);
        Add(WordClasses.Site, """
            home about contact careers press help support faq faqs blog shop store sitemap services products company team news events partners resources
            pricing solutions customers startseite kontakt über karriere hilfe accueil contactez propos inicio contacto nosotros ayuda quiénes início contato
            sobre contatti chi siamo overons главная контакты
            """);
        Add(WordClasses.Related, """
            related recommended popular trending latest recent similar also more next previous prev older newer featured archives categories tags comments
            leave discover explore verwandte ähnliche weitere mehr beliebt neueste kommentare auch plus articles lire similaires commentaires voir más
            relacionados artículos también comentarios leer mais também leggi correlati commenti anche meer gerelateerd reacties похожие читайте ещё
            комментарии также
            """);
        return words.ToFrozenDictionary();

        void Add(WordClasses found, string list)
        {
            foreach (var word in list.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
            {
                var hash = 0UL;
                foreach (var letter in word) hash = Extend(hash, letter);
                words[hash] = words.GetValueOrDefault(hash) | found;
            }
        }
    }
}
