#include "outcome/workbook_whole.h"

#include "write/memory.h"

#include <expat.h>
#include <minizip/unzip.h>
#include <stdlib.h>
#include <string.h>

static void count_row(void *rows, const XML_Char *name, const XML_Char **attributes)
{
    (void)attributes;
    *(size_t *)rows += strcmp(name, "row") == 0;
}

/// Reads the current part to its end. False if it is damaged or ends too early.
static bool read_part(unzFile workbook, size_t *rows)
{
    char bytes[1 << 14];
    int got = 0;
    XML_Parser parser = must_have(XML_ParserCreate(NULL));
    XML_SetUserData(parser, rows);
    XML_SetStartElementHandler(parser, count_row);
    bool good = unzOpenCurrentFile(workbook) == UNZ_OK;
    while (good && (got = unzReadCurrentFile(workbook, bytes, sizeof bytes)) > 0)
        good = XML_Parse(parser, bytes, got, 0) == XML_STATUS_OK;
    good = good && got == 0 && XML_Parse(parser, bytes, 0, 1) == XML_STATUS_OK;
    if (XML_GetErrorCode(parser) == XML_ERROR_NO_MEMORY)
        (void)must_have(NULL);
    XML_ParserFree(parser);
    return unzCloseCurrentFile(workbook) == UNZ_OK && good;
}

/// The number of the worksheet that the current part is, from 1; 0 for another part.
static size_t worksheet_of(unzFile workbook)
{
    static const char before[] = "xl/worksheets/sheet";
    char name[256] = "";
    if (unzGetCurrentFileInfo64(workbook, NULL, name, sizeof name - 1, NULL, 0, NULL, 0) != UNZ_OK ||
        strncmp(name, before, sizeof before - 1) != 0)
        return 0;
    return strtoul(name + sizeof before - 1, NULL, 10);
}

bool workbook_is_whole(const char *path, const size_t rows[], size_t worksheets)
{
    unzFile workbook = unzOpen64(path);
    size_t seen = 0;
    bool good = workbook != NULL;
    int step = good ? unzGoToFirstFile(workbook) : UNZ_ERRNO;
    for (; good && step == UNZ_OK; step = unzGoToNextFile(workbook)) {
        const size_t number = worksheet_of(workbook);
        size_t found = 0;
        good = read_part(workbook, &found) &&
               (number == 0 || (number <= worksheets && found == rows[number - 1]));
        seen += number > 0;
    }
    if (workbook != NULL)
        (void)unzClose(workbook);
    return good && step == UNZ_END_OF_LIST_OF_FILE && seen == worksheets;
}
