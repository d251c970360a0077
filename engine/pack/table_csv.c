// Decision tables in CSV files: a header line says what each column is, lines `type:`, `values:` and `default:` may follow, then the
// rows.
#include "base/limits.h"
#include "input/csv.h"
#include "input/file.h"
#include "pack/table.h"

typedef enum role {
    ROLE_NONE,
    ROLE_INPUT,
    ROLE_OUTPUT,
    ROLE_BECAUSE,
    ROLE_SOURCE,
    ROLE_NOTE,
    ROLE_FROM,
    ROLE_UNTIL
} role;

typedef struct column_role {
    role role;
    size_t index; ///< of an input or output
} column_role;

typedef struct csv_table {
    loader *l;
    table_text *out;
    column_role *roles;
    size_t role_count;
    size_t line_capacity;
} csv_table;

/// What follows a word and a blank or colon; NULL if the text does not begin so.
static const source_text *after_word(arena *a, const source_text *cell, const char *word, bool *found)
{
    size_t length = strlen(word);
    slice text = cell->text;
    *found = slice_starts_with(text, slice_of(word)) &&
             (text.len == length || text.ptr[length] == ' ' || text.ptr[length] == ':');
    if (!*found || text.len == length)
        return NULL;
    return table_trim(a, table_part(a, cell, length + 1, text.len));
}

static void add_input(const csv_table *t, column_role *at, const source_text *cell,
                      const source_text *expression)
{
    if (expression == NULL) {
        diag_error(t->l->diags, table_place(cell), "table-header", "expected an expression after 'when'");
        t->out->sound = false;
        return;
    }
    *at = (column_role){ROLE_INPUT, t->out->input_count};
    t->out->inputs[t->out->input_count++] =
        (table_column){.expression = expression, .where = table_place(expression)};
}

static void add_output(const csv_table *t, column_role *at, const source_text *cell, slice name)
{
    *at = (column_role){ROLE_OUTPUT, t->out->output_count};
    t->out->outputs[t->out->output_count++] = (table_column){.name = name, .where = table_place(cell)};
}

static void read_header_cell(const csv_table *t, column_role *at, const source_text *cell)
{
    static const slice words[] = {SLICE_INIT("certainty"), SLICE_INIT("recommend"), SLICE_INIT("because"),
                                  SLICE_INIT("source"),    SLICE_INIT("sources"),   SLICE_INIT("note"),
                                  SLICE_INIT("from"),      SLICE_INIT("until"),     SLICE_INIT("when"),
                                  SLICE_INIT("then")};
    static const role roles[] = {ROLE_OUTPUT, ROLE_OUTPUT, ROLE_BECAUSE, ROLE_SOURCE,
                                 ROLE_SOURCE, ROLE_NOTE,   ROLE_FROM,    ROLE_UNTIL};
    arena *a = t->l->arena;
    bool found;
    const source_text *rest = after_word(a, cell, "when", &found);
    if (found) {
        add_input(t, at, cell, rest);
        return;
    }
    rest = after_word(a, cell, "then", &found);
    slice name = found ? (rest != NULL ? rest->text : (slice){NULL, 0}) : cell->text;
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        if (!slice_equal(name, words[i]))
            continue;
        if (roles[i] == ROLE_OUTPUT)
            add_output(t, at, cell, name);
        else
            at->role = roles[i];
        return;
    }
    if (found) {
        add_output(t, at, rest != NULL ? rest : cell, name);
        return;
    }
    diag_error(t->l->diags, table_place(cell), "table-header", "'%.*s' is not a column of a decision table",
               SLICE_ARG(diag_quote(cell->text)));
    if (nearest_name(a, name, words, sizeof words / sizeof *words) >= 0)
        diag_hint_nearest(t->l->diags, name, words, sizeof words / sizeof *words);
    else
        diag_hint(t->l->diags,
                  "write 'when %.*s' for an input, 'then %.*s' for an output, or one of certainty, "
                  "recommend, because, source, note, from, until",
                  SLICE_ARG(slice_part(name, 0, 40)), SLICE_ARG(slice_part(name, 0, 40)));
    t->out->sound = false;
}

static void read_header(csv_table *t, const source_text **cells, size_t count)
{
    arena *a = t->l->arena;
    t->roles = ARENA_ARRAY(a, count, column_role);
    t->role_count = count;
    t->out->inputs = ARENA_ARRAY(a, count, table_column);
    t->out->outputs = ARENA_ARRAY(a, count, table_column);
    for (size_t i = 0; i < count; i++) {
        if (cells[i] != NULL)
            read_header_cell(t, &t->roles[i], cells[i]);
    }
}

/// A line that describes the columns: `type: number, string`. False if the line is a row.
static bool read_description(const csv_table *t, const source_text **cells, size_t count)
{
    static const char *const words[] = {"type", "values", "default"};
    arena *a = t->l->arena;
    size_t first = 0;
    size_t which = 0;
    bool found = false;
    while (first < count && cells[first] == NULL)
        first++;
    for (; first < count && which < 3; which++) {
        slice marker = arena_format(a, "%s:", words[which]);
        found = slice_starts_with(cells[first]->text, marker);
        if (found)
            break;
    }
    if (!found || t->out->line_count > 0)
        return false;
    for (size_t i = first; i < count; i++) {
        const source_text *rest = cells[i];
        if (rest != NULL && slice_starts_with(rest->text, arena_format(a, "%s:", words[which])))
            (void)(rest = after_word(a, rest, words[which], &found));
        if (rest == NULL || i >= t->role_count)
            continue;
        bool input = t->roles[i].role == ROLE_INPUT;
        if ((!input && t->roles[i].role != ROLE_OUTPUT) || (input && which == 2)) {
            diag_error(t->l->diags, table_place(rest), "table-header", "this column has no %s", words[which]);
            continue;
        }
        table_column *column =
            input ? &t->out->inputs[t->roles[i].index] : &t->out->outputs[t->roles[i].index];
        if (which == 0)
            column->type = rest;
        else if (which == 1)
            column->values = rest;
        else
            column->default_value = rest;
    }
    return true;
}

