// One table of signatures. A kind that is read (gzip, zstd, xz) is in it too: a reader of plain text alone must name it.
#include "input/file_kind.h"

#define HEAD(text)  SLICE_INIT(text), 0
#define SAVE_AS_CSV "save or export the rows as CSV"
#define UNPACK      "unpack it"
#define FROM_PAGE   "open it in a spreadsheet program and save the rows as CSV"
#define AS_LINES    "write it as CSV or NDJSON"
#define EXPORT      "export the people in it as CSV or JSON"

static const file_kind kinds[] = {
    {HEAD(COMPILED_MAGIC), "a compiled pack", "to apply it, name it behind --pack", false},
    {HEAD("PK\x03\x04"), "a document of a word processor or a spreadsheet, or another ZIP archive",
     "save the sheet as CSV, or unpack the archive", true},
    {HEAD("PK\x05\x06"), "an empty ZIP archive", UNPACK, false},
    {HEAD("\xD0\xCF\x11\xE0"), "a document of an older office program",
     "if it is a workbook, save its sheet as CSV", true},
    {HEAD("\x09\x08\x10\x00"), "a workbook of an older spreadsheet program", SAVE_AS_CSV, true},
    {HEAD("\x00\x00\x02\x00\x06\x04"), "a workbook of Lotus 1-2-3", SAVE_AS_CSV, true},
    {HEAD("%PDF-"), "a PDF document", "export the rows as CSV from the program that made it", false},
    {HEAD("{\\rtf"), "a document in rich text (RTF)", "save it as plain text", false},
    {HEAD("<!doctype"), "a page of the web", FROM_PAGE, false},
    {HEAD("<html"), "a page of the web", FROM_PAGE, true},
    {HEAD("<meta"), "a page of the web", FROM_PAGE, true},
    {HEAD("<table"), "a table of a page of the web", FROM_PAGE, true},
    {HEAD("<tr"), "a table of a page of the web", FROM_PAGE, true},
    {HEAD("<?xml"), "an XML document", EXPORT, true},
    {HEAD("MIME-Version:"), "a saved page or message (MIME)", SAVE_AS_CSV, false},
    {HEAD("BEGIN:VCARD"), "a file of address cards (vCard)", EXPORT, true},
    {HEAD("BEGIN:VCALENDAR"), "a calendar", EXPORT, false},
    {HEAD("SQLite format 3"), "an SQLite database", "read it with advise batch --query", true},
    {SLICE_INIT("Standard Jet DB"), 4, "an Access database", "export the query as CSV", true},
    {SLICE_INIT("Standard ACE DB"), 4, "an Access database", "export the query as CSV", true},
    {HEAD("PAR1"), "a Parquet file", "write it as CSV or NDJSON, for instance with DuckDB", true},
    {HEAD("ARROW1"), "an Arrow or Feather file", AS_LINES, true},
    {HEAD("FEA1"), "a Feather file", AS_LINES, true},
    {HEAD("ORC"), "an ORC file", AS_LINES, true},
    {HEAD("Obj\x01"), "an Avro file", AS_LINES, true},
    {HEAD("\x89HDF\r\n"), "an HDF5 file", AS_LINES, true},
    {HEAD("$FL2@(#)"), "a data file of SPSS", SAVE_AS_CSV, true},
    {HEAD("$FL3@(#)"), "a data file of SPSS", SAVE_AS_CSV, true},
    {HEAD("ASCII SPSS PORT FILE"), "a data file of SPSS", SAVE_AS_CSV, true},
    {HEAD("HEADER RECORD*******LIBRARY"), "a data file of SAS", SAVE_AS_CSV, true},
    {HEAD("<stata_dta>"), "a data file of Stata", SAVE_AS_CSV, true},
    {SLICE_INIT("\xC2\xEA\x81\x60\xB3\x14\x11\xCF\xBD\x92"), 12, "a data file of SAS", SAVE_AS_CSV, true},
    {HEAD("RDX2\n"), "a data file of R", "write it with write.csv", true},
    {HEAD("RDX3\n"), "a data file of R", "write it with write.csv", true},
    {HEAD("X\n\x00\x00\x00"), "a data file of R", "write it with write.csv", true},
    {HEAD("\x80\x04\x95"), "a pickle of Python", "write it with to_csv", true},
    {HEAD("\x80\x05\x95"), "a pickle of Python", "write it with to_csv", true},
    {HEAD("bplist00"), "a property list", EXPORT, true},
    {HEAD("7z\xBC\xAF\x27\x1C"), "a 7z archive", UNPACK, true},
    {HEAD("Rar!\x1A\x07"), "a RAR archive", UNPACK, true},
    {SLICE_INIT("ustar"), 257, "a tar archive", UNPACK, true},
    {HEAD("\x1F\x8B"), "a compressed file (gzip)", UNPACK, true},
    {HEAD("\x28\xB5\x2F\xFD"), "a compressed file (zstd)", UNPACK, true},
    {HEAD("\xFD"
          "7zXZ"),
     "a compressed file (xz)", UNPACK, true},
    {HEAD("BZh"), "a compressed file (bzip2)", "unpack it, or compress it by gzip, zstd or xz", true},
    {HEAD("\x1F\x9D"), "a compressed file (compress)", "unpack it, or compress it by gzip, zstd or xz", true},
    {HEAD("\x04\x22\x4D\x18"), "a compressed file (LZ4)", "unpack it, or compress it by gzip, zstd or xz",
     true},
    {HEAD("LZIP\x01"), "a compressed file (lzip)", "unpack it, or compress it by gzip, zstd or xz", true},
    {HEAD("age-encryption.org/"), "an encrypted file (age)", "decrypt it", true},
    {HEAD("-----BEGIN PGP MESSAGE"), "an encrypted message (PGP)", "decrypt it", true},
    {HEAD("version https://git-lfs."), "not the file itself, but a pointer of Git LFS",
     "fetch the file: git lfs pull", true},
    {HEAD("\x89PNG"), "a picture", EXPORT, false},
    {HEAD("\xFF\xD8\xFF"), "a picture", EXPORT, false},
    {HEAD("GIF8"), "a picture", EXPORT, false},
    {HEAD("II*\x00"), "a picture", EXPORT, false},
    {HEAD("\x7F"
          "ELF"),
     "a program", EXPORT, false},
};

