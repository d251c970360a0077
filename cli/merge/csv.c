// Joins CSV: one header, which all parts must share, and their rows. Numbers of profiles are counted on from part to part. A number of our own
// has no quotes, but a fact that names a profile and looks like a number has.
#include "merge/merge.h"

#include <stdlib.h>
#include <string.h>

enum { NO_COLUMN = -1, FIRST_CAPACITY = 4096 };

typedef struct csv_merge {
    char *header; ///< with the end of its line
    size_t header_length;
    int columns;
    int number, rank, part_of, alternative_to; ///< the columns with these names; NO_COLUMN: there is none
    char *row; ///< the one being read: more than a line if a cell holds line ends
    size_t length, capacity;
    size_t profile, last_rank; ///< of the row before, within the part
} csv_merge;

/// A cell as it is written.
typedef struct csv_cell {
    const char *text;
    size_t length;
} csv_cell;

static const csv_cell no_cell = {"", 0};

static bool is_cell(csv_cell c, const char *text)
{
    return c.length == strlen(text) && memcmp(c.text, text, c.length) == 0;
}

/// A number of our own; 0 if the cell is something else.
static size_t count_in(csv_cell c)
{
    size_t digits = strspn(c.text, "0123456789");
    return digits > 0 && digits == c.length ? (size_t)strtoull(c.text, NULL, 10) : 0;
}

/// Reads the cell at `*at`, and moves behind what ends it. False if the row has none left or is malformed.
static bool next_cell(const char **at, csv_cell *out)
{
    const char *start = *at;
    const char *end = start;
    if (*start == '\0')
        return false;
    if (*start == '"') {
        do {
            end = strchr(end + 1, '"');
            if (end == NULL)
                return false;
            end++;
        } while (*end == '"');
    } else {
        end += strcspn(end, ",\"\r\n");
    }
    *out = (csv_cell){start, (size_t)(end - start)};
    if (*end == ',') {
        *at = end + 1;
        return true;
    }
    end += *end == '\r';
    *at = end + 1;
    return *end == '\n' && end[1] == '\0';
}

static bool add_line(csv_merge *c, const merge_part *p)
{
    size_t size = c->length + p->length + 1;
    if (size > c->capacity) {
        char *row = realloc(c->row, 2 * size);
        if (row == NULL)
            return false;
        c->row = row;
        c->capacity = 2 * size;
    }
    memcpy(c->row + c->length, p->line, p->length);
    c->length += p->length;
    c->row[c->length] = '\0';
    return true;
}

/// Reads on until the row that begins with the line of `p` is complete.
static int read_row(csv_merge *c, merge_part *p)
{
    bool within_cell = false;
    c->length = 0;
    do {
        if (c->length > 0 && !merge_next_line(p))
            return merge_complain(p, "the last row is cut off");
        if (c->length + p->length > LONGEST_LINE)
            return merge_complain(p, "the row is longer than 64 MiB");
        if (!add_line(c, p))
            return out_of_memory();
        if (memchr(p->line, '\0', p->length) != NULL)
            return merge_complain(p, "this is not a row of results");
        for (const char *quote = p->line; (quote = strchr(quote, '"')) != NULL; quote++)
            within_cell = !within_cell;
    } while (within_cell);
    return p->line[p->length - 1] == '\n' ? EXIT_DONE : merge_complain(p, "the last row is cut off");
}

/// Keeps the header of the first part, and compares those of the others with it.
static int read_header(merge *m, csv_merge *c, merge_part *p)
{
    int status = read_row(c, p);
    if (status != EXIT_DONE)
        return status;
    if (c->header != NULL)
        return c->header_length == c->length && memcmp(c->header, c->row, c->length) == 0
                   ? EXIT_DONE
                   : merge_complain(p, "the header is not that of the results before it");
    csv_cell cell;
    const char *at = c->row;
    for (c->columns = 0; next_cell(&at, &cell); c->columns++) {
        if (is_cell(cell, "number"))
            c->number = c->columns;
        if (is_cell(cell, "rank"))
            c->rank = c->columns;
        if (is_cell(cell, "part_of"))
            c->part_of = c->columns;
        if (is_cell(cell, "alternative_to"))
            c->alternative_to = c->columns;
    }
    c->header = strdup(c->row);
    c->header_length = c->length;
    if (c->header == NULL)
        return out_of_memory();
    (void)fwrite(c->header, 1, c->header_length, m->out.stream);
    return EXIT_DONE;
}

