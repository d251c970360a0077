/// The expression language FEEL (OMG DMN 1.5, chapter 10). This header is the room's public one, and declares what its files offer to
/// others; decision tables are in decision_table.h, dates in temporal.h, and engine/reason/ also reads the tree (ast.h).
///
///   text ──parse──► expression ──evaluate──► value
///
/// An expression is immutable and may be evaluated by several threads at once, each with a machine of its own.
#ifndef ADVISE_FEEL_FEEL_H
#define ADVISE_FEEL_FEEL_H

#include "base/arena.h"
#include "base/diag.h"
#include "feel/type.h"
#include "feel/value.h"

typedef struct feel_expression feel_expression;

/// A name that expressions may use. The position in the scope is the position of its value at evaluation.
typedef struct feel_variable {
    slice name;                 ///< may contain spaces
    const feel_type *type;      ///< NULL: any
    const feel_value *constant; ///< its value if it never changes (a pack's constant), else NULL
    /// Variables that are read whenever this one is: what a called table reads besides its arguments.
    const size_t *reads;
    size_t read_count;
} feel_variable;

/// Variables by their names, for scopes of many.
typedef struct feel_names feel_names;

/// A name that has been taken back: whoever uses it is told so, and not that it is unknown.
typedef struct feel_withdrawn {
    const char *what; ///< "fact"
    slice type;       ///< of a field: the name of the record type; empty for a variable
    slice name;
    slice hint;
} feel_withdrawn;

typedef struct feel_scope {
    const feel_variable *variables;
    size_t count;
    const feel_names
        *names; ///< of the first variables, from `feel_names_new`; NULL: they are searched one by one
    /// Names of record types that `instance of` may use, as (name, type); may be NULL.
    const feel_field *types;
    size_t type_count;
    /// True: an unknown name, a type that can never fit and a value that is not allowed are errors.
    /// False: they are null at run time, as the standard says.
    bool strict;
    /// True if nobody looks at the expression after this: what `advise check` finds in packs, such as ranges in which nothing lies, is
    /// warned of here.
    bool alone;
    /// True if every variable and field has a name of one word, so that parsing need not look for longer ones.
    bool single_words;
    const char *noun; ///< what messages call an unknown name; NULL: "fact"
    const feel_withdrawn *withdrawn;
    size_t withdrawn_count;
} feel_scope;

/// What callers need to know of a named function.
typedef struct feel_signature {
    slice name;
    const feel_field *parameters; ///< type NULL: any
    size_t parameter_count;
    const feel_type *result; ///< what the body's value is coerced to; NULL: any
} feel_signature;

/// An index of the variables' names, for every scope that begins with these variables.
const feel_names *feel_names_new(arena *a, const feel_variable *variables, size_t count);

/// The scope with further variables behind its own, which win over those of the same name.
feel_scope feel_scope_with(arena *a, const feel_scope *scope, const feel_variable *variables, size_t count);

/// Parses and checks one expression. Adds a diagnostic for everything that is wrong.
/// @param source  kept (borrowed) by the expression; its text is at most 64 KiB, else an error
/// @return NULL if there was an error; allocated from `a`
const feel_expression *feel_parse(arena *a, const source_text *source, const feel_scope *scope,
                                  diag_list *diags);

/// The same for unary tests ("[1..5], >10", "-", not("a")): the expression tests the value `?`, which
/// `feel_evaluate_tests` is given.
/// @param input  the type of the tested value; NULL: any
const feel_expression *feel_parse_unary_tests(arena *a, const source_text *source, const feel_scope *scope,
                                              const feel_type *input, diag_list *diags);

/// The `for` of a rule: "memo in memos, matter in matters[open]": a list of contexts, one entry for each variable, one context
/// for each combination, in order. Written as FEEL's `for … return {…}` would be.
/// @param variables  receives the loop variables with their types, in order, allocated from `a`
const feel_expression *feel_parse_iterations(arena *a, const source_text *source, const feel_scope *scope,
                                             diag_list *diags, const feel_variable **variables,
                                             size_t *variable_count);

/// The body of a named function, an expression over its parameters and the scope. The expression is the function itself;
/// `feel_function_value` makes a value of it.
/// @param function  kept: name, parameters, and the result's type, with which the static type of the body must fit
const feel_expression *feel_parse_function(arena *a, const source_text *body, const feel_signature *function,
                                           const feel_scope *scope, diag_list *diags);

/// The function as a value: a variable that has it can be called.
/// What its body reads of the scope, a call finds in the values that the evaluation was given.
feel_value feel_function_value(arena *a, const feel_expression *function);

