// Counts how the cells of each column are written, and decides.
#include "profile/cells_survey.h"

#include "base/limits.h"
#include "base/text.h"
#include "profile/cells_state.h"
#include "profile/said_choice.h"
#include "profile/said_nothing.h"
#include "profile/said_words.h"

/// How the cells of a column are written.
typedef struct column_counts {
    const feel_type *type; ///< of its fact, or of the items of its list; NULL: nothing is decided for it
    bool is_list;
    const fact *fact;
    size_t filled;                     ///< cells that say something
    size_t read[CELL_OTHER_SIGNS + 1]; ///< by how they were read
    size_t pairs[SAID_PAIRS];          ///< of booleans: by the pair of words
    size_t other_numbers;              ///< of booleans: numbers that are in no pair
    size_t fractions;                  ///< of numbers: those that have a fraction in the signs of the style
    size_t looks_unknown; ///< words that are used for "not known", in a column where they are no values
} column_counts;

enum { MOST_WORDS = 8 };

struct cells_survey {
    arena *arena;
    arena *scratch; ///< for one row
    csv_reader reader;
    cells_header *header;
    column_counts *columns;
    size_t rows;
    size_t bytes;
    size_t beyond; ///< of a worksheet: the first column behind the header that has values, from 1; 0: none
    slice unknown[MOST_WORDS]; ///< different words that look like "not known"
    size_t unknown_count;
};

/// The fact or field of a column in the first of the packs that has it.
static const fact *fact_of(const cells_column *column, const pack *const *packs, size_t count)
{
    cells_target target = {0};
    for (size_t i = 0; i < count && target.fact == NULL; i++)
        target = cells_target_of(packs[i], column->target);
    const fact *f = target.is_file ? NULL : target.fact;
    return f != NULL && column->field.len > 0 ? pack_find_field(f->record, column->field) : f;
}

cells_survey *cells_survey_new(arena *a, cells_header *header, const pack *const *packs, size_t count)
{
    cells_survey *s = ARENA_NEW(a, cells_survey);
    s->arena = a;
    s->scratch = arena_new_child(a);
    s->header = header;
    s->reader = csv_reader_of(a, header->style.delimiter);
    s->reader.quoting = header->style.quoting;
    s->reader.begun = true;
    s->columns = ARENA_ARRAY(a, header->column_count, column_counts);
    for (size_t i = 0; i < header->column_count; i++) {
        column_counts *to = &s->columns[i];
        const fact *f = header->columns[i].is_read ? fact_of(&header->columns[i], packs, count) : NULL;
        if (f == NULL || f->record != NULL)
            continue;
        to->fact = f;
        to->is_list = f->type->kind == FEEL_TYPE_LIST;
        to->type = to->is_list ? f->type->element : f->type;
    }
    return s;
}

/// Keeps a word that looks like "not known", if it is new.
static void keep_unknown(cells_survey *s, slice text)
{
    bool is_new = s->unknown_count < MOST_WORDS;
    for (size_t i = 0; i < s->unknown_count && is_new; i++)
        is_new = !said_is_same_but_for_case(s->unknown[i], text);
    if (is_new)
        s->unknown[s->unknown_count++] = arena_copy(s->arena, text);
}

static bool has_fraction(const cells_style *style, slice text)
{
    return memchr(text.ptr, style->decimal != '\0' ? style->decimal : '.', text.len) != NULL;
}

/// Counts a plain value.
static void count_value(cells_survey *s, size_t column, slice text, bool is_number)
{
    column_counts *to = &s->columns[column];
    const cells_style own = is_number ? cells_style_of_number(&s->header->style) : s->header->style;
    const cells_style *style = &own;
    // Whatever words are read in the end, they are counted.
    cells_column all = s->header->columns[column];
    all.has_words = all.has_numbers = true;
    const bool is_open = to->type->kind == FEEL_TYPE_STRING && to->type->allowed_count == 0;
    slice value = text;
    const cells_reading reading = cells_read_plain(s->scratch, style, &all, to->type, &value);
    if (reading == CELL_UNKNOWN || reading == CELL_BY_RULE)
        return; // nothing is to be decided
    to->filled++;
    to->read[reading]++;
    if (to->type->kind == FEEL_TYPE_BOOLEAN) {
        const said_pair_kind pair = said_pair_of(text).kind;
        to->pairs[pair]++;
        to->other_numbers += pair == SAID_NO_PAIR && said_is_digit(text.ptr[0]);
    }
    if (to->type->kind == FEEL_TYPE_NUMBER && reading != CELL_OTHER_SIGNS)
        to->fractions += has_fraction(style, text);
    const slice plain = said_plainly(s->scratch, slice_part(text, 0, LIMIT_GUESSED_NAME));
    const bool means_nothing = !is_open && reading == CELL_AS_WRITTEN && said_unknown(plain) &&
                               !(to->type->allowed_count > 0 && said_choice_same(to->type, text) >= 0);
    if (means_nothing) {
        to->looks_unknown++;
        keep_unknown(s, text);
    }
}

