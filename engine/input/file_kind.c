// One table of signatures. A kind that is read (gzip, zstd, xz) is in it too: a reader of plain text alone must name it.
#include "input/file_kind.h"

#define HEAD(text)  SLICE_INIT(text), 0
#define SAVE_AS_CSV "save or export the rows as CSV"
#define UNPACK      "unpack it"
#define EXPORT      "export the people in it as CSV or JSON"

static const file_kind kinds[] = {
    {HEAD("PK\x03\x04"), "a document of a word processor or a spreadsheet, or another ZIP archive",
     "save the sheet as CSV, or unpack the archive", true},
    {HEAD("PK\x05\x06"), "an empty ZIP archive", UNPACK, false},
    {HEAD("\xD0\xCF\x11\xE0"), "a document of an older office program",
     "if it is a workbook, save its sheet as CSV", true},
    {HEAD("\x09\x08\x10\x00"), "a workbook of an older spreadsheet program", SAVE_AS_CSV, true},
    {HEAD("\x00\x00\x02\x00\x06\x04"), "a workbook of Lotus 1-2-3", SAVE_AS_CSV, true},
    {HEAD("%PDF-"), "a PDF document", "export the rows as CSV from the program that made it", false},
    {HEAD("{\\rtf"), "a document in rich text (RTF)", "save it as plain text", false},
    {HEAD("<!DOCTYPE"), "a page of the web", "open it in a spreadsheet program and save the rows as CSV",
     false},
    {HEAD("<!doctype"), "a page of the web", "open it in a spreadsheet program and save the rows as CSV",
     false},
    {HEAD("<html"), "a page of the web", "open it in a spreadsheet program and save the rows as CSV", false},
    {HEAD("<HTML"), "a page of the web", "open it in a spreadsheet program and save the rows as CSV", false},
    {HEAD("<table"), "a table of a page of the web",
     "open it in a spreadsheet program and save the rows as CSV", true},
    {HEAD("<TABLE"), "a table of a page of the web",
     "open it in a spreadsheet program and save the rows as CSV", true},
    {HEAD("<meta"), "a page of the web", "open it in a spreadsheet program and save the rows as CSV", true},
    {HEAD("<?xml"), "an XML document", EXPORT, true},
    {HEAD("MIME-Version:"), "a saved page or message (MIME)", SAVE_AS_CSV, false},
    {HEAD("BEGIN:VCARD"), "a file of address cards (vCard)", EXPORT, true},
    {HEAD("BEGIN:VCALENDAR"), "a calendar", EXPORT, false},
    {HEAD("SQLite format 3"), "an SQLite database", "read it with advise batch --query", true},
    {SLICE_INIT("Standard Jet DB"), 4, "an Access database", "export the query as CSV", true},
    {SLICE_INIT("Standard ACE DB"), 4, "an Access database", "export the query as CSV", true},
    {HEAD("PAR1"), "a Parquet file", "write it as CSV or NDJSON, for instance with DuckDB", true},
    {HEAD("ARROW1"), "an Arrow or Feather file", "write it as CSV or NDJSON", true},
    {HEAD("FEA1"), "a Feather file", "write it as CSV or NDJSON", true},
    {HEAD("ORC"), "an ORC file", "write it as CSV or NDJSON", true},
    {HEAD("Obj\x01"), "an Avro file", "write it as CSV or NDJSON", true},
    {HEAD("\x89HDF\r\n"), "an HDF5 file", "write it as CSV or NDJSON", true},
    {HEAD("$FL2@(#)"), "a data file of SPSS", SAVE_AS_CSV, true},
    {HEAD("$FL3@(#)"), "a data file of SPSS", SAVE_AS_CSV, true},
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

const file_kind *file_kind_of(slice head)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (slice_starts_with(slice_part(head, kinds[i].offset, kinds[i].head.len), kinds[i].head))
            return &kinds[i];
    }
    return NULL;
}

/// Whether a signature begins with all of the bytes, or stands behind them in a file that is no text: its first bytes hold a NUL.
bool file_kind_is_open(slice head)
{
    bool binary = head.len > 0 && memchr(head.ptr, '\0', head.len) != NULL;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const file_kind *k = &kinds[i];
        if (k->offset == 0 ? slice_starts_with(k->head, head) : binary && head.len < FILE_KIND_HEAD)
            return true;
    }
    return false;
}
