/// A compiled pack: what `pack_load` makes of a folder of YAML files. Immutable, shared by threads.
#ifndef ADVISE_PACK_PACK_H
#define ADVISE_PACK_PACK_H

#include "base/arena.h"
#include "base/diag.h"
#include "feel/called_table.h"
#include "feel/feel.h"
#include "input/file.h"

/// Several rules may conclude one fact; this says which of them counts (DMN's words).
typedef enum hit_policy { HIT_FIRST, HIT_UNIQUE, HIT_ANY, HIT_COLLECT } hit_policy;

typedef enum effort { EFFORT_NONE, EFFORT_LOW, EFFORT_MEDIUM, EFFORT_HIGH } effort;

typedef enum horizon {
    HORIZON_NONE,
    HORIZON_TODAY,
    HORIZON_THIS_WEEK,
    HORIZON_THIS_MONTH,
    HORIZON_THIS_QUARTER,
    HORIZON_THIS_YEAR,
} horizon;

/// Something that rules may cite.
typedef struct pack_source {
    slice id, title, point;
    place where;
    size_t level; ///< index of the pack level that defines it
} pack_source;

/// One of the values that a fact may have, or a range of them. Texts are bare, all else is a FEEL literal.
typedef struct allowed_value {
    bool is_range;
    slice low, high; ///< of a range: its ends, empty if it has none; else the value is `low`
    bool low_closed, high_closed;
} allowed_value;

/// A declared fact, or a field of a record type.
typedef struct fact {
    slice name;
    const feel_type *type; ///< enumerations carry their allowed values; record types are closed contexts
    bool is_text;          ///< declared `text`: a string that a profile may give as NAME_file: PATH
    bool required;
    bool derived;
    hit_policy policy; ///< of a derived fact
    bool has_default;
    feel_value default_value; ///< of a derived fact that no rule concludes
    bool fixed;               ///< nobody can change it once it is known
    bool early;               ///< an interview asks for it before others that matter
    double change_cost;       ///< how hard a change is, beside those of others; above 0
    slice unit, ask, description;
    slice topic;                    ///< the section of a form in which it is asked for; empty if none
    slice allowed_text;             ///< FEEL unary tests as written; empty if none
    const feel_expression *allowed; ///< the same, parsed; NULL if none. For a list: tests of each item
    const allowed_value
        *allowed_values; ///< the same as a list, for schemas and forms; NULL if they are written otherwise
    size_t allowed_count;
    const struct record_type *record; ///< the record type of the fact or of its items, else NULL
    place where;                      ///< of its name
    size_t level;                     ///< index of the pack level that declares it
} fact;

/// True if its values, or the items of its list, are numbers without fractions.
static inline bool fact_is_whole(const fact *f)
{
    const feel_type *type = f->type->kind == FEEL_TYPE_LIST ? f->type->element : f->type;
    return type != NULL && type->whole;
}

/// A record type of the vocabulary: what the items of a list of records hold.
typedef struct record_type {
    slice name, description;
    const feel_type *type;
    const fact *fields;
    size_t field_count;
    ptrdiff_t key;      ///< index of the field that names an item, -1 if none
    bool holds_derived; ///< rules conclude fields of it, or of records that it holds
    place where;
    size_t level;
} record_type;

/// A field of a record type that rules conclude, for one record after the other.
typedef struct derived_field {
    size_t type;          ///< index in the pack
    size_t field;         ///< index in the type
    const fact *declared; ///< the field itself
    slice name;           ///< TYPE.FIELD, for messages
    const size_t *rules;  ///< those that conclude it, in file order
    size_t rule_count;
} derived_field;

/// What is derived next: a fact, or a field of all records that have it.
typedef struct derivation_step {
    bool is_field;
    size_t index; ///< in the pack's facts or derived fields
} derivation_step;

/// A text with {{expressions}}: literal and expression pieces in turn.
typedef struct template_piece {
    slice literal; ///< if `expression` is NULL
    const feel_expression *expression;
} template_piece;

typedef struct template_text {
    slice text; ///< as written
    const template_piece *pieces;
    size_t count;
} template_text;

