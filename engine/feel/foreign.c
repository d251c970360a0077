// The tables are for people: to teach a further mistake, add a row here and a case to tests/feel/mistakes.txt.
#include "feel/foreign.h"

#include "base/text.h"

#define ROWS(table) (sizeof(table) / sizeof *(table))

static const foreign_row signs[] = {
    {"&&", "write 'and'"},
    {"||", "write 'or'; texts are joined with '+'"},
    {"&", "write 'and'; texts are joined with '+'"},
    {"|", "write 'or'"},
    {"==", "FEEL compares with a single '='"},
    {"===", "FEEL compares with a single '='"},
    {":=", "FEEL compares with a single '='; after the name of an entry it is ':'"},
    {"<>", "write '!='"},
    {"!==", "write '!='"},
    {"! =", "write '!=' without a blank"},
    {"~=", "write '!='"},
    {"^=", "write '!='"},
    {"/=", "write '!='"},
    {"=!", "write '!='"},
    {"><", "write '!='"},
    {"\xE2\x89\xA0", "write '!='"}, // ≠
    {"=>", "write '>='; a function is written function(x) x + 1"},
    {">==", "write '>='"},
    {"\xE2\x89\xA5", "write '>='"}, // ≥
    {"\xE2\xA9\xBE", "write '>='"}, // ⩾
    {"=<", "write '<='"},
    {"<==", "write '<='"},
    {"<=>", "write '=', '<' or '>'"},
    {"\xE2\x89\xA4", "write '<='"}, // ≤
    {"\xE2\xA9\xBD", "write '<='"}, // ⩽
    {"=~", "write matches({0}, {1})"},
    {"!~", "write not(matches({0}, {1}))"},
    {"\xE2\x80\x90", "write '-'"}, // hyphens, dashes and the minus sign of typesetters
    {"\xE2\x80\x91", "write '-'"},
    {"\xE2\x80\x92", "write '-'"},
    {"\xE2\x80\x93", "write '-'"},
    {"\xE2\x80\x94", "write '-'"},
    {"\xE2\x88\x92", "write '-'"},
    {"\xC3\x97", "write '*'"},     // ×
    {"\xC2\xB7", "write '*'"},     // ·
    {"\xE2\x8B\x85", "write '*'"}, // ⋅
    {"\xC3\xB7", "write '/'"},     // ÷
    {"^", "write '**'"},
    {"%", "the remainder is modulo({0}, {1})"},
    {"!", "write not(…)"},
    {"\xC2\xAC", "write not(…)"}, // ¬
    {"+=", "nothing is changed in FEEL; write '{0} + {1}'"},
    {"-=", "nothing is changed in FEEL; write '{0} - {1}'"},
    {"*=", "nothing is changed in FEEL; write '{0} * {1}'"},
    {"++", "nothing is changed in FEEL; write '{0} + 1'"},
    {"??", "write if {0} = null then {1} else {0}"},
    {"?:", "write if {0} = null then {1} else {0}"},
    {"?.", "write '.': an entry of null is null"},
    {"?", "write if … then … else …"},
    {"->", "write '.'"},
    {"::", "write '.'"},
    {";", "parts are separated by ','"},
    {"...", "a range is written [{0}..{1}]"},
    {"\xE2\x80\xA6", "a range is written [{0}..{1}]"}, // …
    {"\xC2\xB2", "write '** 2'"},                      // ²
    {"\xC2\xB3", "write '** 3'"},                      // ³
    {"\xE2\x88\x9A", "write sqrt(…)"},                 // √
    {"\xC2\xBD", "write 0.5"},                         // ½
    {"\xC2\xBC", "write 0.25"},                        // ¼
    {"\xC2\xBE", "write 0.75"},                        // ¾
    {"\xE2\x88\x88", "write 'in'"},                    // ∈
    {"\xE2\x88\x89", "write not({0} in {1})"},         // ∉
    {"\xE2\x88\xA7", "write 'and'"},                   // ∧
    {"\xE2\x88\xA8", "write 'or'"},                    // ∨
    {"${", "write the name without '$' and brackets"},
    {"{{", "write the name without double brackets"},
    {"$", "write the name without '$'"},
    {"@", "write the name without '@'; dates and durations are written @\"2026-01-31\""},
    {"#", "write the name without '#'; a comment begins with '//'"},
    {"\\", "write the division as '/'"},
    {"~", "write not(…)"},
};