// --- kinds that no fixed bytes tell ---

static unsigned byte_at(slice head, size_t at)
{
    return at < head.len ? (unsigned char)head.ptr[at] : 0;
}

/// A version, the date of the last change, and lengths of the header and of a row (dBASE and its kin).
static bool is_dbase(slice head)
{
    static const char versions[] = "\x02\x03\x04\x05\x30\x31\x32\x43\x83\x8B\x8C\x8E\xCB\xF5\xFB";
    const unsigned header = byte_at(head, 8) + 256 * byte_at(head, 9);
    return head.len >= 32 && memchr(versions, head.ptr[0], sizeof versions - 1) != NULL &&
           byte_at(head, 2) >= 1 && byte_at(head, 2) <= 12 && byte_at(head, 3) >= 1 &&
           byte_at(head, 3) <= 31 && header >= 33 && byte_at(head, 10) + byte_at(head, 11) > 0 &&
           byte_at(head, 30) == 0 && byte_at(head, 31) == 0;
}

/// A version before 13: its number, the order of bytes, 1 and 0.
static bool is_old_stata(slice head)
{
    return byte_at(head, 0) >= 105 && byte_at(head, 0) <= 115 &&
           (byte_at(head, 1) == 1 || byte_at(head, 1) == 2) && byte_at(head, 2) == 1 && head.len > 3 &&
           byte_at(head, 3) == 0;
}

/// A mark, and the length of a schema.
static bool is_arrow_stream(slice head)
{
    return slice_starts_with(head, SLICE("\xFF\xFF\xFF\xFF")) && head.len >= 8 && byte_at(head, 7) == 0 &&
           byte_at(head, 4) % 8 == 0;
}

