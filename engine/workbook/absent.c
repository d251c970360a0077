// Stands in for this room if minizip and expat are not there: workbooks are recognized, and not read.
#include "workbook/packed_file.h"
#include "workbook/workbook.h"

struct workbook {
    allocator from;
};

workbook *workbook_reader_open(const allocator *from, int fd, const char *name, size_t most)
{
    (void)fd;
    (void)name;
    (void)most;
    workbook *w = from->resize(from->state, NULL, sizeof *w);
    if (w != NULL)
        w->from = *from;
    return w;
}

void workbook_reader_close(workbook *w)
{
    if (w == NULL)
        return;
    allocator from = w->from;
    (void)from.resize(from.state, w, 0);
}

const char *workbook_reader_problem(const workbook *w)
{
    (void)w;
    return "this is a workbook or a ZIP archive, which advise was built without (it needs minizip and "
           "expat): save the worksheet as "
           "CSV, or unpack the archive";
}

slice workbook_reader_worksheet(const workbook *w)
{
    (void)w;
    return (slice){"", 0};
}

slice workbook_reader_others(const workbook *w)
{
    (void)w;
    return (slice){"", 0};
}

workbook_outcome workbook_reader_next(workbook *w, workbook_row *row)
{
    (void)w;
    (void)row;
    return WORKBOOK_FAILED;
}

bool workbook_reader_rewind(workbook *w)
{
    (void)w;
    return true;
}

uint64_t workbook_reader_taken(const workbook *w)
{
    (void)w;
    return 0;
}

void workbook_cell_name(size_t column, size_t row, char out[WORKBOOK_CELL_NAME])
{
    (void)column;
    (void)row;
    out[0] = '\0';
}

packed_file *packed_file_open(const allocator *from, int fd, bool *no_memory)
{
    (void)from;
    (void)fd;
    *no_memory = false;
    return NULL;
}

void packed_file_close(packed_file *p)
{
    (void)p;
}

const char *packed_file_name(const packed_file *p)
{
    (void)p;
    return "";
}

ptrdiff_t packed_file_read(void *p, void *to, size_t room)
{
    (void)p;
    (void)to;
    (void)room;
    return -1;
}

const char *packed_file_problem(const void *p)
{
    (void)p;
    return NULL;
}
