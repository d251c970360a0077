/// What the checker says beyond "this does not fit": hints on what to write instead, and warnings about what certainly gives null or false
/// although it is FEEL. Private to the checker's files.
#ifndef ADVISE_FEEL_TYPECHECK_ADVICE_H
#define ADVISE_FEEL_TYPECHECK_ADVICE_H

#include "feel/typecheck.h"

/// The text of a node, shortened.
slice advice_text(const checker *c, const node *n);

/// True, with the literals that were meant, for arithmetic that looks like a date: 2024-12-31, 12/31/2024.
bool advice_date_without_quotes(const checker *c, const node *n, slice *date);

// --- hints, for the newest diagnostic; each is false if it knows nothing ---

/// For a name that nothing has. `beside` is the type of what it is compared with; NULL: nothing is known of that.
bool hint_name(checker *c, slice name, const feel_type *beside);
/// True if a text may be compared with a value of the type.
bool hint_is_text(const feel_type *type);
/// True if the word is among the values that a text, or the items of a list of texts, may have.
bool hint_is_allowed(const feel_type *type, slice word);
/// What the items of a list are called in a hint: by the first letter of its name, unless something has that name.
slice advice_variable(const checker *c, slice list);
/// What finds an item in a list: `list contains(skills, "x")`, or with the field of records that it is in, as their type tells.
/// @param op    a comparison
/// @param item  also a name that nothing has, which is taken for a text
slice advice_search(const checker *c, operator_kind op, const node *list, const node *item);
/// For a name that nothing has and that was looked for in a list of records; unless there is a hint already.
void hint_search(checker *c, const node *list, const node *name);
/// The values that a text is several of, each in quotes; empty if the type has no closed list, or it is none or one of them.
slice advice_several(const checker *c, const feel_type *type, const node *text);
/// For a text that is several of the values that the type allows: "small;large".
bool hint_several(checker *c, slice subject, const feel_type *type, const node *literal, literal_use use);
/// For a function that nobody has, by its call.
bool hint_function(checker *c, const node *call, slice name);
/// For a function that other languages have, also if FEEL has one of that name with other parameters.
bool hint_foreign(checker *c, const node *call, slice name);
/// For a field that values do not have: `skills.length`, `name.startsWith("D")`.
bool hint_member(checker *c, const node *path);

/// For arithmetic without a value: a function that is not called, a text that is to be a duration.
bool hint_arithmetic(checker *c, const node *n);
/// For a value that is no truth, where one must stand.
void hint_truth(checker *c, const node *n);
/// For `size = "small" or "medium"`: the newest diagnostic is about the operand `odd`.
void hint_choice(checker *c, const node *connective, const node *odd);

/// The part of a comparison of types that never meet that a message should mark, and its hint (empty: none).
typedef struct mismatch_advice {
    const node *marked;
    slice hint;
} mismatch_advice;
mismatch_advice advise_mismatch(checker *c, const node *where, const node *left, const node *right);

// --- warnings; only in a strict scope ---

/// Adds a warning about a node; an empty hint is none.
void advice_warn(checker *c, const node *at, const char *code, slice message, slice hint);
/// The value of a literal of the kind; NULL for any other node.
const feel_value *advice_literal(const node *n, feel_kind kind);
/// True, with the value, for a literal that is an integer.
bool advice_whole(const node *n, int64_t *out);

/// About the arguments of a built-in: texts that are no dates, things that cannot be added, lists for texts.
void warn_of_call(checker *c, const node *call);
/// About `list contains` of what is no item of such a list.
void warn_of_search(checker *c, const node *call);
/// About a call of what is no function: `size(list)` if size is a text, `list(1)`, `string.length(x)`.
void warn_of_callee(checker *c, const node *call);
/// About an expression that is only the name of a function without parameters: `today`.
void warn_of_function_itself(checker *c, const node *root);
/// About dates without quotes, and numbers that are added to dates. `beside` as for `hint_name`.
void warn_of_arithmetic(checker *c, const node *n, const feel_type *beside);
/// About a duration compared with a number.
void warn_of_comparison(checker *c, const node *where, const node *left, const node *right);
/// About ends of a range or of `between` that stand in the wrong order, if the scope says that nobody else looks.
void warn_of_ends(checker *c, const node *where, const node *low, const node *high, bool is_range);
/// About a test such as `2020-2024`, `[5-10]` or "small, large".
/// @param tested  the type of what is tested; NULL: nothing is known of it
void warn_of_test(checker *c, const node *test, const feel_type *tested);
/// About several texts in one, where the type of what is tested allows any text.
void warn_of_several(checker *c, const node *test, const feel_type *tested);
/// About two tests that look like one number with a comma: `> 0,75`.
void warn_of_decimal_comma(checker *c, const node *first, const node *second);
/// About item 0 of a list.
void warn_of_filter(checker *c, const node *filter);

#endif