/// The type of such a function: its parameters by name, and its result.
const feel_type *feel_function_type(arena *a, const feel_signature *function);

/// True if a built-in has the name.
bool feel_is_builtin(slice name);

/// Reads a type as `instance of` takes it: "list<number>", "context<name: string>", "days and time duration". NULL, with a diagnostic,
/// if the text is not a type or, in a strict scope, names an unknown one; in other scopes an unknown name gives NULL alone.
const feel_type *feel_parse_type(arena *a, const source_text *source, const feel_scope *scope,
                                 diag_list *diags);

/// The static type of what the expression gives. Never NULL.
const feel_type *feel_expression_type(const feel_expression *e);

/// The text that the expression was parsed from.
slice feel_expression_text(const feel_expression *e);

/// Where that text stands.
place feel_expression_place(const feel_expression *e);

/// True if two texts are the same expression: white space, comments, and how a number is written (0.5, 0.50) make no difference.
bool feel_same_text(slice a, slice b);

/// The positions in the scope of the variables that the expression mentions, and of those that calls of these read, ascending, each once.
const size_t *feel_expression_reads(const feel_expression *e, size_t *count);

/// True if the expression mentions neither a variable nor the clock, so that its value never changes.
bool feel_expression_is_constant(const feel_expression *e);

// --- evaluation ---

/// What evaluation noticed although FEEL only answers null: a regular expression that hit its limit.
typedef struct feel_warning {
    const char *code; ///< "regex-limit", …
    slice message;
} feel_warning;

/// A name or path that was null when evaluation read it: what an undetermined condition waits for.
typedef struct feel_unknown {
    size_t variable;            ///< position in the scope
    const feel_context *record; ///< the record whose field is null, or NULL: the variable itself
    slice field;                ///< the name of that field; empty with `record` NULL
} feel_unknown;

/// Unknowns, each once.
typedef struct feel_unknown_list {
    feel_unknown *items;
    size_t count, capacity;
} feel_unknown_list;

/// What one thread needs to evaluate: memory, limits, the clock, and what it noticed. Fill in by `feel_machine_init`;
/// the fields above the line may then be set.
typedef struct feel_machine {
    arena *arena;       ///< results and intermediate values
    int64_t steps_left; ///< evaluation steps before the machine stops with `exhausted`; 10 million at first
    feel_clock clock;
    /// Null stands for a value that nobody knows: what is computed from it is unknown too, unless it is compared with the literal
    /// null. This is the meaning of a pack's expressions; to FEEL itself null is a value, and not equal to others.
    bool open_unknowns;
    /// For each of the first variables of the scope: its value may change as more becomes known. NULL: none may.
    const bool *provisional;
    size_t provisional_count;
    bool trace_unknowns;      ///< collect `unknowns`
    struct feel_trace *trace; ///< records what each part gives (explain_tree); NULL: nothing does
    const struct feel_table_watch
        *watch; ///< is told of calls of decision tables (called_table.h); NULL: nobody is
    const struct ending_index
        *ending_index; ///< for `ending()`, if many memos are judged; NULL: there is none
    // ---- written by evaluation ----
    bool exhausted; ///< the step budget was used up: every result since then is null and must not be used
    unsigned depth;
    const feel_value *values; ///< those that the evaluation was given
    size_t value_count;
    unsigned tables; ///< depth of calls of decision tables
    unsigned calls;  ///< depth of calls of functions written in FEEL
    /// A result depends on a comparison with the literal null of something that is unknown: it may change as more becomes known. Whoever
    /// asks sets it to false before.
    bool null_tested;
    unsigned both_ways; ///< `if`s around whose condition is unknown, so that both branches are evaluated
    bool calls_stopped; ///< they went too deep: all of them give null until the outermost one returns
    feel_warning *warnings;
    size_t warning_count, warning_capacity;
    feel_unknown_list unknowns; ///< while they are traced: what was met and leaves the result open
    feel_unknown_list tested;   ///< while they are traced: what was compared with the literal null
    struct feel_regex_space
        *regex; ///< match data, JIT stack and compiled patterns (regex.c), made on first use
    struct feel_endings
        *endings; ///< the verdicts on memos that were asked for last (builtin_advice.c), made on first use
    const struct feel_regex
        *literal_regex; ///< during a call whose pattern is constant: compiled with the expression
} feel_machine;

/// A machine that allocates from `a`, with the default limits and no clock.
void feel_machine_init(feel_machine *m, arena *a);

/// For the `ending_index` of machines that judge many memos; lives in `a`. Call below `arena_run(a)`.
const struct ending_index *feel_ending_index_new(arena *a);

/// Reports that a machine was exhausted.
/// @param file  if there is no place to report, the message begins with this name, unless it is empty
void feel_report_exhausted(diag_list *diags, place where, slice file);