static void count_cell(cells_survey *s, size_t column, const csv_field *cell)
{
    const column_counts *of = &s->columns[column];
    slice item;
    slice text = cells_trim(cell->text);
    const bool is_number = !cells_is_text(s->header, cell);
    if (s->header->columns[column].is_nameless)
        s->columns[column].filled += text.len > 0;
    if (of->type == NULL || text.len == 0 || (of->is_list && cells_is_unknown(&s->header->style, text)))
        return;
    if (!of->is_list)
        count_value(s, column, text, is_number);
    else if (text.ptr[0] != '[') {
        const cells_separators ends = cells_separators_of(&s->header->style, of->type);
        while (cells_next_item(&text, ends.text, &item))
            count_value(s, column, item, is_number);
    }
}

/// Keeps the first column behind those of the header that has values.
static void count_beyond(cells_survey *s, const csv_record *cells)
{
    for (size_t i = s->header->column_count; i < cells->count && s->header->style.has_types; i++) {
        if (cells_trim(cells->fields[i].text).len > 0 && (s->beyond == 0 || i < s->beyond))
            s->beyond = i + 1;
    }
}

bool cells_survey_row(cells_survey *s, slice row)
{
    csv_record cells = {0};
    csv_problem problem = {0};
    size_t used = 0;
    s->rows++;
    s->bytes += row.len;
    if (csv_read(&s->reader, row, true, &cells, &used, &problem) == CSV_RECORD && !cells_are_total(&cells) &&
        cells_fit(s->header, &cells)) {
        for (size_t i = 0; i < s->header->column_count; i++)
            count_cell(s, i, &cells.fields[i]);
        count_beyond(s, &cells);
    }
    arena_reset(s->scratch);
    return s->rows < LIMIT_SURVEY_ROWS && s->bytes < LIMIT_SURVEY;
}

// --- deciding ---

/// Words for yes and no are read if they are what the column mostly says, and 1 and 0 if no other number stands beside them: then they
/// are codes.
static void decide_boolean(cells_column *column, const column_counts *of)
{
    const size_t numbers = of->pairs[SAID_ONE_OR_ZERO];
    const size_t others = of->pairs[SAID_NO_PAIR] - of->looks_unknown;
    const size_t words = of->filled - numbers - of->pairs[SAID_NO_PAIR];
    column->has_words = words > 0 && words >= others + numbers;
    column->has_numbers = numbers > others && words == 0 && of->other_numbers == 0;
}

/// Whether numbers are written with other signs than the style has: not if it is one odd cell among many, or few among more that have
/// the style's sign.
static bool has_other_signs(const column_counts *of)
{
    const size_t odd = of->read[CELL_OTHER_SIGNS];
    return odd > of->fractions && (odd > 1 || of->filled < LIMIT_SURVEY_ODD);
}

static void say(diag_list *diags, slice file, const char *text, slice name)
{
    diag_finding(diags, SEVERITY_NOTE, (place){0}, "read-as", NULL, (slice){0}, "%.*s: '%.*s': %s",
                 SLICE_ARG(file), SLICE_ARG(diag_quote(name)), text);
}

static void say_words(diag_list *diags, slice file, const cells_column *column, const column_counts *of,
                      bool says_numbers)
{
    static const char *const words[SAID_PAIRS] = {
        [SAID_YES_OR_NO] = "yes and no are read as true and false",
        [SAID_Y_OR_N] = "Y and N are read as true and false",
        [SAID_T_OR_F] = "T and F are read as true and false",
        [SAID_ON_OR_OFF] = "on and off are read as true and false",
        [SAID_ONE_OR_ZERO] = "1 and 0 are read as true and false",
    };
    for (size_t i = 0; i < SAID_PAIRS; i++) {
        if (of->pairs[i] > 0 && words[i] != NULL &&
            (i == SAID_ONE_OR_ZERO ? says_numbers : column->has_words))
            say(diags, file, words[i], column->name);
    }
}