static const foreign_row phrases[] = {
    {"is null", "write '= null'"},
    {"isnull", "write '= null'"},
    {"is empty", "write '= null' for what is not stated, '= \"\"' for a text, '= []' for a list"},
    {"is blank", "write '= null'"},
    {"is unknown", "write '= null'"},
    {"is missing", "write '= null'"},
    {"is not null", "write '!= null'"},
    {"notnull", "write '!= null'"},
    {"is not empty", "write '!= null' for what is not stated, '!= \"\"' for a text, '!= []' for a list"},
    {"is not blank", "write '!= null'"},
    {"not null", "write '!= null'"},
    {"not empty", "write '!= null' for what is not stated, '!= \"\"' for a text, '!= []' for a list"},
    {"is not in", "write not({0} in {1})"},
    {"is in", "write 'in'"},
    {"is one of", "write 'in'"},
    {"one of", "write 'in'"},
    {"any of", "write 'in'"},
    {"is not", "write '!='"},
    {"not =", "write '!='"},
    {"isn't", "write '!='"},
    {"is", "write '='"},
    {"are", "write '='"},
    {"equals", "write '='"},
    {"equal", "write '='"},
    {"equal to", "write '='"},
    {"is equal to", "write '='"},
    {"is the same as", "write '='"},
    {"does not equal", "write '!='"},
    {"not equal", "write '!='"},
    {"not equal to", "write '!='"},
    {"is not equal to", "write '!='"},
    {"is different from", "write '!='"},
    {"eq", "write '='"},
    {"ne", "write '!='"},
    {"neq", "write '!='"},
    {"gt", "write '>'"},
    {"ge", "write '>='"},
    {"gte", "write '>='"},
    {"lt", "write '<'"},
    {"le", "write '<='"},
    {"lte", "write '<='"},
    {"greater than", "write '>'"},
    {"is greater than", "write '>'"},
    {"more than", "write '>'"},
    {"is more than", "write '>'"},
    {"larger than", "write '>'"},
    {"is larger than", "write '>'"},
    {"is bigger than", "write '>'"},
    {"exceeds", "write '>'"},
    {"above", "write '>'"},
    {"is above", "write '>'"},
    {"over", "write '>'"},
    {"is over", "write '>'"},
    {"after", "write '>'"},
    {"is after", "write '>'"},
    {"is later than", "write '>'"},
    {"greater than or equal to", "write '>='"},
    {"is greater than or equal to", "write '>='"},
    {"at least", "write '>='"},
    {"is at least", "write '>='"},
    {"less than", "write '<'"},
    {"is less than", "write '<'"},
    {"fewer than", "write '<'"},
    {"smaller than", "write '<'"},
    {"is smaller than", "write '<'"},
    {"below", "write '<'"},
    {"is below", "write '<'"},
    {"under", "write '<'"},
    {"is under", "write '<'"},
    {"before", "write '<'"},
    {"is before", "write '<'"},
    {"is earlier than", "write '<'"},
    {"less than or equal to", "write '<='"},
    {"is less than or equal to", "write '<='"},
    {"at most", "write '<='"},
    {"is at most", "write '<='"},
    {"is between", "write 'between'"},
    {"not in", "write not({0} in {1})"},
    {"not between", "write not({0} between … and …)"},
    {"not like", "write not(starts with({0}, …)), or not(matches({0}, …))"},
    {"not", "write not(…) around what is to be false"},
    {"like", "write starts with({0}, …), contains({0}, …), or matches({0}, …)"},
    {"ilike", "write matches({0}, …, \"i\")"},
    {"rlike", "write matches({0}, {1})"},
    {"regexp", "write matches({0}, {1})"},
    {"matches", "write matches({0}, {1})"},
    {"does not contain", "write not(contains({0}, {1})); of a list, not(list contains({0}, {1}))"},
    {"not contains", "write not(contains({0}, {1})); of a list, not(list contains({0}, {1}))"},
    {"contains", "write contains({0}, {1}); of a list, list contains({0}, {1})"},
    {"includes", "write contains({0}, {1}); of a list, list contains({0}, {1})"},
    {"has", "write contains({0}, {1}); of a list, list contains({0}, {1})"},
    {"starts with", "write starts with({0}, {1})"},
    {"startswith", "write starts with({0}, {1})"},
    {"begins with", "write starts with({0}, {1})"},
    {"ends with", "write ends with({0}, {1})"},
    {"endswith", "write ends with({0}, {1})"},
    {"xor", "write a != b of two truths"},
    {"mod", "the remainder is modulo({0}, {1})"},
    {"div", "the whole part of a quotient is floor({0} / {1})"},
    {"plus", "write '+'"},
    {"minus", "write '-'"},
    {"times", "write '*'"},
    {"divided by", "write '/'"},
    {"to", "a range is written [{0}..{1}]"},
    {"from", "a range is written [{1}..10]"},
    {"within", "a range is written [{1}..10]"},
    {"also", "write 'and'"},
    {"but", "write 'and'"},
    {"but not", "write 'and not(…)'"},
    {"as well as", "write 'and'"},
    {"since", "the time since then is years and months duration({1}, today()), or in days today() - {1}"},
    {"until", "a range is written [{0}..{1}]"},
    {"through", "a range is written [{0}..{1}]"},
    {"thru", "a range is written [{0}..{1}]"},
    {"unless", "write not(…)"},
    {"where", "a filter stands in square brackets: {0}[…]"},
    {"such that", "a filter stands in square brackets: {0}[…]"},
    {"with", "a filter stands in square brackets: {0}[…]"},
    {"include", "write contains({0}, {1}); of a list, list contains({0}, {1})"},
    {"contain", "write contains({0}, {1}); of a list, list contains({0}, {1})"},
    {"do not contain", "write not(contains({0}, {1})); of a list, not(list contains({0}, {1}))"},
    {"isnt", "write '!='"},
    {"doesn't equal", "write '!='"},
    {"same as", "write '='"},
    {"exactly", "write '='"},
    {"is exactly", "write '='"},
    {"either", "write in (…, …)"},
    {"is either", "write in (…, …)"},
    {"greater or equal", "write '>='"},
    {"greater than or equal", "write '>='"},
    {"less or equal", "write '<='"},
    {"less than or equal", "write '<='"},
    {"no more than", "write '<='"},
    {"not more than", "write '<='"},
    {"is not more than", "write '<='"},
    {"no less than", "write '>='"},
    {"not less than", "write '>='"},
    {"is not less than", "write '>='"},
    {"up to", "write '<='"},
    {"or more", "write '>=' before the number"},
    {"or less", "write '<=' before the number"},
    {"higher than", "write '>'"},
    {"is higher than", "write '>'"},
    {"lower than", "write '<'"},
    {"is lower than", "write '<'"},
    {"older than", "write '>'"},
    {"is older than", "write '>'"},
    {"younger than", "write '<'"},
    {"is younger than", "write '<'"},
    {"later than", "write '>'"},
    {"earlier than", "write '<'"},
    {"is on or after", "write '>='"},
    {"is on or before", "write '<='"},
    {"on or after", "write '>='"},
    {"on or before", "write '<='"},
    {"no later than", "write '<='"},
    {"not later than", "write '<='"},
    {"is no later than", "write '<='"},
    {"no earlier than", "write '>='"},
    {"not earlier than", "write '>='"},
    {"is no earlier than", "write '>='"},
    {"sorted by", "write sort({0}, function(a, b) a.{1} < b.{1})"},
    {"sort by", "write sort({0}, function(a, b) a.{1} < b.{1})"},
    {"ordered by", "write sort({0}, function(a, b) a.{1} < b.{1})"},
    {"order by", "write sort({0}, function(a, b) a.{1} < b.{1})"},
    {"when", "write if … then … else …"},
    {"elseif", "write else if … then … else …"},
    {"elif", "write else if … then … else …"},
    {"endif", "leave it out: 'if' ends with what follows 'else'"},
    {"end", "leave it out: nothing is closed in FEEL"},
    {"as", "a value keeps its type; convert it with string(…) or number(…)"},
    {"?", "write if … then … else …"},
    {"??", "write if {0} = null then {1} else {0}"},
    {"?:", "write if {0} = null then {1} else {0}"},
    {"&&", "write 'and'"},
};