/// Something that can be advised.
typedef struct recommendation {
    slice id;
    template_text title;
    template_text summary; ///< no pieces: none
    slice about;           ///< the variable that it is about; empty: given at most once
    const feel_type
        *about_type; ///< what all its rules bind the variable to; NULL if they differ, or it is about nothing
    int priority;    ///< 1 to 100; if it is computed, 1
    bool computes_priority;               ///< each rule for it has the expression, in its own scope
    double lowest_amount, highest_amount; ///< of what is computed: they become the priorities 1 and 100
    slice priority_text;                  ///< as written, with its range
    uint32_t
        order; ///< its place among all of the pack if scores are equal: higher priority first, then by id
    effort effort;
    horizon horizon;
    /// Next steps are templates over the scope of the rule whose evidence is shown: the parsed forms stand with
    /// the rules (`rule.next_steps`), since each rule binds other variables. Here: as written.
    const slice *next_steps;
    const place *next_step_places;
    size_t next_step_count;
    const size_t *excludes; ///< indexes of recommendations
    size_t exclude_count;
    const size_t
        *rivals; ///< those that it excludes, and those that exclude it: the lower-ranked one is withheld
    size_t rival_count;
    ptrdiff_t whole;     ///< index of the recommendation that it is a part of; -1: of none
    slice group;         ///< the name that it shares with its alternatives; empty if it has none
    size_t group_number; ///< the same as a number from 1; 0 if it has none
    place where;
    size_t level;
} recommendation;

typedef enum rule_kind {
    RULE_RECOMMENDS,
    RULE_CONCLUDES,       ///< a derived fact
    RULE_CONCLUDES_FIELD, ///< a derived field of the record that one of its variables is
    RULE_ANSWERS,         ///< a row of a table that expressions call: its variables are the parameters
} rule_kind;

/// A decision table. Its rows are rules of the pack, one after the other; the hit policy decides which of them count.
typedef struct pack_table {
    slice id;
    feel_table
        form; ///< of a concluding table each output is of the value; a recommending one has `ranks` for priority
    size_t first_rule; ///< of the first row
    const feel_expression
        *default_value;              ///< what it concludes if every row is known not to match; NULL: nothing
    const feel_called_table *called; ///< it has parameters, and expressions call it; else NULL
    size_t function;                 ///< then its index among the constants
    place where;                     ///< of its id
    size_t level;                    ///< of the pack that defines it; its rows may be from others
} pack_table;

/// What the list is that a variable of a rule's `for` runs over: `LIST_COMPUTED`, `LIST_OF_FACT` (or in records of a fact), or, from 0
/// on, the variable in whose record it is. While a list is unknown that is not computed, no record that is known is in it.
enum { LIST_COMPUTED = -2, LIST_OF_FACT = -1 };

/// When something is in force. Both days are included; null: no such end.
typedef struct pack_period {
    feel_value from, until; ///< FEEL_DATE
} pack_period;

/// A rule. Its expressions are parsed in the scope: facts, constants, then the loop variables.
typedef struct rule {
    slice id;
    rule_kind kind;
    const feel_expression *iterations; ///< NULL: no `for`
    const feel_variable *variables;    ///< the loop variables
    size_t variable_count;
    /// Index into `variables` of what the recommendation is about, or whose field is concluded; -1 if there is none.
    ptrdiff_t about_variable;
    const feel_expression *when;      ///< NULL: always
    const feel_expression *certainty; ///< NULL: 1
    const feel_expression *value;     ///< of a concluding rule
    size_t target;                    ///< index of the recommendation, the fact or the derived field
    const size_t
        *fields; ///< the derived fields that its condition, value, certainty and lists read, ascending
    size_t field_count;
    const ptrdiff_t *lists; ///< of a rule that concludes a field: for each variable what its list is
    template_text because;
    /// For a recommending rule: the recommendation's next steps, parsed in this rule's scope; a step that mentions a
    /// variable that this rule does not bind has no pieces. One for each of the recommendation's steps.
    const template_text *next_steps;
    template_text title;             ///< the recommendation's title, likewise
    const feel_expression *priority; ///< the recommendation's priority if it is computed, likewise; else NULL
    const size_t *sources;           ///< indexes of sources
    size_t source_count;
    slice note;
    place where;       ///< of its id; of a table's row, where that begins
    size_t level;      ///< index of the pack level that defines it
    size_t changed_by; ///< index of the last level whose override changed it; `level` if none did
    pack_period period;
    bool out_of_force; ///< in a pack at a date (pack/dated.h): it is not in force then
    /// What it is a row of: its id is TABLE/ROW, `when` is its cells as one condition; NULL for a rule that stands alone.
    const pack_table *table;
} rule;