/// An object, perhaps the first of a list, whose first key is a short text.
static bool is_message_pack(slice head)
{
    size_t at = 0;
    const unsigned first = byte_at(head, 0);
    at = first >= 0x91 && first <= 0x9F ? 1 : first == 0xDC ? 3 : first == 0xDD ? 5 : 0;
    const unsigned object = byte_at(head, at);
    at += object >= 0x81 && object <= 0x8F ? 1 : object == 0xDE ? 3 : object == 0xDF ? 5 : head.len;
    const unsigned key = byte_at(head, at);
    const size_t length = key >= 0xA1 && key <= 0xBF ? key & 0x1F : 0;
    bool good = length > 0 && at + 1 + length < head.len;
    for (size_t i = 1; good && i <= length; i++)
        good = byte_at(head, at + i) >= ' ' && byte_at(head, at + i) < 0x7F;
    return good;
}

static const struct {
    bool (*is)(slice head);
    file_kind kind;
} shapes[] = {
    {is_dbase, {HEAD(""), "a table of dBASE (DBF)", SAVE_AS_CSV, true}},
    {is_old_stata, {HEAD(""), "a data file of Stata", SAVE_AS_CSV, true}},
    {is_arrow_stream, {HEAD(""), "a stream of Arrow", AS_LINES, true}},
    {is_message_pack, {HEAD(""), "a file of MessagePack", AS_LINES, true}},
};

/// XML that is a worksheet.
static const file_kind worksheets[] = {
    {SLICE_INIT("urn:schemas-microsoft-com:office:spreadsheet"), 0, "a workbook in the XML of Excel 2003",
     "save it as .xlsx or CSV", true},
    {SLICE_INIT("progid=\"Excel.Sheet\""), 0, "a workbook in the XML of Excel 2003",
     "save it as .xlsx or CSV", true},
    {SLICE_INIT("<office:document"), 0, "a flat OpenDocument file (.fods)", "save it as .ods, .xlsx or CSV",
     true},
};

// --- looking ---

/// Without a byte order mark and white space, which may stand before a tag.
static slice skip_to_tag(slice head)
{
    size_t at = slice_starts_with(head, SLICE("\xEF\xBB\xBF")) ? 3 : 0;
    while (at < head.len && memchr(" \t\r\n", head.ptr[at], 4) != NULL)
        at++;
    return slice_part(head, at, head.len);
}

static bool is_tag(const file_kind *k)
{
    return k->head.ptr[0] == '<';
}

static bool begins_with_tag(slice text, slice tag)
{
    bool same = text.len >= tag.len;
    for (size_t i = 0; same && i < tag.len; i++)
        same =
            (text.ptr[i] >= 'A' && text.ptr[i] <= 'Z' ? text.ptr[i] - 'A' + 'a' : text.ptr[i]) == tag.ptr[i];
    return same;
}

/// What an XML document is.
static const file_kind *kind_of_xml(slice head, const file_kind *xml)
{
    for (size_t i = 0; i < sizeof worksheets / sizeof *worksheets; i++) {
        const slice sign = worksheets[i].head;
        if (memmem(head.ptr, head.len, sign.ptr, sign.len) != NULL)
            return &worksheets[i];
    }
    return xml;
}

const file_kind *file_kind_of(slice head)
{
    const slice tag = skip_to_tag(head);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const file_kind *k = &kinds[i];
        if (is_tag(k) ? begins_with_tag(tag, k->head)
                      : slice_starts_with(slice_part(head, k->offset, k->head.len), k->head))
            return slice_is(k->head, "<?xml") ? kind_of_xml(head, k) : k;
    }
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        if (shapes[i].is(head))
            return &shapes[i].kind;
    }
    return NULL;
}

bool file_kind_is_pack(const file_kind *kind)
{
    return slice_is(kind->head, COMPILED_MAGIC);
}

/// Whether a signature begins with all of the bytes, or stands behind them in a file that is no text: its first bytes hold a NUL.
bool file_kind_is_open(slice head)
{
    const bool binary = head.len > 0 && memchr(head.ptr, '\0', head.len) != NULL;
    const bool is_xml = begins_with_tag(skip_to_tag(head), SLICE("<?xml"));
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const file_kind *k = &kinds[i];
        if (k->offset == 0 ? slice_starts_with(k->head, head)
                           : (binary || is_xml) && head.len < FILE_KIND_HEAD)
            return true;
    }
    return false;
}
