/// A pack while it is loaded: private to engine/pack/. pack.c runs the parts of a load in turn, and each declares what it does here.
/// Linking walks lists of records, whichever file and level of the pack they come from.
#ifndef ADVISE_PACK_LOADER_H
#define ADVISE_PACK_LOADER_H

#include "base/limits.h"
#include "base/names.h"
#include "input/file.h"
#include "input/folder.h"
#include "pack/change_kind.h"
#include "pack/pack.h"
#include "pack/schema.h"

/// What an override did to a record.
typedef struct record_change {
    change_kind kind;
    const override_schema *schema; ///< of the record's kind
    slice target;                  ///< the record's name
    size_t level;                  ///< of the pack whose override it is
    slice key;                     ///< what was set or edited; "disable"
    const yaml_node *override;     ///< the override's mapping
    const yaml_override *data;
    const yaml_node *before, *after;     ///< the key's values, or the element's; NULL if there is none
    place where;                         ///< of what the override says
    const struct record_change *earlier; ///< what was done to the same record before
} record_change;

/// A value of the base that is no longer what an override was written against.
typedef struct outdated_override {
    const override_schema *schema;
    slice target;
    size_t level;
    size_t base; ///< the level that it was written against
    slice key;   ///< empty: only the base's version is newer
    const yaml_node *override;
    const yaml_override *data;
    const yaml_node *was, *now; ///< NULL: none
} outdated_override;

/// One record of a file.
typedef struct pack_record {
    const void
        *data; ///< what libcyaml loaded: a yaml_rule for RECORD_RULE, and so on; with what overrides set
    const yaml_node *node; ///< the mapping with the places; likewise
    size_t level;          ///< index of the pack level that it comes from
    size_t file;           ///< number of its file, in the order in which files are read
    bool disabled;
    bool edited;                  ///< overrides changed `node`, and `data` is to be loaded again
    slice disabled_with;          ///< the recommendation that took this rule along; empty if none
    const record_change *changes; ///< the newest
    struct record_part *parts;    ///< the newest; those of its fields or rows that overrides change
    struct part_list *list; ///< its fields or rows, once overrides reach them; NULL: as they are written
    bool unreadable;        ///< a table whose file could not be read, which is reported
    char delimiter;         ///< of the CSV file that a table's rows were read from; '\0': of none
} pack_record;

/// The fields of a type, or the rows of a table, for overrides. `node` has the same items.
typedef struct part_list {
    const yaml_node **items;
    slice *
        names; ///< a row's is what follows the '/' in its id: 1, 2, …; PACK.1, … for rows that overrides added
    struct record_part **parts; ///< NULL for one that no override names
    size_t count, capacity;
    yaml_node *sequence;
} part_list;

/// A field of a type, or a row of a table, that overrides change.
typedef struct record_part {
    slice name; ///< see part_list
    slice id;   ///< TYPE/FIELD, or TABLE/ROW
    const override_schema *schema;
    pack_record record;
    struct record_part *earlier;
} record_part;

/// The records of one kind: the base's first, within a level in the order of the files.
typedef struct record_list {
    pack_record *items;
    size_t count, capacity;
} record_list;

/// The records of a pack, for linking and for showing it.
typedef struct pack_records {
    record_list active[RECORD_KINDS];
    record_list disabled[RECORD_KINDS];
    struct {
        outdated_override *items;
        size_t count, capacity;
    } outdated;
    const yaml_node **heads; ///< each level's pack.yaml
} pack_records;

/// A file that was read, checked and loaded.
typedef struct pack_file {
    const void *data; ///< the struct of its kind; NULL if it cannot be used
    const yaml_node *root;
} pack_file;

/// A level of the pack while it is loaded.
typedef struct level_head {
    slice folder; ///< NUL-terminated
    file_identity identity;
    pack_file file;            ///< pack.yaml: a yaml_pack
    size_t bases[LIMIT_BASES]; ///< the levels that it extends itself
    slice base_names[LIMIT_BASES];
    size_t base_count;
    uint64_t below; ///< a bit for each level that it extends, itself or through others
} level_head;

