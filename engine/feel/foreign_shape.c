// Functions of other languages whose remedy depends on how many arguments they get and of what kind. To teach a further one, add a row
// here and a case to tests/feel/mistakes.txt; what is the same for any call stands in foreign_function.c.
#include "feel/foreign.h"

typedef struct shape_row {
    const char *spelling;
    size_t arguments;
    foreign_kind first; ///< FOREIGN_ANY: whatever the first argument is
    const char *remedy;
} shape_row;

#define YEARS "years and months duration({0}, {1})"

static const shape_row shapes[] = {
    {"if", 2, FOREIGN_ANY, "write if {0} then {1} else null"},
    {"if", 3, FOREIGN_ANY, "write if {0} then {1} else {2}"},
    {"iif", 2, FOREIGN_ANY, "write if {0} then {1} else null"},
    {"iif", 3, FOREIGN_ANY, "write if {0} then {1} else {2}"},
    {"coalesce", 3, FOREIGN_ANY, "write if {0} != null then {0} else if {1} != null then {1} else {2}"},
    {"and", 3, FOREIGN_ANY, "write 'and' between the conditions: {0} and {1} and {2}"},
    {"or", 3, FOREIGN_ANY, "write 'or' between the conditions: {0} or {1} or {2}"},
    {"isempty", 1, FOREIGN_LIST, "write {0} = []"},
    {"isempty", 1, FOREIGN_TEXT, "write {0} = \"\" for an empty text, {0} = null for what is not stated"},
    {"empty", 1, FOREIGN_LIST, "write {0} = []"},
    {"isnotempty", 1, FOREIGN_LIST, "write {0} != []"},
    {"notempty", 1, FOREIGN_LIST, "write {0} != []"},
    {"isnotempty", 1, FOREIGN_TEXT,
     "write {0} != \"\" for an empty text, {0} != null for what is not stated"},
    {"notempty", 1, FOREIGN_TEXT, "write {0} != \"\" for an empty text, {0} != null for what is not stated"},
    {"length", 1, FOREIGN_LIST, "write count({0})"},
    {"length", 1, FOREIGN_TEXT, "write string length({0})"},
    {"size", 1, FOREIGN_LIST, "write count({0})"},
    {"size", 1, FOREIGN_TEXT, "write string length({0})"},
    {"len", 1, FOREIGN_LIST, "write count({0})"},
    {"len", 1, FOREIGN_TEXT, "write string length({0})"},
    {"includes", 2, FOREIGN_LIST, "write list contains({0}, {1})"},
    {"includes", 2, FOREIGN_TEXT, "write contains({0}, {1})"},
    {"has", 2, FOREIGN_LIST, "write list contains({0}, {1})"},
    {"has", 2, FOREIGN_TEXT, "write contains({0}, {1})"},
    {"in", 2, FOREIGN_ANY, "write {0} in ({1})"},
    {"in", 3, FOREIGN_ANY, "write {0} in ({1}, {2})"},
    {"in", 4, FOREIGN_ANY, "write {0} in ({1}, {2}, {3})"},
    {"isin", 3, FOREIGN_ANY, "write {0} in ({1}, {2})"},
    {"between", 3, FOREIGN_ANY, "write {0} between {1} and {2}"},
    {"concat", 2, FOREIGN_LIST, "write concatenate({0}, {1})"},
    {"concat", 3, FOREIGN_ANY, "join texts with '+': {0} + {1} + {2}"},
    {"concat", 4, FOREIGN_ANY, "join texts with '+': {0} + {1} + {2} + {3}"},
    {"concatenate", 3, FOREIGN_TEXT, "join texts with '+': {0} + {1} + {2}"},
    {"concatenate", 4, FOREIGN_TEXT, "join texts with '+': {0} + {1} + {2} + {3}"},
    {"join", 1, FOREIGN_LIST, "write string join({0}, \", \")"},
    {"join", 2, FOREIGN_LIST, "write string join({0}, {1})"},
    {"mid", 3, FOREIGN_ANY, "write substring({0}, {1}, {2}): the first character is 1"},
    {"substr", 2, FOREIGN_ANY, "write substring({0}, {1}): the first character is 1"},
    {"substr", 3, FOREIGN_ANY, "write substring({0}, {1}, {2}): the first character is 1"},
    {"left", 1, FOREIGN_ANY, "write substring({0}, 1, 1)"},
    {"right", 1, FOREIGN_ANY, "write substring({0}, -1)"},
    {"find", 2, FOREIGN_TEXT, "write contains({1}, {0}) or contains({0}, {1}): the text comes first"},
    {"substitute", 3, FOREIGN_ANY, "write replace({0}, {1}, {2}): the second is a regular expression"},
    {"round", 1, FOREIGN_ANY, "write round half up({0}, 0)"},
    {"round", 2, FOREIGN_ANY,
     "write round half up({0}, {1}), or decimal({0}, {1}), which rounds halves to the even digit"},
    {"roundup", 1, FOREIGN_ANY, "write round up({0}, 0)"},
    {"rounddown", 1, FOREIGN_ANY, "write round down({0}, 0)"},
    {"datediff", 2, FOREIGN_ANY, "write ({1} - {0}).days, or " YEARS},
    {"daysbetween", 2, FOREIGN_ANY, "write ({1} - {0}).days"},
    {"weeksbetween", 2, FOREIGN_ANY, "write ({1} - {0}).days / 7"},
    {"monthsbetween", 2, FOREIGN_ANY, "write " YEARS ".years * 12 + " YEARS ".months"},
    {"yearsbetween", 2, FOREIGN_ANY, "write " YEARS ".years"},
    {"yearssince", 1, FOREIGN_ANY, "write years and months duration({0}, today()).years"},
    {"dayssince", 1, FOREIGN_ANY, "write (today() - {0}).days"},
};