/// Evaluates. `values` holds one value for each variable of the scope that the expression was parsed in, in order.
/// Anything that goes wrong gives null, as FEEL says. Call below `arena_run(m->arena)`.
feel_value feel_evaluate(feel_machine *m, const feel_expression *x, const feel_value *values, size_t count);

/// True if the value is true. No operand of `and` behind one that is not true is looked at, so less is noted of what is unknown or tested.
bool feel_holds(feel_machine *m, const feel_expression *x, const feel_value *values, size_t count);

/// Receives what the variables of `feel_parse_iterations` stand for, one after the other.
typedef struct feel_binder {
    void *state;
    /// All variables are bound; false: go no further.
    bool (*bound)(void *state);
    /// The first `known` variables are bound, and it is unknown how to go on. If `in_doubt`, the last of them may not be in its list;
    /// otherwise the list of the next one is unknown.
    void (*open)(void *state, size_t known, bool in_doubt);
} feel_binder;

/// Goes over all that the variables stand for. Each list is looked at for itself: one that is unknown leaves only its own items open.
/// @param values    as for `feel_evaluate`
/// @param bindings  receives what the variables stand for, before each call of the binder's functions
void feel_bind(feel_machine *m, const feel_expression *iterations, const feel_value *values, size_t count,
               feel_value *bindings, const feel_binder *to);

/// Evaluates unary tests of `input`: true, false, or null.
feel_value feel_evaluate_tests(feel_machine *m, const feel_expression *x, feel_value input,
                               const feel_value *values, size_t count);

/// The values and ranges that unary tests list, in order. NULL if they do anything else: "-", `not(…)`, a test that computes
/// with `?`. The tests must be ones that parsed in an empty scope.
const feel_value *feel_tests_values(feel_machine *m, const feel_expression *x, size_t *count);

// --- how unary tests are written: the cells of decision tables ---

typedef enum feel_tests_form {
    FEEL_TESTS_ANY,        ///< `-`: always true
    FEEL_TESTS_NEGATED,    ///< `not(…)`
    FEEL_TESTS_COMPARISON, ///< one test with an operator: `>= 5`
    FEEL_TESTS_LITERAL,    ///< one literal
    FEEL_TESTS_OTHER,
} feel_tests_form;

feel_tests_form feel_tests_form_of(const feel_expression *tests);

/// True if the tests decide about an input that is null: they name null, or mention `?`.
bool feel_tests_answer_null(const feel_expression *tests);

/// One of the tests: a value that the input must equal, or a range that it must lie in.
typedef struct feel_test_part {
    feel_value value;
    bool differs; ///< written `!= value`
} feel_test_part;

/// The tests as values and ranges. False if they are not fixed: they mention `?`, the clock, or a variable that is not a constant.
/// @param negated  receives true if the input must meet none of them
/// Call below `arena_run(m->arena)`; the parts live in m->arena.
bool feel_tests_parts(feel_machine *m, const feel_expression *tests, const feel_scope *scope,
                      const feel_test_part **parts, size_t *count, bool *negated);

// --- syntax, for tools ---

typedef struct feel_token {
    const char *kind; ///< "number", "string", "temporal" (@"…"), "name", "keyword", "symbol", "bad"
    size_t offset, length;
} feel_token;

/// The tokens of a text, up to and including the first bad one. A name of several words is several tokens.
const feel_token *feel_tokens(arena *a, slice text, size_t *count);

/// One node of the tree, in the order of reading; `depth` says below which other node.
typedef struct feel_syntax_row {
    unsigned depth;
    const char *kind; ///< "comparison", "call", …
    const char *role; ///< what it is to its parent: "left", "argument", …; of the root "whole"
    slice label;      ///< the name of an entry, argument or loop variable; else empty
    slice detail;     ///< an operator, a name, a literal; else empty
    size_t offset, length;
    const feel_type *type; ///< NULL: any
} feel_syntax_row;

const feel_syntax_row *feel_syntax(arena *a, const feel_expression *x, size_t *count);

/// The keywords, in alphabetical order; ends with NULL.
const char *const *feel_keywords(void);

// --- built-ins, for manuals and completion ---

/// One row of the table of built-in functions.
typedef struct feel_function_help {
    slice name;
    slice signature; ///< "substring(string, start position, length?)"
    slice summary;   ///< one line
    bool extension;  ///< not in the standard
} feel_function_help;

size_t feel_function_count(void);
/// The row with the index `index`, below `feel_function_count()`; several rows may share a name.
feel_function_help feel_function_describe(arena *a, size_t index);

#endif