/// The index of a name whose record an override disabled.
#define NAME_DISABLED SIZE_MAX

/// What linking rules and tables learns on the way, for the checks at the end.
typedef struct usage {
    bool *cited;         ///< by source
    bool *given;         ///< by recommendation
    bool **step_fits;    ///< by recommendation and step: some rule binds what it mentions
    bool *title_fits;    ///< by recommendation
    bool *priority_read; ///< by recommendation: a rule has parsed the expression of its priority
} usage;

typedef struct loader {
    arena *arena;
    diag_list *diags;
    pack *pack;
    const pack_path *path;
    level_head heads[LIMIT_LEVELS]; ///< each after those that it extends, in the order in which it names them
    size_t head_count;
    pack_level *levels;   ///< of the pack: one for each head
    size_t bytes, files;  ///< read so far
    size_t gathered;      ///< files whose records are gathered
    bool has_vocabulary;  ///< every level's could be used
    bool missing;         ///< a file or folder is not there, or is none that can be read
    bool unreadable;      ///< reading a file or folder failed
    record_list *records; ///< by kind: those that are linked
    pack_records *kept;   ///< the same and those that are disabled
    struct {
        const record_change **items;
        size_t count, capacity;
    } changes; ///< of all records, in the order in which they were made
    feel_field *
        type_names; ///< what packs call types besides FEEL's own: the record types, then `integer`; for the scope
    feel_variable *loop_variables; ///< see loop_scope in link.c
    size_t loop_room;
    feel_value *scope_values; ///< one for each variable of the pack's scope, constants only; see allowed.c
    name_index sources, facts, recommendation_ids, rule_ids, check_ids, constants, types;
    struct {
        feel_withdrawn *items;
        size_t count, capacity;
    } withdrawn;               ///< what is disabled: expressions that use it are reported
    size_t table_bytes;        ///< of the CSV files of tables, so far
    struct table_text *tables; ///< as written, in the order of their records
    size_t table_count;
    rule *rules;               ///< room for all rules and rows; NULL if there are too many
    pack_table *linked_tables; ///< likewise
    usage use;
    struct {
        struct noted_input *items;
        size_t count, capacity;
    } inputs; ///< see inputs.c
} loader;

// --- loader.c: names and places, for all parts of a load ---

/// Adds a name; reports it if it stands there already or is none.
/// @param what  the thing in words: "rule"
void loader_define(loader *l, name_index *index, slice name, size_t at, place where, const char *what);

/// Adds to the last diagnostic which of the names was most likely meant, if any is near.
void loader_hint_nearest(loader *l, const name_index *index, slice name);

/// True if the file lies in the folder itself.
bool loader_is_of(slice file, slice folder);

/// Notes why a file of the pack has no text: reading it failed, or there is none that can be read.
void loader_note_problem(loader *l, file_problem problem);

/// Where the value of `key` stands in a record's mapping, or else where the record begins.
place loader_place(const yaml_node *record, const char *key);

/// The text of `key` as a source for expressions, put together if overrides edited it; NULL if there is none.
const source_text *loader_source(loader *l, const yaml_node *record, const char *key);

/// The level whose folder a file of the pack lies in; `other` if it lies below the folder of one.
size_t loader_level_of(const loader *l, const source_text *source, size_t other);

/// True if the pack of level `upper` extends that of `lower`, itself or through others.
bool loader_extends(const loader *l, size_t upper, size_t lower);

// --- extends.c ---

/// Finds a pack by name: its folder, or an empty slice. `*looked` gets the folders looked in, for a message.
slice find_pack(loader *l, slice name, slice beside, slice *looked);

/// The folder of the pack that one in `folder` extends by this name or path; empty, reported, if there is none.
slice find_base(loader *l, slice folder, slice name, place where);

/// Reads pack.yaml of a folder and, in turn, of all that it extends, into `heads`. False, reported, if one is missing.
bool find_levels(loader *l, slice folder);

// --- bases.c ---

