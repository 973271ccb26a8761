using System.Collections.Frozen;

namespace Curation.Stages.Markup.Wikitext;

/// <summary>What a wiki's own names mean.</summary>
/// <param name="Language">Code of the wiki's language, such as <c>en</c>.</param>
/// <param name="FileNames">Names of the namespace of files, lower case.</param>
/// <param name="CategoryNames">Names of the namespace of categories, lower case.</param>
/// <param name="OtherNames">Names of other namespaces, lower case.</param>
internal sealed record WikitextSite(string Language, FrozenSet<string> FileNames, FrozenSet<string> CategoryNames, FrozenSet<string> OtherNames)
{
    static readonly string[] s_files =
    [
        "file", "image", "media", "datei", "bild", "fichier", "archivo", "imagen", "ficheiro", "imagem", "immagine", "bestand", "afbeelding", "plik", "grafika",
        "файл", "изображение", "файл", "зображення", "ファイル", "画像", "文件", "图像", "檔案", "圖像", "파일", "그림", "fil", "tiedosto", "kuva", "soubor", "dosya", "resim",
        "ملف", "صورة", "קובץ", "תמונה", "картинка", "слика", "датотека", "slika", "datoteka", "fitxer", "imatge", "fișier", "imagine", "fájl", "kép", "tập tin", "hình", "berkas", "gambar", "پرونده", "αρχείο", "εικόνα",
    ];

    static readonly string[] s_categories =
    [
        "category", "kategorie", "catégorie", "categoría", "categoria", "categorie", "kategoria", "категория", "категорія", "カテゴリ", "分类", "分類", "분류", "kategori", "luokka",
        "kategória", "kategorija", "категорија", "تصنيف", "קטגוריה", "رده", "thể loại", "κατηγορία", "kategorio", "kategória",
    ];

    static readonly string[] s_others = ["talk", "user", "user talk", "wikipedia", "project", "wp", "file talk", "mediawiki", "template", "template talk", "help", "portal", "draft", "module", "special"];

    /// <summary>A site by its language and the names that its dump states.</summary>
    /// <param name="language">Code of the language.</param>
    /// <param name="names">Keys and names of namespaces: 6 and -2 are files, 14 categories.</param>
    public static WikitextSite Of(string language, IEnumerable<(int Key, string Name)> names)
    {
        var listed = names.Where(n => n.Name.Length > 0).Select(n => (n.Key, Name: n.Name.ToLowerInvariant())).ToArray();
        return new(
            language,
            listed.Where(n => n.Key is 6 or -2).Select(n => n.Name).Concat(s_files).ToFrozenSet(),
            listed.Where(n => n.Key == 14).Select(n => n.Name).Concat(s_categories).ToFrozenSet(),
            listed.Where(n => n.Key is not (6 or -2 or 14 or 0)).Select(n => n.Name).Concat(s_others).ToFrozenSet());
    }

    /// <summary>Whether the language has variants of script that pages mark with <c>-{…}-</c>.</summary>
    public bool HasVariants => Language is "zh" or "sr" or "kk" or "uz" or "ku" or "gan" or "iu" or "shi" or "tg" or "crh";
}