static void say_readings(const cells_survey *s, slice file, const cells_column *column,
                         const column_counts *of, diag_list *diags)
{
    if (of->type == NULL)
        return;
    if (of->type->kind == FEEL_TYPE_BOOLEAN)
        say_words(diags, file, column, of, column->has_numbers && !s->header->style.numbers_are_booleans);
    if (of->read[CELL_OTHER_CASE] > 0)
        say(diags, file, "its values are read whatever their case and blanks", column->name);
    if (of->read[CELL_DAY_OF_TIME] > 0)
        say(diags, file, "dates are read without their time of day", column->name);
}

static void report_signs(const cells_survey *s, slice file, diag_list *diags)
{
    text_builder names = {.arena = s->arena};
    const bool is_comma = s->header->style.decimal == ',';
    size_t columns = 0;
    size_t cells = 0;
    for (size_t i = 0; i < s->header->column_count; i++) {
        if (!has_other_signs(&s->columns[i]))
            continue;
        text_add_format(&names, "%s'%.*s'", columns++ > 0 ? ", " : "",
                        SLICE_ARG(diag_quote(s->header->columns[i].name)));
        cells += s->columns[i].read[CELL_OTHER_SIGNS];
    }
    if (columns == 0)
        return;
    diag_error(diags, (place){0}, "number-signs",
               "%.*s: %zu cell%s of %.*s %s numbers that do not have the decimal sign '%c'; nobody is read, "
               "since only those with whole "
               "numbers would be",
               SLICE_ARG(file), cells, cells == 1 ? "" : "s", SLICE_ARG(text_result(&names)),
               cells == 1 ? "holds" : "hold", is_comma ? ',' : '.');
    if (is_comma)
        diag_hint(
            diags,
            "say how numbers are written: --decimal . or, if points stand between thousands, --group .");
    else
        diag_hint(
            diags,
            "say how numbers are written: --decimal , or, if commas stand between thousands, --group ,");
}

static void report_nameless(slice file, size_t column, diag_list *diags)
{
    diag_error(diags, (place){0}, "nameless-column", "%.*s: column %zu has values, and no name",
               SLICE_ARG(file), column);
    diag_hint(diags, "name it in the first row, or pass over columns that are no facts: --ignore-columns");
}

static void report_all_nameless(const cells_survey *s, slice file, diag_list *diags)
{
    if (s->header->style.is_raw || s->header->style.ignores_others)
        return;
    for (size_t i = 0; i < s->header->column_count; i++) {
        if (s->header->columns[i].is_nameless && s->columns[i].filled > 0)
            report_nameless(file, i + 1, diags);
    }
    if (s->beyond > 0)
        report_nameless(file, s->beyond, diags);
}

/// Suggests to name the words for "not known".
static void suggest_unknown(const cells_survey *s, slice file, diag_list *diags)
{
    text_builder names = {.arena = s->arena};
    text_builder words = {.arena = s->arena};
    for (size_t i = 0; i < s->header->column_count; i++) {
        if (s->columns[i].looks_unknown > 0)
            text_add_format(&names, "%s'%.*s'", names.length > 0 ? ", " : "",
                            SLICE_ARG(diag_quote(s->header->columns[i].name)));
    }
    for (size_t i = 0; i < s->unknown_count; i++)
        text_add_format(&words, "%s%.*s", i > 0 ? "," : "", SLICE_ARG(s->unknown[i]));
    if (names.length == 0)
        return;
    diag_finding(diags, SEVERITY_NOTE, (place){0}, "unknown-words", NULL, (slice){0},
                 "%.*s: words that are no values stand in %.*s", SLICE_ARG(file),
                 SLICE_ARG(text_result(&names)));
    diag_hint(diags, "if they say that nobody knows: --unknown '%.*s'", SLICE_ARG(text_result(&words)));
}

bool cells_survey_end(cells_survey *s, slice file, diag_list *diags)
{
    const size_t errors = diags->errors;
    for (size_t i = 0; i < s->header->column_count; i++) {
        cells_column *column = &s->header->columns[i];
        const column_counts *of = &s->columns[i];
        if (of->type != NULL && of->type->kind == FEEL_TYPE_BOOLEAN)
            decide_boolean(column, of);
        say_readings(s, file, column, of, diags);
    }
    suggest_unknown(s, file, diags);
    report_signs(s, file, diags);
    report_all_nameless(s, file, diags);
    return diags->errors == errors;
}