/// Whether the row follows the one before it. The cells are its id, number and rank; empty ones if there are none.
/// @param is_below  it belongs to the entry of the row before
static bool follows(csv_merge *c, csv_cell id, csv_cell number, csv_cell rank, bool is_below)
{
    size_t its_rank = count_in(rank);
    bool is_next = its_rank <= 1 && !is_below; // a row without a rank is a profile's only one
    if (!is_next && its_rank != c->last_rank + !is_below)
        return false;
    c->profile += is_next;
    c->last_rank = its_rank;
    return (count_in(id) == 0 || count_in(id) == c->profile) &&
           (c->number == NO_COLUMN || count_in(number) == c->profile);
}

/// Writes what stands before a cell and, in the place of the cell, the number of the row's profile among all. Returns what follows the cell.
static const char *write_number(const merge *m, const csv_merge *c, const char *before, csv_cell cell)
{
    (void)fwrite(before, 1, (size_t)(cell.text - before), m->out.stream);
    (void)fprintf(m->out.stream, "%zu", m->records + c->profile);
    return cell.text + cell.length;
}

static int write_row(merge *m, csv_merge *c, merge_part *p)
{
    int status = read_row(c, p);
    if (status != EXIT_DONE)
        return status;
    csv_cell cell;
    csv_cell id = no_cell;
    csv_cell number = no_cell;
    csv_cell rank = no_cell;
    bool is_below = false;
    int columns = 0;
    const char *at = c->row;
    for (; next_cell(&at, &cell); columns++) {
        if (columns == 0)
            id = cell;
        if (columns == c->number)
            number = cell;
        if (columns == c->rank)
            rank = cell;
        if (columns == c->part_of || columns == c->alternative_to)
            is_below = is_below || cell.length > 0;
    }
    if (columns != c->columns)
        return merge_complain(p, "this is not a row of results");
    if (!follows(c, id, number, rank, is_below))
        return merge_complain(p, "the result before this line is missing, or is from another part");
    const char *rest = c->row;
    if (count_in(id) > 0)
        rest = write_number(m, c, rest, id);
    if (c->number != NO_COLUMN)
        rest = write_number(m, c, rest, number);
    return fputs(rest, m->out.stream) >= 0 ? EXIT_DONE : EXIT_IO;
}

static bool fits(const merge_part *p)
{
    return p->length > 3 && memcmp(p->line, "id,", 3) == 0;
}

static csv_merge *begin(void)
{
    csv_merge *c = calloc(1, sizeof *c);
    char *row = malloc(FIRST_CAPACITY);
    if (c == NULL || row == NULL) {
        free(c);
        free(row);
        return NULL;
    }
    *c = (csv_merge){.number = NO_COLUMN,
                     .rank = NO_COLUMN,
                     .part_of = NO_COLUMN,
                     .alternative_to = NO_COLUMN,
                     .row = row,
                     .capacity = FIRST_CAPACITY};
    return c;
}

static int add(merge *m, merge_part *p)
{
    if (m->own == NULL)
        m->own = begin();
    csv_merge *c = m->own;
    if (c == NULL)
        return out_of_memory();
    c->profile = c->last_rank = 0;
    int status = read_header(m, c, p);
    while (status == EXIT_DONE && merge_next_line(p))
        status = write_row(m, c, p);
    m->records += c->profile;
    return status;
}

static int end(merge *m, int status)
{
    csv_merge *c = m->own;
    if (c != NULL) {
        free(c->header);
        free(c->row);
    }
    free(c);
    return status;
}

const merge_kind merge_csv = {.fits = fits, .add = add, .end = end};