static const foreign_row constants[] = {
    {"true", "write 'true' in lower case"},
    {"false", "write 'false' in lower case"},
    {"yes", "write 'true'; a text stands in quotes"},
    {"no", "write 'false'; a text stands in quotes"},
    {"null", "write 'null' in lower case"},
    {"none", "write 'null' in lower case; a text stands in quotes"},
    {"nil", "write 'null' in lower case"},
    {"undefined", "write 'null' in lower case"},
    {"nothing", "write 'null' in lower case"},
    {"n/a", "write 'null' in lower case"},
    {"na", "write 'null' in lower case; a text stands in quotes"},
    {"nan", "there is no such number: what has no value is null"},
    {"infinity", "leave that end of a comparison or range out"},
    {"pi", "write 3.14159265358979"},
    {"\xCF\x80", "write 3.14159265358979"},
    {"zero", "write 0"},
    {"one", "write 1"},
    {"two", "write 2"},
    {"three", "write 3"},
    {"four", "write 4"},
    {"five", "write 5"},
    {"six", "write 6"},
    {"seven", "write 7"},
    {"eight", "write 8"},
    {"nine", "write 9"},
    {"ten", "write 10"},
    {"eleven", "write 11"},
    {"twelve", "write 12"},
    {"hundred", "write 100"},
    {"empty", "write null for what is not stated, \"\" for a text, [] for a list"},
    {"blank", "write null for what is not stated, \"\" for a text, [] for a list"},
    {"unknown", "write null; a text stands in quotes"},
    {"missing", "write null; a text stands in quotes"},
    {"currentdate", "write today()"},
    {"sysdate", "write today()"},
    {"currenttimestamp", "write now()"},
    {"this", "write 'item' in a filter, '?' in a unary test"},
    {"self", "write 'item' in a filter, '?' in a unary test"},
};

