#include "archive_maker.h"

#include "files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>
#include <zlib.h>

static void must(bool holds, const char *path)
{
    if (!holds) {
        (void)fprintf(stderr, "cannot write the archive %s\n", path);
        abort();
    }
}

char *archive_make(const char *folder, const char *name, const archive_part *parts, size_t count)
{
    char *path = text_of("%s/%s", folder, name);
    zipFile zip = zipOpen64(path, APPEND_STATUS_CREATE);
    must(zip != NULL, path);
    for (size_t i = 0; i < count; i++) {
        const size_t length = parts[i].length > 0 ? parts[i].length : strlen(parts[i].bytes);
        must(zipOpenNewFileInZip64(zip, parts[i].name, NULL, NULL, 0, NULL, 0, NULL, Z_DEFLATED,
                                   Z_DEFAULT_COMPRESSION, 0) == ZIP_OK &&
                 zipWriteInFileInZip(zip, parts[i].bytes, (unsigned)length) == ZIP_OK &&
                 zipCloseFileInZip(zip) == ZIP_OK,
             path);
    }
    must(zipClose(zip, NULL) == ZIP_OK, path);
    return path;
}

#define MAIN    "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define OFFICE  "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/relationships"

static const char package_relationships[] =
    "<Relationships xmlns='" PACKAGE "'><Relationship Id='r1' Type='" OFFICE
    "/officeDocument' Target='xl/workbook.xml'/></Relationships>";

static const char workbook_relationships[] =
    "<Relationships xmlns='" PACKAGE "'>"
    "<Relationship Id='r1' Type='" OFFICE "/worksheet' Target='worksheets/sheet1.xml'/>"
    "<Relationship Id='r2' Type='" OFFICE "/worksheet' Target='worksheets/sheet2.xml'/>"
    "<Relationship Id='r3' Type='" OFFICE "/worksheet' Target='worksheets/sheet3.xml'/>"
    "<Relationship Id='r8' Type='" OFFICE "/sharedStrings' Target='sharedStrings.xml'/>"
    "<Relationship Id='r9' Type='" OFFICE "/styles' Target='styles.xml'/></Relationships>";

static const char * or (const char *text, const char *usual)
{
    return text != NULL ? text : usual;
}

/// Parts by these names are left out if `more` has them too.
static bool is_given(const workbook_parts *w, const char *name)
{
    for (size_t i = 0; i < w->more_count; i++) {
        if (strcmp(w->more[i].name, name) == 0)
            return true;
    }
    return false;
}

char *workbook_make(const char *folder, const char *name, const workbook_parts *w)
{
    char *workbook =
        text_of("<workbook xmlns='" MAIN "' xmlns:r='" OFFICE "'>%s</workbook>",
                or (w->workbook, "<sheets><sheet name='Clients' sheetId='1' r:id='r1'/></sheets>"));
    char *sheet =
        text_of("<worksheet xmlns='" MAIN "'><sheetData>%s</sheetData></worksheet>", or (w->sheet, ""));
    char *texts = text_of("<sst xmlns='" MAIN "'>%s</sst>", or (w->texts, ""));
    char *formats = text_of("<styleSheet xmlns='" MAIN "'>%s</styleSheet>", or (w->formats, ""));
    const archive_part usual[] = {{"_rels/.rels", package_relationships, 0},
                                  {"xl/workbook.xml", workbook, 0},
                                  {"xl/_rels/workbook.xml.rels", workbook_relationships, 0},
                                  {"xl/worksheets/sheet1.xml", sheet, 0},
                                  {"xl/sharedStrings.xml", texts, 0},
                                  {"xl/styles.xml", formats, 0}};
    enum { USUAL = sizeof usual / sizeof *usual, MOST = USUAL + 16 };
    archive_part parts[MOST];
    size_t count = 0;
    for (size_t i = 0; i < USUAL; i++) {
        if (!is_given(w, usual[i].name))
            parts[count++] = usual[i];
    }
    must(count + w->more_count <= MOST, name);
    for (size_t i = 0; i < w->more_count; i++)
        parts[count++] = w->more[i];
    char *path = archive_make(folder, name, parts, count);
    free(workbook);
    free(sheet);
    free(texts);
    free(formats);
    return path;
}