/// Reports what pack.yaml of two packs, neither of which extends the other, says differently, unless a pack above them decides.
/// @return false if one pack is there twice, from two folders: then everything in it would be reported too
bool check_bases(loader *l);

// --- files.c ---

/// Reads, checks and loads one file of a folder.
/// @param required  it is an error if there is none
pack_file load_file(loader *l, slice folder, slice name, const file_schema *schema, bool required);

/// The names of the files with rules in a folder, sorted; false if it could not be read to its end.
/// @param most  names at most; if there are more, the list has one more than that
bool list_rule_names(arena *a, slice folder, size_t most, folder_names *names);

/// Reads the other files of all levels and gathers all records. False if something is missing or wrong.
bool load_levels(loader *l);

// --- inputs.c ---

/// Notes a file that was read: whoever keeps something made of the pack asks later if it is still the same.
void note_input(loader *l, slice folder, slice name, slice text);

/// Gives the pack what was noted, and each level what it extends.
void keep_inputs(loader *l);

// --- overlay.c ---

void apply_overrides(loader *l);

/// Reports the use of a name that is disabled. False if it is not.
/// @param kind  of the record that it may be
bool overlay_report_disabled(loader *l, record_kind kind, slice name, place where);

/// Says of each use of what is disabled whose it is.
void overlay_name_users(loader *l);

/// True if the recommendation of this id is disabled by a level above `level`: then what recommends it there is left out too.
bool overlay_takes_along(const loader *l, slice id, size_t level);

/// The place of the top level's override that took away the last rule or table with `key: name`; false if there is none.
bool overlay_took(const loader *l, const char *key, slice name, place *where);

// --- vocabulary.c ---

void load_vocabulary(loader *l);

/// What names facts, and whatever else stands in expressions beside them: letters, digits and '_'.
bool vocabulary_is_fact_name(slice name);
void vocabulary_report_fact_name(loader *l, place where, slice name, const char *what);

/// The values of `allowed` if it is nothing but strings; NULL for other tests.
const feel_value *vocabulary_enumeration(loader *l, slice allowed, size_t *count);

// --- link_recommendations.c ---

/// Links the catalogue of recommendations.
void link_recommendations(loader *l);

// --- link.c ---

/// Reads the tables as they are written, and makes room for all rules and rows.
void link_start(loader *l);

void link_rules(loader *l);

/// A rule's scope: facts, constants, the loop variables of its `for`, which is parsed into `out`.
feel_scope link_rule_scope(loader *l, const yaml_node *record, rule *out);

/// Looks up what a rule cites or recommends, and reports what there is not.
bool link_cite(loader *l, slice id, place where, usage *use, size_t *source);
void link_recommendation(loader *l, slice id, place where, rule *out, const feel_scope *scope, usage *use);

/// Reports an expression (NULL: none) that can never be of the type, or a constant certainty out of range.
void link_expect_type(loader *l, place where, const feel_expression *e, const feel_type *wanted,
                      const char *what);
void link_check_certainty(loader *l, place where, const feel_expression *e);

/// Reads the days from which and until which a rule is in force; NULL: it has none.
void link_period(loader *l, const source_text *from, const source_text *until, rule *out);

// --- conclude.c ---

/// Has a rule conclude what is named: a derived fact, or VARIABLE.FIELD for the record that one of the rule's variables is. NULL,
/// reported, if there is none, or if it is not derived.
const fact *link_concluded(loader *l, slice name, place where, rule *out);

// --- allowed.c ---

/// Reports a value of a fact, or of a field in it, that its declaration does not allow. What is unknown passes.
/// @return whether it is allowed
bool allowed_check(loader *l, const fact *f, feel_value v, place where);

/// The same for each constant that an expression (NULL: none) may give, once constants are linked.
void allowed_check_results(loader *l, const fact *f, const feel_expression *e);

// --- constant.c, allow.c, profile_check.c, graph.c ---

void link_constants(loader *l); ///< and functions
void link_allowances(loader *l);
void link_profile_checks(loader *l);

/// Orders the derived facts, each after those that it is read from. A circle is reported.
void order_derivations(loader *l);

#endif
