// Workbooks: the bytes are a ZIP archive, or, after a '<', what stands in the part with the worksheet and, after NULs, with the shared
// texts and the formats, or, after "<t", the tables of an OpenDocument file: a fuzzer would hardly make an archive whose checksums are right.
#include "workbook/workbook.h"

#include "archive_maker.h"
#include "files.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOST = 1 << 16 };

static void read_all(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    workbook *w = workbook_reader_open(&allocator_default, fd, NULL, MOST);
    workbook_row row;
    size_t last = 0;
    while (w != NULL && workbook_reader_next(w, &row) == WORKBOOK_ROW) {
        if (row.number <= last || (row.count == 0 && !row.too_large))
            abort();
        last = row.number;
        for (size_t i = 0; i < row.count; i++) {
            if (row.cells[i].text.len > 0 && row.cells[i].text.ptr[0] == 0x1A)
                abort(); // it would be taken for a fault
        }
    }
    workbook_reader_close(w);
    (void)close(fd);
}

static char *make_opendocument(const char *folder, const char *tables, size_t length)
{
    static const char space[] = "urn:oasis:names:tc:opendocument:xmlns:";
    char *content =
        text_of("<a xmlns:office='%soffice:1.0' xmlns:table='%stable:1.0' xmlns:text='%stext:1.0'>"
                "<office:spreadsheet>%.*s</office:spreadsheet></a>",
                space, space, space, (int)length, tables);
    const archive_part parts[] = {
        {"mimetype", "x", 0}, {"META-INF/manifest.xml", "<a/>", 0}, {"content.xml", content, 0}};
    char *path = archive_make(folder, "w.ods", parts, sizeof parts / sizeof *parts);
    free(content);
    return path;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *folder = folder_new();
    char *path = NULL;
    if (size > 1 && data[0] == '<' && data[1] == 't') {
        path = make_opendocument(folder, (const char *)data, size);
    } else if (size > 0 && data[0] == '<') {
        char *text = calloc(size + 3, 1);
        if (text == NULL)
            abort();
        memcpy(text, data, size);
        const char *texts = text + strlen(text) + 1;
        const char *formats = texts < text + size ? texts + strlen(texts) + 1 : text + size;
        if (texts > text + size)
            texts = text + size;
        path = workbook_make(folder, "w.xlsx",
                             &(workbook_parts){.sheet = text, .texts = texts, .formats = formats});
        free(text);
    } else {
        path = text_of("%s/w.xlsx", folder);
        file_write(path, data, size);
    }
    read_all(path);
    free(path);
    folder_remove(folder);
    return 0;
}