/// What in a profile is unlikely or contradicts itself.
typedef struct profile_check {
    slice id;
    const feel_expression *when; ///< over stated facts: if it is true, there is a warning
    template_text because;       ///< the warning
    slice outline;               ///< the same as it is written, with "…" in place of each expression
    size_t level;
} profile_check;

/// What a constant is from a day on.
typedef struct dated_value {
    feel_value from;
    const feel_expression *expression;
    feel_value value;
    slice text;
    place where;
} dated_value;

/// A constant, or a function: a constant whose value is a function.
typedef struct pack_constant {
    slice name;
    feel_value value;
    const feel_type *type;
    slice text; ///< the expression, or the body
    bool is_function;
    bool is_table;            ///< a function that is a decision table
    size_t table;             ///< then its index among the tables
    feel_signature signature; ///< of a function
    const size_t *reads;      ///< what the body of a function, or all that a table holds, reads of the scope
    size_t read_count;
    const feel_expression *body; ///< or the constant's expression
    slice description;           ///< of a function; empty if none
    const dated_value *dated;    ///< its values by date, ascending; NULL: it has one
    size_t dated_count;
    bool reads_dated; ///< it has values by date, or reads one that has
    place where;
    size_t level;
} pack_constant;

/// A finding that the pack allows.
typedef struct allowance {
    slice check;       ///< the code
    const char *about; ///< "rule", "recommendation", "fact", "source", "constant", "function" or "type"
    slice id;
    slice reason;
    place where;
    bool inherited; ///< of a pack that this one extends
} allowance;

/// A pack that a level extends itself.
typedef struct pack_base {
    slice name; ///< by which it was found: its name, or a relative path
    size_t level;
} pack_base;

/// A pack is a folder and all folders that it extends: its levels.
typedef struct pack_level {
    slice folder; ///< as given, or as it was found
    slice name, version, title;
    const pack_base *bases; ///< in the order in which it names them
    size_t base_count;
} pack_level;

/// A file that a pack was read from.
typedef struct pack_input {
    size_t level;
    slice name; ///< below the level's folder
    slice text; ///< as it was read
} pack_input;

/// The office whose sheets people take home. What is not given is empty.
typedef struct pack_office {
    slice name, closing;
    slice logo;            ///< the bytes of the file
    const char *logo_type; ///< "image/png" or "image/svg+xml"; "" without a logo
} pack_office;

typedef struct pack {
    arena *arena;             ///< owns everything, this struct included
    slice folder;             ///< as given
    const pack_level *levels; ///< the base first, the pack itself last
    size_t level_count;
    slice name, version, title, description;
    pack_office office; ///< each of its keys from the last level that gives it
    double threshold;   ///< certainty that must be exceeded; 0.2 unless the pack says otherwise
    const pack_source *sources;
    size_t source_count;
    const fact *facts; ///< in the order of the vocabulary; the position is the slot in `scope`
    size_t fact_count;
    const record_type *types;
    size_t type_count;
    const pack_constant *constants; ///< functions, then constants: slots fact_count … in `scope`
    size_t constant_count;
    const recommendation *recommendations;
    size_t recommendation_count;
    size_t group_count; ///< of alternatives
    bool has_entries;   ///< some are parts or alternatives: not each is an entry of its own
    const rule *rules;  ///< with the rows of tables, as written: the base first, then by file
    size_t rule_count;
    size_t most_variables; ///< of any rule: an evaluation needs room for them behind the values of `scope`
    const pack_table *tables;
    size_t table_count;
    const derived_field *derived_fields; ///< in the order of the types, then of their fields
    size_t derived_field_count;
    /// Derived facts and fields, each after those that it depends on.
    const derivation_step *steps;
    size_t step_count;
    /// The derived facts alone, in the same order: their indexes.
    const size_t *derivation_order;
    size_t derivation_count;
    /// For each fact, the rules that conclude it, in file order.
    const size_t *const *concluding_rules;
    const size_t *concluding_counts;
    const profile_check *profile_checks;
    size_t profile_check_count;
    bool is_dated; ///< it says something by date: apply it at one (pack/dated.h)
    const allowance *allowances;
    size_t allowance_count;
    feel_scope scope; ///< facts, functions, constants
    const struct pack_records
        *records; ///< as written, with what overrides changed: see pack/listing.h. NULL in a compiled pack
    uint64_t content;         ///< of a compiled pack: see pack/content.h
    const pack_input *inputs; ///< in the order in which they were read; none in a compiled pack
    size_t input_count;
} pack;

