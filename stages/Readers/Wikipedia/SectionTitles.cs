using System.Collections.Immutable;

namespace Curation.Stages.Readers.Wikipedia;

/// <summary>Titles of sections that hold references and links and no text of their own.</summary>
internal static class SectionTitles
{
    /// <summary>Those titles in the larger languages.</summary>
    public static ImmutableArray<string> Apparatus { get; } =
    [
        "References", "External links", "See also", "Notes", "Notes and references", "References and notes", "Footnotes", "Citations", "Sources", "Bibliography", "Further reading", "Works cited", "Gallery", "Image gallery",
        "Einzelnachweise", "Weblinks", "Siehe auch", "Literatur", "Quellen", "Anmerkungen", "Fußnoten", "Belege",
        "Références", "Notes et références", "Liens externes", "Voir aussi", "Bibliographie", "Annexes", "Articles connexes", "Lien externe",
        "Referencias", "Enlaces externos", "Véase también", "Bibliografía", "Notas", "Notas y referencias",
        "Referências", "Ligações externas", "Ver também", "Bibliografia", "Notas e referências",
        "Note", "Collegamenti esterni", "Voci correlate", "Altri progetti", "Riferimenti",
        "Bronnen, noten en/of referenties", "Externe links", "Zie ook", "Externe link", "Literatuur",
        "Przypisy", "Linki zewnętrzne", "Zobacz też", "Uwagi",
        "Примечания", "Ссылки", "См. также", "Литература", "Источники", "Сноски",
        "Примітки", "Посилання", "Див. також", "Джерела", "Література",
        "Източници", "Външни препратки", "Вижте също", "Бележки",
        "脚注", "外部リンク", "関連項目", "参考文献", "出典", "注釈", "参考资料", "參考資料", "外部链接", "外部連結", "参见", "參見", "参考文献", "注释", "註釋", "각주", "외부 링크", "같이 보기", "참고 문헌",
        "المراجع", "مراجع", "وصلات خارجية", "انظر أيضًا", "הערות שוליים", "קישורים חיצוניים", "ראו גם", "منابع", "پیوند به بیرون", "جستارهای وابسته",
        "Källor", "Externa länkar", "Se även", "Referenser", "Referanser", "Eksterne lenker", "Se også", "Kilder", "Eksterne henvisninger", "Lähteet", "Aiheesta muualla", "Katso myös",
        "Reference", "Externí odkazy", "Související články", "Poznámky", "Jegyzetek", "További információk", "Források", "Kaynakça", "Dış bağlantılar", "Ayrıca bakınız", "Παραπομπές", "Εξωτερικοί σύνδεσμοι", "Δείτε επίσης",
        "Tham khảo", "Liên kết ngoài", "Xem thêm", "Referensi", "Pranala luar", "Lihat pula", "Vezi și", "Legături externe", "Enllaços externs", "Referències", "Vegeu també",
    ];
}