const char *foreign_shape(slice name, size_t arguments, foreign_kind first)
{
    const char *found = NULL;
    for (size_t i = 0; found == NULL && i < sizeof shapes / sizeof *shapes; i++) {
        const bool fits = shapes[i].first == FOREIGN_ANY || shapes[i].first == first;
        if (fits && shapes[i].arguments == arguments && foreign_same_name(slice_of(shapes[i].spelling), name))
            found = shapes[i].remedy;
    }
    return found;
}

/// Units of time as other functions name them, and the remedy for the time from {0} to {1}.
static const foreign_row units[] = {
    {"d", "daysbetween"},        {"dd", "daysbetween"},    {"day", "daysbetween"},
    {"days", "daysbetween"},     {"w", "weeksbetween"},    {"ww", "weeksbetween"},
    {"wk", "weeksbetween"},      {"week", "weeksbetween"}, {"weeks", "weeksbetween"},
    {"m", "monthsbetween"},      {"mm", "monthsbetween"},  {"month", "monthsbetween"},
    {"months", "monthsbetween"}, {"y", "yearsbetween"},    {"yy", "yearsbetween"},
    {"yyyy", "yearsbetween"},    {"year", "yearsbetween"}, {"years", "yearsbetween"},
};

/// The text without quotation marks around it.
static slice unquoted(slice text)
{
    const bool is_quoted = text.len > 1 && text.ptr[0] == '"' && text.ptr[text.len - 1] == '"';
    return is_quoted ? slice_part(text, 1, text.len - 2) : text;
}

/// datediff("year", from, to), datedif(from, to, "Y"): the unit comes first or last. Takes it out of the operands.
static const char *span_of(slice name, slice *operands, size_t count)
{
    static const foreign_row spans[] = {
        {"datediff", ""}, {"datedif", ""}, {"timestampdiff", ""}, {"difference", ""}};
    if (count != 3 || foreign_find(spans, sizeof spans / sizeof *spans, name) == NULL)
        return NULL;
    const size_t count_of_units = sizeof units / sizeof *units;
    const foreign_row *first = foreign_find(units, count_of_units, unquoted(operands[0]));
    const foreign_row *last = foreign_find(units, count_of_units, unquoted(operands[2]));
    if (first != NULL) {
        operands[0] = operands[1];
        operands[1] = operands[2];
    }
    const foreign_row *unit = first != NULL ? first : last;
    return unit != NULL ? foreign_shape(slice_of(unit->remedy), 2, FOREIGN_ANY) : NULL;
}

slice foreign_call_remedy(arena *a, slice name, const slice *operands, size_t count, foreign_kind first)
{
    slice own[FOREIGN_OPERANDS] = {{NULL, 0}};
    for (size_t i = 0; i < count && i < FOREIGN_OPERANDS; i++)
        own[i] = operands[i];
    const foreign_row *row = foreign_function(name);
    const char *remedy = span_of(name, own, count);
    if (remedy == NULL)
        remedy = foreign_shape(name, count, first);
    if (remedy == NULL && row != NULL)
        remedy = row->remedy;
    return remedy != NULL ? foreign_remedy(a, &(foreign_row){"", remedy}, own, FOREIGN_OPERANDS)
                          : (slice){NULL, 0};
}