/// Ids separated by commas, semicolons or blanks.
static void read_citations(const csv_table *t, table_line *line, const source_text *cell)
{
    struct {
        const source_text **items;
        size_t count, capacity;
    } list = {line->sources, line->source_count, line->source_count};
    slice text = cell->text;
    for (size_t at = 0; at < text.len;) {
        size_t end = at;
        while (end < text.len && strchr(",; \n", text.ptr[end]) == NULL)
            end++;
        if (end > at) {
            const source_text *id = table_part(t->l->arena, cell, at, end - at);
            ARENA_PUSH(t->l->arena, &list, items, count, capacity, id);
        }
        at = end + 1;
    }
    line->sources = list.items;
    line->source_count = list.count;
}

static void read_line(csv_table *t, const source_text **cells, size_t count, place where)
{
    arena *a = t->l->arena;
    table_line line = {.tests = ARENA_ARRAY(a, t->out->input_count, const source_text *),
                       .results = ARENA_ARRAY(a, t->out->output_count, const source_text *),
                       .where = where};
    for (size_t i = 0; i < count; i++) {
        if (cells[i] == NULL)
            continue;
        switch (i < t->role_count ? t->roles[i].role : ROLE_NONE) {
        case ROLE_INPUT: line.tests[t->roles[i].index] = cells[i]; break;
        case ROLE_OUTPUT: line.results[t->roles[i].index] = cells[i]; break;
        case ROLE_BECAUSE: line.because = cells[i]; break;
        case ROLE_SOURCE: read_citations(t, &line, cells[i]); break;
        case ROLE_FROM: line.from = cells[i]; break;
        case ROLE_UNTIL: line.until = cells[i]; break;
        case ROLE_NOTE: break;
        case ROLE_NONE:
            if (t->out->sound)
                diag_error(t->l->diags, table_place(cells[i]), "cell-count",
                           "there is no column above this cell");
            break;
        }
    }
    struct {
        table_line *items;
        size_t count, capacity;
    } list = {t->out->lines, t->out->line_count, t->line_capacity};
    ARENA_PUSH(a, &list, items, count, capacity, line);
    t->out->lines = list.items;
    t->out->line_count = list.count;
    t->line_capacity = list.capacity;
}

static void read_record(csv_table *t, const source_text *file, size_t base, const csv_record *record)
{
    arena *a = t->l->arena;
    const source_text **cells = ARENA_ARRAY(a, record->count, const source_text *);
    bool empty = true;
    for (size_t i = 0; i < record->count; i++) {
        cells[i] = table_trim(a, csv_field_source(a, file, base, &record->fields[i]));
        empty = empty && cells[i] == NULL;
    }
    if (empty)
        return; // spreadsheet programs write lines of nothing but delimiters
    place where = {file, base + record->offset, 1};
    if (t->roles == NULL)
        read_header(t, cells, record->count);
    else if (!read_description(t, cells, record->count))
        read_line(t, cells, record->count, where);
}

static void read_text(csv_table *t, const source_text *file)
{
    csv_reader reader = csv_reader_of(t->l->arena, '\0');
    for (size_t at = 0;;) {
        csv_record record;
        csv_problem problem;
        size_t used;
        csv_outcome outcome =
            csv_read(&reader, slice_part(file->text, at, file->text.len), true, &record, &used, &problem);
        if (outcome == CSV_END)
            break;
        if (outcome == CSV_RECORD) {
            read_record(t, file, at, &record);
        } else {
            problem.offset += at;
            csv_report(&problem, file, t->l->diags);
            t->out->sound = false;
        }
        at += used;
    }
    t->out->delimiter = reader.delimiter;
    if (t->roles == NULL && t->out->sound) {
        diag_error(t->l->diags, (place){file, 0, 1}, "empty-file", "the file is empty");
        t->out->sound = false;
    }
}

void read_table_file(loader *l, const pack_record *record, table_text *out)
{
    const slice name = yaml_get(record->node, "table_file")->text;
    place where = loader_place(record->node, "table_file");
    const char *folder = l->heads[loader_level_of(l, where.source, record->level)].folder.ptr;
    source_text *file = ARENA_NEW(l->arena, source_text);
    file->file = arena_format(l->arena, "%s/%.*s", folder, SLICE_ARG(name));
    file_problem problem = file_read_beneath(l->arena, folder, name, LIMIT_PACK_FILE, &file->text);
    l->table_bytes += file->text.len;
    if (problem == FILE_READ && l->table_bytes > LIMIT_PACK)
        problem = FILE_TOO_LARGE;
    if (problem != FILE_READ) {
        diag_error(l->diags, where, problem == FILE_MISSING ? "file-missing" : "file-unreadable",
                   "the table's file cannot be read: %s", file_problem_text(problem));
        loader_note_problem(l, problem);
        out->sound = false;
        return;
    }
    note_input(l, slice_of(folder), name, file->text);
    csv_table t = {.l = l, .out = out};
    read_text(&t, file);
}