const foreign_row *foreign_sign(slice text)
{
    const foreign_row *longest = NULL;
    for (size_t i = 0; i < ROWS(signs); i++) {
        slice sign = slice_of(signs[i].spelling);
        if (slice_starts_with(text, sign) && (longest == NULL || sign.len > strlen(longest->spelling)))
            longest = &signs[i];
    }
    return longest;
}

static bool goes_on(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           (unsigned char)c >= 0x80;
}

/// The bytes that the phrase takes at the beginning of the text, runs of blanks counting as one; 0 if it is not there.
static size_t phrase_length(slice text, const char *phrase)
{
    size_t at = 0;
    for (; *phrase != '\0'; phrase++) {
        if (at >= text.len || small_letter(text.ptr[at]) != *phrase)
            return 0;
        at++;
        while (*phrase == ' ' && at < text.len && text.ptr[at] == ' ')
            at++;
    }
    return at < text.len && goes_on(text.ptr[at - 1]) && goes_on(text.ptr[at]) ? 0 : at;
}

const foreign_row *foreign_phrase(slice text, size_t *length)
{
    const foreign_row *longest = NULL;
    *length = 0;
    for (size_t i = 0; i < ROWS(phrases); i++) {
        size_t here = phrase_length(text, phrases[i].spelling);
        if (here > *length) {
            *length = here;
            longest = &phrases[i];
        }
    }
    return longest;
}

bool foreign_same_name(slice a, slice b)
{
    size_t i = 0;
    size_t j = 0;
    for (;;) {
        while (i < a.len && (a.ptr[i] == ' ' || a.ptr[i] == '_'))
            i++;
        while (j < b.len && (b.ptr[j] == ' ' || b.ptr[j] == '_'))
            j++;
        if (i == a.len || j == b.len)
            return i == a.len && j == b.len && a.len > 0;
        if (small_letter(a.ptr[i++]) != small_letter(b.ptr[j++]))
            return false;
    }
}

const foreign_row *foreign_find(const foreign_row *rows, size_t count, slice name)
{
    for (size_t i = 0; i < count; i++) {
        if (foreign_same_name(slice_of(rows[i].spelling), name))
            return &rows[i];
    }
    return NULL;
}

const foreign_row *foreign_constant(slice name)
{
    return foreign_find(constants, ROWS(constants), name);
}

slice foreign_remedy(arena *a, const foreign_row *row, const slice *operands, size_t count)
{
    static const slice number = SLICE_INIT("{#1}");
    text_builder out = {.arena = a};
    for (slice rest = slice_of(row->remedy); rest.len > 0;) {
        const bool hole = rest.len > 2 && rest.ptr[0] == '{' && rest.ptr[1] >= '0' &&
                          rest.ptr[1] < '0' + FOREIGN_OPERANDS && rest.ptr[2] == '}';
        const size_t which = hole ? (size_t)(rest.ptr[1] - '0') : 1;
        const bool given = which < count && operands[which].len > 0;
        const bool amount = slice_starts_with(rest, number);
        if (hole)
            text_add(&out, given ? operands[which] : SLICE("…"));
        else if (amount)
            text_add(&out, given && slice_is_digits(operands[which]) ? operands[which] : SLICE("30"));
        else
            text_add_byte(&out, rest.ptr[0]);
        rest = slice_part(rest, hole ? 3 : amount ? number.len : 1, rest.len);
    }
    return text_result(&out);
}