/// True if what this level says is the pack's own. What its bases say is for those who keep the bases to check and to test.
static inline bool pack_is_own(const pack *p, size_t level)
{
    return level + 1 == p->level_count;
}

/// The fact or the field that a rule concludes; NULL: it recommends.
static inline const fact *pack_concluded(const pack *p, const rule *r)
{
    return r->kind == RULE_CONCLUDES         ? &p->facts[r->target]
           : r->kind == RULE_CONCLUDES_FIELD ? p->derived_fields[r->target].declared
                                             : NULL;
}

/// Where packs are looked for by name. All paths are borrowed for the load only.
typedef struct pack_path {
    const char *const *first; ///< folders that hold packs, before the folder beside the pack that extends
    size_t first_count;
    const char *const *last; ///< after it
    size_t last_count;
} pack_path;

/// Loads, links and checks the pack in `folder`, with all that it extends: packs named there are looked for beside it.
/// Everything wrong is added to `diags`, all in one run.
/// @return the pack, or NULL if there was an error (warnings alone do not count), a file could not be read or memory
///         ran out; free with `pack_free`
pack *pack_load(const allocator *from, const char *folder, diag_list *diags);

/// The same with a path on which packs are looked for by name: those that are extended, and the pack itself if there is no
/// such folder. `*out` is NULL unless the outcome is LOAD_DONE.
load_outcome pack_load_with(const allocator *from, const char *folder, const pack_path *path,
                            diag_list *diags, pack **out);

/// NULL is allowed. No session may still use the pack.
void pack_free(pack *p);

/// The index of the fact, recommendation or rule of that name or id; -1 if there is none.
ptrdiff_t pack_find_fact(const pack *p, slice name);
ptrdiff_t pack_find_recommendation(const pack *p, slice id);
ptrdiff_t pack_find_rule(const pack *p, slice id);

/// The record type that a static type is; NULL if it is none of the vocabulary.
const record_type *pack_record_type(const pack *p, const feel_type *type);

/// What people call an item by: the text of its type's key. Empty if it is no record, or has no key, or does not state it. A text is not
/// copied: it lives as long as the item.
/// @param type  NULL: it has none
slice pack_record_name(arena *a, const record_type *type, feel_value item);

/// The field of a record type by its name; NULL if it has none, or if there is no type.
const fact *pack_find_field(const record_type *type, slice name);

/// The index of a field among the pack's derived fields; -1 if it is not derived.
ptrdiff_t pack_find_derived_field(const pack *p, const record_type *type, slice field);

/// What a rule is for, by name: a recommendation, a derived fact, or TYPE.FIELD.
slice pack_target_name(const pack *p, const rule *r);

/// The index of the fact or field that a key of a profile states: its name, or NAME_file if it is a text; -1 if there is none.
/// @param facts    of a pack, or the fields of a record
/// @param is_file  receives whether the key is NAME_file
ptrdiff_t pack_find_key(const fact *facts, size_t count, slice key, bool *is_file);

/// Adds to the last diagnostic which of the facts was most likely meant, if any is near.
void pack_hint_fact(const fact *facts, size_t count, slice name, diag_list *diags);

#endif
