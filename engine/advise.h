/**
 * libadvise: applies expert guidance, written as YAML rules, to one person's situation.
 *
 *     advise_diagnostics *problems = NULL;
 *     advise_pack *pack = NULL;
 *     if (advise_pack_load("rules/paralegal", NULL, &pack, &problems) == ADVISE_OK) { ... }
 *
 * Index, in the order of use:
 *
 *     Basics    advise_version  advise_status  advise_allocator  advise_diagnostics
 *     Pack      advise_pack_load  advise_pack_load_with  advise_pack_check  advise_pack_plan  advise_pack_free  advise_pack_name …
 *     Session   advise_session_new  advise_session_set_date  advise_run_file  advise_run_text  advise_run_json
 *     Report    advise_report_advice  advise_report_evidence  advise_report_question …
 *     Conversation  advise_interview: questions and answers, one at a time
 *               advise_report_find  advise_report_prove: why  advise_report_why_not: why not
 *               advise_contrast_new: what if
 *     Batch     advise_batch_run: many profiles  advise_where_new: some of them  advise_diff_run: two packs compared on them
 *     Tools     advise_listing: a pack as written  advise_code: what codes mean  advise_fact: the vocabulary
 *               advise_key: the keys of files  advise_tests: the tests of a pack  advise_layout: one layout
 *               advise_bytes: files, decompressed  advise_scope: expressions
 *
 * A pack is immutable: any number of threads may use one at the same time. A session, a scope and what else is made here
 * belong to one thread at a time. A pointer that a function returns is borrowed: it lives as long as the object it was
 * asked of, and a report until the next run of its session or the end of it. Errors are values; the library never prints,
 * never exits and never reads a clock.
 *
 * All texts are UTF-8, NUL-terminated, and never NULL unless a comment says so. An index must be below its count.
 *
 * NULL for a parameter is allowed only if the comment says what it means; the functions named *_free allow it and do
 * nothing. A function that returns an advise_status answers ADVISE_BAD_USE to any other NULL. Of two parameters the
 * meaning is the same everywhere:
 *   from      where memory comes from; NULL: the C library
 *   problems  receives all errors and warnings, to be freed by advise_diagnostics_free, or NULL if there are none;
 *             NULL: they are not wanted
 */
#ifndef ADVISE_H
#define ADVISE_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define ADVISE_API __attribute__((visibility("default")))
#else
#define ADVISE_API
#endif

/* ==== Basics ======================================================================================== */

/** The version of this header; `advise_version()` is that of the library. */
#define ADVISE_VERSION "0.1.0"

/** The library's version, "0.1.0". */
ADVISE_API const char *advise_version(void);

/** How a call ended. The numbers are also the exit statuses of the command, which takes ADVISE_MISSING for ADVISE_BAD_PACK. */
typedef enum advise_status {
    ADVISE_OK = 0,
    ADVISE_BAD_USE = 2,     /**< an impossible argument: NULL that is not allowed, a malformed date */
    ADVISE_BAD_PACK = 3,    /**< the pack has errors: see the diagnostics */
    ADVISE_BAD_PROFILE = 4, /**< the profile has errors, or its evaluation used up the budget of steps */
    ADVISE_IO_FAILED = 5,   /**< a file could not be read, or a profile is missing: see the diagnostics */
    ADVISE_MISSING = 6, /**< there is no pack of that name, or a file of it is missing: see the diagnostics */
    ADVISE_NO_MEMORY = 71, /**< memory ran out; there are no diagnostics of it */
} advise_status;

/** Where memory comes from. Must be callable from every thread. */
typedef struct advise_allocator {
    /** Acts as realloc does; `size` 0 frees the block and gives NULL. */
    void *(*resize)(void *state, void *block, size_t size);
    void *state; /**< given to `resize` */
} advise_allocator;

/* ---- Diagnostics ---- */

/** What is wrong with a pack, a profile or an expression. */
typedef struct advise_diagnostics advise_diagnostics;

typedef enum advise_severity {
    ADVISE_ERROR,   /**< it cannot be used */
    ADVISE_WARNING, /**< most likely not meant */
    ADVISE_NOTE,    /**< nothing to act on */
} advise_severity;

/** One thing that is wrong. Lines and columns count from 1, columns in code points; 0 if no place is known. */
typedef struct advise_diagnostic {
    bool is_error; /**< `severity` is ADVISE_ERROR */
    advise_severity severity;
    const char *code; /**< a fixed word, "unknown-name": see `advise_code` */
    const char *file;
    size_t line, column, length;
    const char *message;
    const char *hint; /**< "" if there is none */
    const char
        *source_line;    /**< the line with the mistake; "" if no place is known, or values are not shown */
    const char *witness; /**< an example that shows it, most often a profile in YAML; "" if there is none */
    const char *about;   /**< what it is about: "rule", "fact", …; "" if that has no id */
    const char *id;      /**< of what it is about */
    size_t other_count;  /**< further places that it is about: see advise_diagnostics_other */
    const char *allowed; /**< why the pack allows it, so that nothing is to be done; "" if it does not */
} advise_diagnostic;

/** How many there are; 0 for NULL. */
ADVISE_API size_t advise_diagnostics_count(const advise_diagnostics *d);
/** How many were found but not kept, past the first thousand; 0 for NULL. */
ADVISE_API size_t advise_diagnostics_dropped(const advise_diagnostics *d);
ADVISE_API advise_diagnostic advise_diagnostics_get(const advise_diagnostics *d, size_t index);
/** A place in a file, as in a diagnostic. */
typedef struct advise_place {
    const char *file;
    size_t line, column, length;
    const char *source_line;
} advise_place;

/** A place beside the diagnostic's own: what contradicts itself stands at several. */
ADVISE_API advise_place advise_diagnostics_other(const advise_diagnostics *d, size_t index, size_t other);
ADVISE_API void advise_diagnostics_free(advise_diagnostics *d);

/* ==== Pack ========================================================================================== */

/** A compiled rule pack. */
typedef struct advise_pack advise_pack;

/**
 * Loads and checks the pack in a folder, with the packs that it extends.
 * @param pack  receives the pack, to be freed by `advise_pack_free`; NULL if there were errors
 */
ADVISE_API advise_status advise_pack_load(const char *folder, const advise_allocator *from,
                                          advise_pack **pack, advise_diagnostics **problems);

/** Where packs are looked for by name, and where memory comes from. Borrowed for the call. */
typedef struct advise_load_options {
    const char *const
        *path; /**< folders that hold packs, before the siblings of the pack that extends; NULL: none */
    size_t path_count;
    const char *const *last_path; /**< folders to look in after the siblings; NULL: none */
    size_t last_path_count;
    const advise_allocator *from; /**< NULL: the C library */
    /**
     * Takes compiled packs (`advise_pack_compile`) too: a file that is given by its path, or the file `pack.compiled` in a folder that is
     * given or found, if it fits. Such a pack gives the same advice, but cannot be checked, listed, tested or compiled, and knows nothing
     * of files to import. Without this, a compiled file stands for the folder that it lies in.
     */
    bool compiled;
} advise_load_options;

/**
 * Loads a pack that is given by its folder or, if there is no such folder, by its name on the path. The packs that it
 * extends are found on the path too.
 * @param out  receives the pack, as in `advise_pack_load`
 */
ADVISE_API advise_status advise_pack_load_with(const char *pack, const advise_load_options *options,
                                               advise_pack **out, advise_diagnostics **problems);

/**
 * Looks for what was most likely not meant: rules that never fire or always do, that say what others say, that contradict
 * each other, tables with overlaps and gaps, and more. Every finding about profiles comes with one on which it was tried.
 * Descriptions of files that can be imported are checked too: what is wrong with them are errors,
 * and ADVISE_IO_FAILED if one cannot be read.
 * @param problems  must not be NULL here. Points to NULL, or to what `advise_pack_load` gave for the pack: the findings are
 *                  added to it
 */
ADVISE_API advise_status advise_pack_check(const advise_pack *pack, advise_diagnostics **problems);

/**
 * Says which rules a batch evaluates for one person at a time, and why: a note (`by-row`) for each, at the part that makes it so. All other
 * rules are evaluated for 64 people at once, which is many times as fast. The advice is the same.
 * @param problems  as for `advise_pack_check`. Call this before it if the pack may allow some
 */
ADVISE_API advise_status advise_pack_plan(const advise_pack *pack, advise_diagnostics **problems);

/**
 * Writes a pack as one file that loads many times as fast: see `advise_load_options.compiled`. The same pack gives the same bytes. The file
 * is for this version and build of the library alone.
 * @param problems  what the load of the pack gave; may be NULL. A load of the file gives it again
 * @param write     receives the bytes, in one call or more
 * @return          ADVISE_BAD_USE if the pack was loaded from a compiled file
 */
ADVISE_API advise_status advise_pack_compile(const advise_pack *pack, const advise_diagnostics *problems,
                                             void (*write)(void *state, const char *bytes, size_t length),
                                             void *state);

/** Bytes of the text of `advise_pack_content`, with a NUL. */
#define ADVISE_CONTENT_SIZE 17

/**
 * What the pack says, with all that it extends, as a hash: another pack, or the same one once it is edited, has another. Comments and
 * places do not count. A compiled pack has that of its files.
 * @param text  receives 16 hexadecimal digits
 */
ADVISE_API advise_status advise_pack_content(const advise_pack *pack, char text[ADVISE_CONTENT_SIZE]);

/** Frees a pack. Its sessions must be freed first. */
ADVISE_API void advise_pack_free(advise_pack *pack);

ADVISE_API const char *advise_pack_name(const advise_pack *pack);
ADVISE_API const char *advise_pack_version(const advise_pack *pack);
ADVISE_API const char *advise_pack_title(const advise_pack *pack);
ADVISE_API size_t advise_pack_fact_count(const advise_pack *pack);
ADVISE_API size_t advise_pack_rule_count(const advise_pack *pack);
ADVISE_API size_t advise_pack_recommendation_count(const advise_pack *pack);
ADVISE_API size_t advise_pack_source_count(const advise_pack *pack);
ADVISE_API const char *advise_pack_recommendation_id(const advise_pack *pack, size_t index);
/** Its title as the pack writes it, with what it fills in for each profile: `{{…}}`. */
ADVISE_API const char *advise_pack_recommendation_title(const advise_pack *pack, size_t index);
ADVISE_API const char *advise_pack_rule_id(const advise_pack *pack, size_t index);
ADVISE_API const char *advise_pack_source_id(const advise_pack *pack, size_t index);

/** The office whose sheets people take home, as pack.yaml says it; "" and 0 if it does not. */
typedef struct advise_office {
    const char *name, *closing;
    const char *logo_type; /**< "image/png" or "image/svg+xml"; "" without a logo */
    const void *logo; /**< the bytes of the file: show an SVG as an image only, for it may hold a script */
    size_t logo_length;
} advise_office;

/** Each key is from the last level that gives it. Lives as long as the pack. */
ADVISE_API advise_office advise_pack_office(const advise_pack *pack);

/** A check of the vocabulary: what in a profile is unlikely or contradicts itself. */
typedef struct advise_profile_check {
    const char *id;
    const char *because; /**< the warning as it is written, with "…" in place of what is filled in */
} advise_profile_check;

ADVISE_API size_t advise_pack_profile_check_count(const advise_pack *pack);
ADVISE_API advise_profile_check advise_pack_profile_check(const advise_pack *pack, size_t index);

/** A level of a pack: itself, or one that it extends. */
typedef struct advise_level {
    const char *name, *version, *title, *folder;
} advise_level;

/** At least 1. */
ADVISE_API size_t advise_pack_level_count(const advise_pack *pack);
/** The base comes first, the pack itself last. */
ADVISE_API advise_level advise_pack_level(const advise_pack *pack, size_t level);

/* ==== Session ======================================================================================= */

/** Applies a pack to one profile after another, and owns the memory of the latest run. */
typedef struct advise_session advise_session;
/** What one run came to. */
typedef struct advise_report advise_report;

/** A session on the pack; NULL if memory ran out or the pack is NULL. */
ADVISE_API advise_session *advise_session_new(const advise_pack *pack, const advise_allocator *from);
ADVISE_API void advise_session_free(advise_session *session);

/** Sets what today() and now() answer: "2026-01-31" or "2026-01-31T09:30:00Z". Until then they are null. */
ADVISE_API advise_status advise_session_set_date(advise_session *session, const char *date);
/** What today() answers; "" if no date is set. */
ADVISE_API const char *advise_session_date(const advise_session *session);

/** Sets by how many of the first places the runs that follow weigh questions: 3 until then. 0 counts as 3. */
ADVISE_API advise_status advise_session_set_places(advise_session *session, size_t places);

/**
 * Replaces one fact in the runs that follow by the value of a FEEL expression over the profile's facts, as `--set` does.
 * The expression is checked by the next run.
 * @param name              a fact, or a field of an item: see `advise_setting`
 * @param name, expression  NULL for both: forget all replacements
 */
ADVISE_API advise_status advise_session_set_fact(advise_session *session, const char *name,
                                                 const char *expression);

/**
 * Reads a profile from a YAML file, or from a JSON file if its name ends in ".json", and infers. "-" is standard input.
 * @param report  receives the report, which lives until the session's next run; NULL if there were errors
 */
ADVISE_API advise_status advise_run_file(advise_session *session, const char *path,
                                         const advise_report **report, advise_diagnostics **problems);

/**
 * The same for YAML text in memory.
 * @param name    what diagnostics call it
 * @param text    NULL only with `length` 0
 * @param folder  where the text files of the profile are looked for; NULL: they are refused
 */
ADVISE_API advise_status advise_run_text(advise_session *session, const char *name, const char *text,
                                         size_t length, const char *folder, const advise_report **report,
                                         advise_diagnostics **problems);

/** The same for JSON text (RFC 8259) in memory. */
ADVISE_API advise_status advise_run_json(advise_session *session, const char *name, const char *text,
                                         size_t length, const char *folder, const advise_report **report,
                                         advise_diagnostics **problems);

/* ==== Report ======================================================================================== */

/** The name of the profile's file, as given. */
ADVISE_API const char *advise_report_profile(const advise_report *r);
/** The value of the fact `name`; "" if it is unknown. */
ADVISE_API const char *advise_report_person(const advise_report *r);
/** The date that today() answered; "" if none was set. */
ADVISE_API const char *advise_report_date(const advise_report *r);
/** False if memory ran out while a text of the report was made on request: that text was "". */
ADVISE_API bool advise_report_is_complete(const advise_report *r);
/** The certainty that a recommendation must exceed to be given. */
ADVISE_API double advise_report_threshold(const advise_report *r);

/* ---- Advice and its evidence ---- */

typedef enum advise_advice_status {
    ADVISE_GIVEN,
    ADVISE_EXCLUDED,        /**< withheld, since a higher-ranked recommendation excludes it */
    ADVISE_BELOW_THRESHOLD, /**< the evidence does not suffice */
} advise_advice_status;

/** One recommendation of a report. Ask for its parts with its index. */
typedef struct advise_advice {
    advise_advice_status status;
    size_t rank;                /**< the number of its entry, from 1; 0 unless given */
    const char *recommendation; /**< its id */
    const char *item;           /**< the name of the item that it is about; "" if it is about none */
    const char *about;          /**< the variable that stands for the item ("firm"); "" if it is about none */
    const char *title;
    const char *summary; /**< "" if there is none */
    double certainty;    /**< -1 to 1 */
    double score;        /**< certainty times priority: -100 to 100 */
    double priority;     /**< 1 to 100 */
    bool
        priority_is_open; /**< it is computed from something unknown, so it counts as 1, or may change as more becomes known */
    const char *effort;  /**< "low", "medium", "high"; "" if not declared */
    const char *horizon; /**< "today" … "this year"; "" if not declared */
    size_t next_step_count, evidence_count;
    const char *excluded_by; /**< the id of the recommendation that excludes it; "" if none does */
    /** The id of the recommendation that it is a part of, and below which it stands; "" if that is not given, or it is no part. */
    const char *part_of;
    /** The id of the better one that it is an alternative to, and below which it stands; "" if it is the best, or has none. */
    const char *alternative_to;
} advise_advice;

/** One reason for (certainty above 0) or against (below 0) a recommendation. */
typedef struct advise_evidence {
    const char *rule;
    double certainty;
    const char *because;
    const char *condition;  /**< the rule's condition as written; "" if it has none */
    const char *pack;       /**< the level that defines the rule */
    const char *changed_by; /**< the last level whose override changed the rule; "" if none did */
    size_t source_count, binding_count;
} advise_evidence;

/** What a rule cites. */
typedef struct advise_source {
    const char *id, *title, *point;
} advise_source;

/** A variable of a rule and what it was bound to. */
typedef struct advise_binding {
    const char *variable;
    const char *item; /**< the name of the item, else a FEEL literal */
} advise_binding;

/**
 * First what is given, in entries by rank: the head of each, then, below what they belong to, parts and alternatives. Then the excluded, then what is below the threshold, each by score.
 */
ADVISE_API size_t advise_report_count(const advise_report *r);
ADVISE_API size_t advise_report_given_count(const advise_report *r);
/** How many entries those given make. */
ADVISE_API size_t advise_report_entry_count(const advise_report *r);
ADVISE_API advise_advice advise_report_advice(const advise_report *r, size_t advice);
ADVISE_API const char *advise_report_next_step(const advise_report *r, size_t advice, size_t step);
ADVISE_API advise_evidence advise_report_evidence(const advise_report *r, size_t advice, size_t evidence);
ADVISE_API advise_source advise_report_source(const advise_report *r, size_t advice, size_t evidence,
                                              size_t source);
ADVISE_API advise_binding advise_report_binding(const advise_report *r, size_t advice, size_t evidence,
                                                size_t binding);

/* ---- What is not known ---- */

/** An unknown that could change the advice. */
typedef struct advise_question {
    const char *fact;
    const char *field; /**< the unknown field of a record; "" if the fact itself is unknown */
    const char *item;  /**< which record; "" if the fact itself is unknown */
    const char *ask;   /**< the vocabulary's question; "" if it has none */
    double weight;     /**< points of score that depend on it */
    size_t rule_count;
    bool may_matter; /**< some answer may change the first places; false is sure */
    double
        effect; /**< how much its answers change them on average: 1 for another first place, 1/2 for another second … */
} advise_question;

/** What is settled of the first places, whatever else the person says. */
typedef struct advise_standing {
    size_t places;       /**< how many are looked at: see advise_session_set_places */
    size_t final_places; /**< of these, from the first, so many stay as they are, or empty */
    const char
        *rival; /**< the recommendation that may still take or lose the next place; "" if all are final */
    const char
        *rival_item; /**< which item; "" if it is about nothing, or about items that nobody has named yet */
} advise_standing;

ADVISE_API advise_standing advise_report_standing(const advise_report *r);

/** A rule that could not be decided, since facts are unknown. */
typedef struct advise_undetermined {
    const char *rule;
    const char *recommendation; /**< "" for a rule that concludes a fact */
    size_t binding_count, unknown_count;
} advise_undetermined;

/** Those that may matter first, by their effect; then the heaviest. */
ADVISE_API size_t advise_report_question_count(const advise_report *r);
ADVISE_API advise_question advise_report_question(const advise_report *r, size_t question);
ADVISE_API const char *advise_report_question_rule(const advise_report *r, size_t question, size_t rule);

ADVISE_API size_t advise_report_undetermined_count(const advise_report *r);
ADVISE_API advise_undetermined advise_report_undetermined(const advise_report *r, size_t undetermined);
ADVISE_API advise_binding advise_report_undetermined_binding(const advise_report *r, size_t undetermined,
                                                             size_t binding);
/** What it waits for: "years_experience", or "firm.size" for a field of a record. */
ADVISE_API const char *advise_report_undetermined_unknown(const advise_report *r, size_t undetermined,
                                                          size_t unknown);

/* ---- What rules derived, and warnings ---- */

/** A fact that rules derived, or a field of one item. */
typedef struct advise_derived {
    const char *fact;
    const char *field;   /**< the derived field of the item; "" for the fact itself */
    const char *item;    /**< what names the item; "" for the fact itself, or if nothing names it */
    size_t record;       /**< the item's number among all items of the profile, from 1; 0: the fact itself */
    const char *literal; /**< the value as a FEEL literal; "null" if unknown */
    const char *origin;  /**< "rules", "default", "profile", "unknown", "conflict" */
    size_t rule_count;
} advise_derived;

/** A warning raised while evaluating. */
typedef struct advise_warning {
    const char *rule, *code, *message;
} advise_warning;

/** All derived facts, then all derived fields of items, both in the order in which they are derived. */
ADVISE_API size_t advise_report_derived_count(const advise_report *r);
ADVISE_API advise_derived advise_report_derived(const advise_report *r, size_t derived);
ADVISE_API const char *advise_report_derived_rule(const advise_report *r, size_t derived, size_t rule);
/** The reason that the rule gives, filled in; "" if it came out empty. */
ADVISE_API const char *advise_report_derived_because(const advise_report *r, size_t derived, size_t rule);

ADVISE_API size_t advise_report_warning_count(const advise_report *r);
ADVISE_API advise_warning advise_report_warning(const advise_report *r, size_t warning);

/**
 * The remarks under `notes` of the profile, which no rule reads: each text of a list is one; of a mapping "key: text". None if the pack
 * has a fact of that name.
 */
ADVISE_API size_t advise_report_note_count(const advise_report *r);
ADVISE_API const char *advise_report_note(const advise_report *r, size_t note);

/* ==== Conversation ================================================================================== */

/* ---- An interview: one question at a time ---- */

/**
 * An interview about one person. All that was said is the text of a profile, which every answer changes in place: comments and unknown
 * keys stay. So it can be saved after each answer, gone on with later, edited by hand in between, and each answer can be undone.
 * What its functions return lives until the next call that answers, skips, undoes or edits.
 */
typedef struct advise_interview advise_interview;

/** Zeros are the defaults. */
typedef struct advise_interview_options {
    size_t top;  /**< how many of the first places to settle; 0: 3 */
    size_t most; /**< how many questions to ask at most; 0: as many as it takes */
    const char
        *topic; /**< of the question before, if this goes on where another left off; NULL: there was none */
} advise_interview_options;

/**
 * Begins an interview, or goes on with one.
 * @param session    on the pack, with its date set; it is not changed, and must outlive the interview. Replaced facts are not applied
 * @param name       what diagnostics call the profile
 * @param text       of the profile so far, in YAML; NULL only with `length` 0: there is none
 * @param folder     where the text files of the profile are looked for; NULL: they are refused
 * @param options    NULL: zeros
 * @param interview  receives the interview, to be freed by `advise_interview_free`; NULL if there were errors
 * @param problems   also warnings: keys that the pack does not know (they are kept), and what contradicts itself
 */
ADVISE_API advise_status advise_interview_new(const advise_session *session, const char *name,
                                              const char *text, size_t length, const char *folder,
                                              const advise_interview_options *options,
                                              advise_interview **interview, advise_diagnostics **problems);
ADVISE_API void advise_interview_free(advise_interview *interview);

/** What an interview waits for. */
typedef enum advise_interview_state {
    ADVISE_INTERVIEW_ASKS,    /**< there is a question */
    ADVISE_INTERVIEW_SETTLED, /**< no answer to anything can change the first places any more: this is proved */
    /** What could still change them was skipped, or the person does not know it. */
    ADVISE_INTERVIEW_EXHAUSTED,
    ADVISE_INTERVIEW_ENOUGH, /**< as many questions were asked as the options allow */
} advise_interview_state;

/** How far an interview has come. */
typedef struct advise_progress {
    advise_interview_state state;
    size_t answered; /**< answers given since it began, those undone left out; "don't know" is one */
    size_t asked;    /**< questions, those skipped included */
    size_t places;   /**< how many of the first places it settles */
    size_t
        final_places; /**< of these, from the first, so many stay as they are, or empty, whatever else is said */
} advise_progress;

ADVISE_API advise_progress advise_interview_progress(const advise_interview *interview);

/**
 * What the first places will be whatever else is said, if the state is ADVISE_INTERVIEW_SETTLED and the report does not show all of them
 * yet: rules still wait for something that comes out the same either way. 0 if the report shows them.
 */
ADVISE_API size_t advise_interview_settled_count(const advise_interview *interview);
/** The title of one of them, the first place first. */
ADVISE_API const char *advise_interview_settled(const advise_interview *interview, size_t place);

/** What an answer must be. */
typedef enum advise_question_kind {
    ADVISE_QUESTION_VALUE, /**< one value */
    ADVISE_QUESTION_LIST,  /**< values, separated by commas, or "none" */
    ADVISE_QUESTION_TEXT, /**< a text of any number of lines, or "@PATH": a text file below the profile's folder */
    ADVISE_QUESTION_ITEM, /**< one more record of a list: what names it, or "none" ("no") */
} advise_question_kind;

/** A question. */
typedef struct advise_interview_question {
    advise_question_kind kind;
    const char *ask;   /**< the vocabulary's question, or one made from the name */
    const char *topic; /**< the section that it belongs to; "" if there is none */
    const char *fact;
    const char *field;  /**< "" if it is about the fact itself */
    const char *item;   /**< the name of the record that the field is of; "" if it is about the fact itself */
    const char *record; /**< what such a record is: "memo"; "" if it is about no record */
    /** Of what is asked for, for `advise_pack_fact` and `advise_pack_allowed`; of ADVISE_QUESTION_ITEM: what names the record. */
    size_t type, index;
    size_t ordinal;      /**< of ADVISE_QUESTION_ITEM: which one it will be in the list, from 1 */
    bool is_required;    /**< the record cannot be used without it: skipping leaves the record out */
    bool is_edit;        /**< an earlier answer is changed; an empty answer keeps it */
    const char *present; /**< then the earlier answer; else "" */
    size_t reason_count;
} advise_interview_question;

/** All "" and 0 unless the state is ADVISE_INTERVIEW_ASKS. */
ADVISE_API advise_interview_question advise_interview_next(const advise_interview *interview);

/** Why the question is asked: a sentence for each recommendation that depends on it. The first places come first. */
ADVISE_API const char *advise_interview_reason(const advise_interview *interview, size_t reason);

/* ---- What is said ---- */

typedef enum advise_reply_kind {
    ADVISE_REPLY_ACCEPTED,
    ADVISE_REPLY_REJECTED,  /**< nothing changed */
    ADVISE_REPLY_AMBIGUOUS, /**< nothing changed: it could mean more than one thing */
} advise_reply_kind;

/** What became of an answer. */
typedef struct advise_reply {
    advise_reply_kind kind;
    const char *understood; /**< what was accepted, to be repeated back: "3 years" */
    const char *message;    /**< why it was not accepted; "" if it was */
    const char *hint;       /**< what would do, or what it could mean; "" if there is nothing to say */
    size_t rejections;      /**< how often in a row an answer to this question was not accepted */
} advise_reply;

/**
 * Answers the question in the person's words: a value, the number or the beginning of an allowed one, "none", "don't know".
 * @return ADVISE_OK also if the answer was not accepted; ADVISE_BAD_USE if there is no question; ADVISE_NO_MEMORY: nothing changed
 */
ADVISE_API advise_status advise_interview_answer(advise_interview *interview, const char *text, size_t length,
                                                 advise_reply *reply);
/** The person does not know. This is recorded in the profile, so that it is never asked again. */
ADVISE_API advise_status advise_interview_dont_know(advise_interview *interview, advise_reply *reply);
/** The question is not asked again by this object. It stays unanswered in the profile. */
ADVISE_API advise_status advise_interview_skip(advise_interview *interview, advise_reply *reply);
/**
 * Skips what the person skipped in an interview that this one goes on with, as `advise_interview_skip` does, but as if it had not been asked: the
 * topic of the options stays the one that is talked of.
 */
ADVISE_API advise_status advise_interview_pass(advise_interview *interview, advise_reply *reply);
/** Takes back the latest answer or skip, and asks that question again. Not accepted if there is none. */
ADVISE_API advise_status advise_interview_undo(advise_interview *interview, advise_reply *reply);
/** Asks for an answer anew: the next question is about it. `answer` counts from 0. */
ADVISE_API advise_status advise_interview_edit(advise_interview *interview, size_t answer);

/** Something that the profile says, or that the person does not know. */
typedef struct advise_answer {
    const char *ask, *topic, *fact, *field, *item; /**< as of the question */
    const char *text;                              /**< what was answered, in a few words */
    bool is_known;                                 /**< false: the person does not know */
    bool names_item;                               /**< it is what the record is called by */
    size_t line;                                   /**< of the profile, from 1; 0 if it is not known */
} advise_answer;

/** In the order of the vocabulary; the fields of a list's records follow the list. */
ADVISE_API size_t advise_interview_answer_count(const advise_interview *interview);
ADVISE_API advise_answer advise_interview_get_answer(const advise_interview *interview, size_t answer);

/** Answers that contradict each other, or are unlikely together, by the pack's checks. */
typedef struct advise_contradiction {
    const char *message;
    bool is_new; /**< it came with the latest answer */
    size_t answer_count;
} advise_contradiction;

ADVISE_API size_t advise_interview_contradiction_count(const advise_interview *interview);
ADVISE_API advise_contradiction advise_interview_contradiction(const advise_interview *interview,
                                                               size_t contradiction);
/** The number of an answer that has a part in it, for `advise_interview_edit`. */
ADVISE_API size_t advise_interview_contradiction_answer(const advise_interview *interview,
                                                        size_t contradiction, size_t answer);

/** The profile as YAML, to be saved. `length` may be NULL. */
ADVISE_API const char *advise_interview_text(const advise_interview *interview, size_t *length);
/** What the pack says of it so far. */
ADVISE_API const advise_report *advise_interview_report(const advise_interview *interview);
/* ---- What is asked about ---- */

/** A recommendation, or one item of it. */
typedef struct advise_target {
    const char *recommendation; /**< its id */
    const char *item;           /**< the name of the item; "": all items, or it is about none */
} advise_target;

/**
 * Finds what "REC" or "REC:ITEM" stands for: the id of a recommendation, and the name of one of its items in the profile. Of the name
 * the beginning suffices if no other begins so, in capitals or not.
 * @param target    receives it; as it was if there was an error
 * @param problems  says what was most likely meant
 * @return ADVISE_BAD_USE if there is no such thing, or the beginning fits several items
 */
ADVISE_API advise_status advise_report_find(const advise_report *r, const char *text, advise_target *target,
                                            advise_diagnostics **problems);

/* ---- Why: the proof of a piece of advice ---- */

/**
 * A proof: a tree from a piece of advice over its evidence, the rules behind it and what decided their conditions down to what the
 * profile states. What its leaves state suffices: if nothing else were known, the evidence would be the same. What did not matter is
 * not in it. Lives as long as the report.
 */
typedef struct advise_proof advise_proof;

/** What a node is, and which members it has beside its places; the others are "". */
typedef enum advise_proof_kind {
    ADVISE_PROOF_ADVICE,   /**< the root. name: the recommendation's id, item, text: its title, certainty */
    ADVISE_PROOF_EVIDENCE, /**< name: the rule, text: its reason, certainty; place: of the rule */
    ADVISE_PROOF_SOURCE,   /**< what a rule cites. name: its id, text: its title, value: its point */
    ADVISE_PROOF_BINDING, /**< an item that a rule is about. name: the variable, text: what it runs over, value: the item's name */
    ADVISE_PROOF_PART, /**< a part of a condition that decided. text: as written, value; left, left_value */
    ADVISE_PROOF_ROW, /**< a row of a decision table that counts. name: its id, text: its reason; place: of the row */
    ADVISE_PROOF_CELL, /**< an input of that table. name: its expression, text: the cell of the row, value: the input's */
    ADVISE_PROOF_CERTAINTY, /**< a certainty that is computed. text: its expression, value */
    ADVISE_PROOF_VALUE,     /**< a value that is computed and concluded. text: its expression, value */
    ADVISE_PROOF_DERIVED, /**< a fact that rules derive. name, value, unit; of a field of a record also fact and item */
    ADVISE_PROOF_RULE, /**< a rule that concluded it. name: the rule, text: its reason; place: of the rule */
    ADVISE_PROOF_NO_RULE, /**< a rule or table that could have concluded something else. name: its id, value: "false" if it does not fire, "null" if it is undecided and makes no difference; place: of the rule */
    ADVISE_PROOF_CONSTANT, /**< a constant of the pack. name, value */
    ADVISE_PROOF_FACT,     /**< a leaf: what the profile states. name, value, unit */
    ADVISE_PROOF_FIELD, /**< a leaf: the same of a field of a record. fact, item: which record, name: the field, value, unit */
    ADVISE_PROOF_LIST, /**< a leaf: which items a list has. name, value: how many, text: "" or "all that it holds" */
    ADVISE_PROOF_NOT_STATED, /**< a leaf: something that the profile does not state. name; of a field also fact and item */
    ADVISE_PROOF_CALL /**< a call of a decision table. name: the row that decided, or the table; left: the call, text: the row's reason, value; place: of the row */
} advise_proof_kind;

typedef struct advise_proof_node {
    advise_proof_kind kind;
    size_t depth;       /**< of the node that it is below, plus one; the root has 0 */
    size_t child_count; /**< nodes directly below */
    const char *name, *fact, *item, *text;
    const char *value;      /**< as a FEEL literal, unless the kind says otherwise */
    const char *left;       /**< the left side of a comparison, as written */
    const char *left_value; /**< and what it is in the profile */
    const char *unit;
    double certainty;    /**< of advice and evidence: -1 to 1; else 0 */
    bool by_default;     /**< of a derived fact: no rule fires, so it has its default, or none */
    bool is_repeated;    /**< of a derived fact: what it rests on stands further up in the tree */
    const char *file;    /**< of the profile or the pack; "" if no place is known */
    size_t line, column; /**< from 1; 0 if no place is known */
} advise_proof_node;

/**
 * Proves one piece of advice of the report, given or not.
 * @param proof  receives the proof; NULL if memory ran out
 */
ADVISE_API advise_status advise_report_prove(const advise_report *r, size_t advice,
                                             const advise_proof **proof);
/** At least 1. */
ADVISE_API size_t advise_proof_count(const advise_proof *proof);
/** Nodes stand in the order of reading: what is below one follows it. The first is the root. */
ADVISE_API advise_proof_node advise_proof_get(const advise_proof *proof, size_t node);
/** The index of the child with the number `child`, from 0, of the node with the index `node`. */
ADVISE_API size_t advise_proof_child(const advise_proof *proof, size_t node, size_t child);

/* ---- Why not: what is missing, and the cheapest changes that would bring it ---- */

/**
 * Why a recommendation is not given, or its entry not among the first, and what would have to be otherwise. One answer for each item that
 * it may be about. Lives as long as the report.
 */
typedef struct advise_why_not advise_why_not;

/** What is asked. Zeros are the defaults. */
typedef struct advise_why_not_options {
    size_t top; /**< its entry is to be among so many; 0: it is to be given */
    size_t
        tries; /**< how many evaluations the search for changes takes at most, for each answer; 0: any number */
    /**
     * Asked before each evaluation; true ends the search for the answer with the index `answer`, of `answers` in all. The library reads
     * no clock: this is where a caller looks at one. NULL: never.
     */
    bool (*should_stop)(void *state, size_t answer, size_t answers);
    void *state; /**< given to `should_stop`; may be NULL */
} advise_why_not_options;

/** What became of the search for changes. */
typedef enum advise_change_outcome {
    ADVISE_CHANGE_NEEDLESS,   /**< it is as asked for */
    ADVISE_CHANGE_FOUND,      /**< there are sets of changes, each verified by a run */
    ADVISE_CHANGE_IMPOSSIBLE, /**< proved: whatever is changed, it is not so */
    ADVISE_CHANGE_NOT_FOUND,  /**< none of the values that were searched does it */
    ADVISE_CHANGE_CUT_OFF,    /**< the search was ended before it found any */
} advise_change_outcome;

/** Why it is impossible. */
typedef enum advise_impossible {
    ADVISE_IMPOSSIBLE_NOTHING,  /**< nothing can speak for it */
    ADVISE_IMPOSSIBLE_TOO_WEAK, /**< its certainty cannot exceed the threshold */
    ADVISE_IMPOSSIBLE_EXCLUDED, /**< what excludes it is given whatever is changed, and ranked above it */
    ADVISE_IMPOSSIBLE_CROWDED,  /**< as many entries as are asked for stay above it */
} advise_impossible;

/** The answer for one item, or for a recommendation that is about none. */
typedef struct advise_why_not_answer {
    const char
        *item; /**< its name; "" if it is about none, or about an item that the profile does not name yet */
    const char *title; /**< "" if it cannot be filled in */
    bool
        is_unnamed; /**< about any item that the profile does not name yet: the list is not known, or can have more */
    bool has_advice; /**< there is evidence for or against it */
    size_t advice;   /**< of `has_advice`: its index in the report */
    advise_change_outcome outcome;
    advise_impossible impossible; /**< of ADVISE_CHANGE_IMPOSSIBLE */
    double highest;          /**< of ADVISE_IMPOSSIBLE_TOO_WEAK: the highest certainty that it can have */
    const char *excluded_by; /**< of ADVISE_IMPOSSIBLE_EXCLUDED: the id of what excludes it; else "" */
    size_t above;            /**< of ADVISE_IMPOSSIBLE_CROWDED: how many entries stay above it */
    bool is_cut_off;         /**< the search was ended: there may be other sets of the same cost */
    double cost;             /**< of each set: the sum of what its changes cost */
    size_t obstacle_count, set_count;
    size_t sampled_count; /**< facts and fields of the sets of which only some values were tried */
    size_t
        unsearched_count; /**< facts and fields that it may depend on and whose values were not searched: free texts */
    size_t tried; /**< evaluations that the search took */
} advise_why_not_answer;

/** What keeps it from being given, in the order of reading: what is below one follows it. */
typedef enum advise_obstacle_kind {
    ADVISE_OBSTACLE_RULE, /**< a rule that does not fire. name: its id, text: the items that it was asked for, missing; place: of the rule */
    ADVISE_OBSTACLE_NO_ITEM, /**< what the rule runs over has no such item. text: the list as written */
    ADVISE_OBSTACLE_PART,    /**< a part of its condition that is not true. text: as written; left, value */
    ADVISE_OBSTACLE_ANY,     /**< one of those below would do. text: as written */
    ADVISE_OBSTACLE_ALL,     /**< those below are needed together. text: as written */
    ADVISE_OBSTACLE_DERIVED, /**< a derived fact that the part reads. name, value; text: why it has it, "" if no rule gave it */
    ADVISE_OBSTACLE_FACT, /**< what the profile states of a fact or field that the part reads. name, fact, item, value, ask; place */
} advise_obstacle_kind;

typedef struct advise_obstacle {
    advise_obstacle_kind kind;
    size_t
        depth; /**< of what it is below, plus one; rules for the recommendation, the nearest first, have 0 */
    bool is_unknown; /**< it is not known, rather than not so */
    bool is_fixed;   /**< of a stated fact or field: nobody can change it */
    size_t
        missing; /**< of a rule: how many parts of its condition would have to be otherwise; 1000 and more: some that nobody can change */
    const char *name, *text;
    const char *fact, *item; /**< of a field: the fact that has the record, and the record's name; else "" */
    const char *left;        /**< of a comparison: its left side as written; else "" */
    const char *value;       /**< as a FEEL literal: of a comparison the left side's */
    const char *words;       /**< the value as people read it: `9 hours`, `yes`, `not known` */
    const char *ask;         /**< the vocabulary's question; "" if it has none */
    const char *file;        /**< of the profile or the pack; "" if no place is known */
    size_t line, column;     /**< from 1; 0 if no place is known */
} advise_obstacle;

/** One change of a set. */
typedef struct advise_profile_change {
    const char *fact;
    const char *field; /**< of the item; "": the fact itself */
    const char *item;  /**< whose field; "": the fact itself */
    const char
        *text;       /**< the change in words: `change references_ready from 0 people to at least 2 people` */
    const char *now; /**< the present value as a FEEL literal; "null" if it is not stated */
    const char *to;  /**< the new values in words */
    double cost;
    size_t value_count; /**< the cells of its new values: any of them will do */
} advise_profile_change;

/** New values of a change that do the same. */
typedef struct advise_new_value {
    const char *value;      /**< one of them, as a FEEL literal */
    const char *low, *high; /**< of a range, which does not hold its ends: these; "": it has none */
    bool is_range;
    bool is_other; /**< any text but those that the pack mentions */
    const char *added,
        *removed; /**< of a list: the item that was added or removed, as a FEEL literal; else "" */
} advise_new_value;

/**
 * Finds what is in the way of a recommendation, and all cheapest sets of changes that would bring it. Nothing about a set is inferred
 * only: each is verified by a run.
 * @param target   as `advise_report_find` gives it
 * @param options  NULL: zeros
 * @param out      receives it; NULL if there was an error
 * @return ADVISE_BAD_USE also if there is no such recommendation or item
 */
ADVISE_API advise_status advise_report_why_not(const advise_report *r, const advise_target *target,
                                               const advise_why_not_options *options,
                                               const advise_why_not **out);
/** How many answers there are: at least 1, unless the recommendation is about items and there are none, and can be none. */
ADVISE_API size_t advise_why_not_count(const advise_why_not *w);
ADVISE_API advise_why_not_answer advise_why_not_get(const advise_why_not *w, size_t answer);
ADVISE_API advise_obstacle advise_why_not_obstacle(const advise_why_not *w, size_t answer, size_t obstacle);
/** How many changes a set has: at least 1. */
ADVISE_API size_t advise_why_not_set(const advise_why_not *w, size_t answer, size_t set);
ADVISE_API advise_profile_change advise_why_not_change(const advise_why_not *w, size_t answer, size_t set,
                                                       size_t change);
ADVISE_API advise_new_value advise_why_not_value(const advise_why_not *w, size_t answer, size_t set,
                                                 size_t change, size_t value);
/** A fact or field in words, `hours of "Filing"`. */
ADVISE_API const char *advise_why_not_sampled(const advise_why_not *w, size_t answer, size_t index);
ADVISE_API const char *advise_why_not_unsearched(const advise_why_not *w, size_t answer, size_t index);

/* ---- What if ---- */

/** What becomes of the advice if the profile says something else. Borrows the report that it was made for. */
typedef struct advise_contrast advise_contrast;

/** Another value: the name of a fact, or of a field of one of its items, and a FEEL expression over the facts. */
typedef struct advise_setting {
    /** "hours_per_week", "prospective_firms[Lund IP].size" by what names the item, "memos[2].text" by its number. */
    const char *name;
    const char *expression;
} advise_setting;

/** What is said instead. Zeros: nothing. */
typedef struct advise_alternative {
    const char *file;               /**< another profile, in place of the report's; NULL: the report's own */
    const advise_setting *settings; /**< made in it one after another; NULL only with `setting_count` 0 */
    size_t setting_count;
    /** Another profile in YAML, called as the report's, in place of `file`; its text files are refused. NULL: there is none. */
    const char *text;
    size_t length;
} advise_alternative;

/** What is said otherwise. */
typedef enum advise_difference_kind {
    ADVISE_OTHER_VALUE, /**< of a fact, or of a field of an item that both profiles have */
    ADVISE_ITEM_ADDED,
    ADVISE_ITEM_GONE,
} advise_difference_kind;

/** One thing that is said otherwise. */
typedef struct advise_difference {
    advise_difference_kind kind;
    const char *path; /**< as a setting names it; of an item "memos[Lease of 14 Elm Street]" */
    const char *fact;
    const char *item;           /**< what names the item, or its number; "" for a fact itself */
    const char *field;          /**< "" for a fact itself, and for an item that came or went */
    const char *before, *after; /**< FEEL literals; "null": not stated, or there is no such item */
} advise_difference;

/** A derived fact that has another value; literals as above. */
typedef struct advise_derived_change {
    const char *fact, *before, *after;
} advise_derived_change;

typedef enum advise_change_kind {
    ADVISE_ENTERS,     /**< it was not given */
    ADVISE_MOVES,      /**< its entry has another number, or it stands below another recommendation */
    ADVISE_STAYS,      /**< in its place, with another certainty */
    ADVISE_LEAVES,     /**< it is no longer given */
    ADVISE_STAYS_AWAY, /**< it is given neither then nor now; its certainty is another */
} advise_change_kind;

/** A recommendation whose place or certainty is another. Its parts are asked for by its index. */
typedef struct advise_change_of_advice {
    advise_change_kind kind;
    bool was_there, is_there; /**< some evidence speaks of it: only then it has an index in the report */
    size_t before;            /**< index in the report */
    size_t after;             /**< index in the report of the alternative */
    bool only_others;         /**< its certainty is as it was: it moved since others came, went or moved */
    bool by_order; /**< it has no cause: in the other file things are in another order, which decides a tie */
    bool is_cut;   /**< the search was cut short: one of the causes may be needless */
    size_t cause_count;
    size_t evidence_count;
    size_t came_above_count, went_above_count;
} advise_change_of_advice;

/** A piece of evidence that came, went, or counts for more or less. */
typedef struct advise_change_of_evidence {
    bool was_there, is_there;
    size_t before, after;    /**< indexes among the evidence of the recommendation in the two reports */
    size_t difference_count; /**< which alone do this, as the causes of a change do that */
    bool is_cut;             /**< the search was cut short: one of them may be needless */
    size_t derived_count;    /**< derived facts that they changed and that its rule reads */
} advise_change_of_evidence;

/**
 * Compares what a report says with what it would say.
 * @param contrast  receives the comparison, to be freed by `advise_contrast_free` before the next run of the report's session; NULL if
 *                  there were errors
 * @param problems  also what the pack's checks find unlikely in the alternative and did not in the report's profile
 * @return as `advise_run_file`
 */
ADVISE_API advise_status advise_contrast_new(const advise_report *report,
                                             const advise_alternative *alternative,
                                             advise_contrast **contrast, advise_diagnostics **problems);
ADVISE_API void advise_contrast_free(advise_contrast *contrast);

/** The report of the alternative; lives as long as the contrast. */
ADVISE_API const advise_report *advise_contrast_report(const advise_contrast *c);
/** How many of the first entries are headed by the same recommendation as before. */
ADVISE_API size_t advise_contrast_same_entries(const advise_contrast *c);

/** In the order of the vocabulary, then of the lists. */
ADVISE_API size_t advise_contrast_difference_count(const advise_contrast *c);
ADVISE_API advise_difference advise_contrast_difference(const advise_contrast *c, size_t difference);
ADVISE_API size_t advise_contrast_derived_count(const advise_contrast *c);
ADVISE_API advise_derived_change advise_contrast_derived(const advise_contrast *c, size_t derived);

/** First what is given now, by its place; then what left, by the place that it had; then the rest. */
ADVISE_API size_t advise_contrast_count(const advise_contrast *c);
ADVISE_API advise_change_of_advice advise_contrast_change(const advise_contrast *c, size_t change);
/**
 * The index of a difference. The causes of a change, made alone, give the recommendation the place and the certainty that it has with all
 * differences: one does, or none of them can be left out.
 */
ADVISE_API size_t advise_contrast_cause(const advise_contrast *c, size_t change, size_t cause);
ADVISE_API advise_change_of_evidence advise_contrast_evidence(const advise_contrast *c, size_t change,
                                                              size_t evidence);
/** The index of a difference, and that of a derived fact that changed. */
ADVISE_API size_t advise_contrast_evidence_difference(const advise_contrast *c, size_t change,
                                                      size_t evidence, size_t difference);
ADVISE_API size_t advise_contrast_evidence_derived(const advise_contrast *c, size_t change, size_t evidence,
                                                   size_t derived);
/** What heads an entry above it, or its own entry, now and did not before: an index in the report of the alternative. */
ADVISE_API size_t advise_contrast_came_above(const advise_contrast *c, size_t change, size_t index);
/** What did so before and does not now: an index in the report. */
ADVISE_API size_t advise_contrast_went_above(const advise_contrast *c, size_t change, size_t index);

/* ==== Batch ========================================================================================= */

/** A profile among many. */
typedef struct advise_record {
    size_t number; /**< from 1, over all inputs */
    const char *file;
    size_t line; /**< where it begins */
} advise_record;

/* ---- One outcome for each of many profiles, in order ---- */

/** What became of one profile. Lives until the call that it is given to returns. */
typedef struct advise_outcome advise_outcome;
/** A text that is being written. */
typedef struct advise_text advise_text;

/** A profile for `advise_batch_options.next`. */
typedef struct advise_batch_profile {
    const char *text; /**< need not end in NUL, and need not last beyond the next call */
    size_t length;
    bool is_json;       /**< else YAML */
    const char *file;   /**< what diagnostics call it; NULL: "<record>" */
    size_t line;        /**< where it begins in that file, from 1; 0: 1 */
    const char *folder; /**< where its text files are looked for; NULL: they are refused */
} advise_batch_profile;

/** How inputs are cut into profiles. */
typedef enum advise_input_format {
    ADVISE_INPUT_BY_NAME,
    ADVISE_INPUT_NDJSON,
    ADVISE_INPUT_YAML,
    ADVISE_INPUT_JSON,
    ADVISE_INPUT_CSV
} advise_input_format;

/**
 * A map: what the columns and codes of an office's own data mean (docs/data.md). Immutable; may be used by several threads. Names and
 * values in it are the office's, and are never part of reports but by `advise_outcome_fact` and `advise_outcome_id`.
 */
typedef struct advise_map advise_map;

/**
 * Reads a map and checks it for packs: what it leads to must be facts of at least one of them.
 * @param packs  1, or 2 that are compared; they may go after the load
 * @param path   of the YAML file
 * @param from   NULL: the C library's
 * @param out    receives the map, to be freed by `advise_map_free`; NULL if there were errors
 * @return ADVISE_BAD_PACK if the map has errors
 */
ADVISE_API advise_status advise_map_load(const advise_pack *const *packs, size_t count, const char *path,
                                         const advise_allocator *from, advise_map **out,
                                         advise_diagnostics **problems);
ADVISE_API void advise_map_free(const advise_map *map); /**< NULL is allowed. No run may still use it */
/**
 * Runs the tests of a map: invented rows, and what their facts must be.
 * @param pack      one of those that the map was loaded for
 * @param count     receives how many tests there are; may be NULL
 * @param failed    receives how many of them fail; `problems` says how. May be NULL
 */
ADVISE_API advise_status advise_map_test(const advise_map *map, const advise_pack *pack, size_t *count,
                                         size_t *failed, advise_diagnostics **problems);
/** The name of the index-th column that the map keeps for naming and grouping; NULL behind the last. */
ADVISE_API const char *advise_map_kept(const advise_map *map, size_t index);

/** The signs with which the files of a map are written; '\0' for what it does not say. */
typedef struct advise_map_signs {
    char delimiter; /**< between cells: ',' ';' '\t' or '|' */
    char decimal;   /**< before the fraction of a number: '.' or ',' */
} advise_map_signs;
ADVISE_API advise_map_signs
advise_map_signs_of(const advise_map *map); /**< NULL is allowed: of it nothing is known */

/** How inputs are read. Zeros are the defaults. */
typedef struct advise_batch_input {
    advise_input_format format; /**< of all files that are not in a folder */
    char delimiter;             /**< of CSV: ',' ';' '\t' or '|'; '\0': the most frequent in the header */
    /** Around cells of CSV: '"' or '\''; '-': nothing; '\\': nothing, and backslashes before signs; '\0': as the first rows are. */
    char quote;
    char list_separator; /**< of the items of a list in one cell; '\0': ';' */
    char decimal;        /**< before the fraction of a number in a cell: '.' or ','; '\0': '.' */
    char group; /**< between thousands: '.', ',', '\'', or ' ' for a blank of any kind; '\0': nothing */
    /** What else than an empty cell says that nobody knows: words joined by commas, whatever their case; NULL: nothing. */
    const char *unknown;
    /** What columns and keys are that have the office's names, and how they are written; what is set here goes first. NULL: none. */
    const advise_map *map;
    bool ignore_columns; /**< columns that are no facts are passed over; else their file is not read */
    /** Inputs are SQLite databases, and the rows of this SQL profiles; NULL: they are not. */
    const char *query;
    const char *worksheet; /**< of workbooks, by its name; NULL: the first visible one that holds anything */
    size_t shard, shards;  /**< the part of each file to read, from 1, and of how many; 0: all of it */
    /**
     * How text is encoded that shows it neither by a byte order mark nor by being UTF-8 or UTF-16: a name for which
     * `advise_encoding_is_known`, such as "windows-1252". NULL: such a file cannot be read.
     */
    const char *encoding;
    size_t skip_rows; /**< of tables: lines before the header */
    /**
     * Where the text files of profiles in streams and tables are looked for, and of documents in a file of several; NULL: they are
     * refused. Those of a file of one profile lie below its folder.
     */
    const char *text_files;
    /** The name of the only input in diagnostics; its text files are refused like those of a stream. NULL: its path. */
    const char *name;
} advise_batch_input;

/**
 * Drafts a map for a file: its columns or keys against the facts of the pack, by their names, questions and values. What is guessed is said in
 * comments.
 * @param path   as an input of a batch
 * @param input  how it is read; its map is not looked at
 * @param write  takes the draft as YAML, once, if ADVISE_OK is returned
 */
ADVISE_API advise_status advise_map_draft(const advise_pack *pack, const char *path,
                                          const advise_batch_input *input,
                                          void (*write)(void *state, const char *text, size_t length),
                                          void *state, advise_diagnostics **problems);

/** True if files whose names end as `name` does are read if they lie in a folder that is an input. NULL is no name. */
ADVISE_API bool advise_is_input_name(const char *name);
/** True if this system can read text in the encoding of that name. NULL is no encoding. */
ADVISE_API bool advise_encoding_is_known(const char *name);

/** A profile that is completed by an import. */
typedef struct advise_import_profile {
    const char *name; /**< what diagnostics call it */
    const char *text; /**< YAML; NULL with `length` 0: there is none yet */
    size_t length;
    const char *folder; /**< where its text files lie; NULL: they are refused */
} advise_import_profile;

/** What became of an import. */
typedef struct advise_import_result {
    size_t stated;  /**< values of facts, and items of lists, that were added */
    size_t guesses; /**< lines that were added as comments */
    size_t kept;    /**< things in the file of which the profile says something already, which stays */
    size_t people;  /**< other people in the file, who were left out since they were not asked for */
} advise_import_result;

/**
 * Completes a profile by what a person's file says: JSON Resume, LinkedIn's export, Europass XML, or whatever else the descriptions in the
 * folder "import" of the pack know. What the profile states stays as it is, byte for byte; what is added has its origin as a comment,
 * and guesses are comments altogether. Doing so twice changes nothing.
 * @param session  whose pack, and whose date for what is counted from today
 * @param path     of the file, or of a folder of CSV files
 * @param people   take other people's data too, such as connections
 * @param write    takes the new text, once, if ADVISE_OK is returned
 * @param result   receives the counts; may be NULL
 * @return ADVISE_BAD_PACK if a description has errors or there is none, ADVISE_BAD_PROFILE if the file or the profile cannot be read
 */
ADVISE_API advise_status advise_import(const advise_session *session, const char *path,
                                       const advise_import_profile *into, bool people,
                                       void (*write)(void *state, const char *text, size_t length),
                                       void *state, advise_import_result *result,
                                       advise_diagnostics **problems);

/** A condition on profiles and on what they are advised, compiled for a pack: which outcomes are wanted. */
typedef struct advise_where advise_where;

/**
 * Compiles a condition in FEEL. It speaks of the facts and constants of the pack by their names, and of results: `given` (the ids
 * of the recommendations that are given), `first` (the id of the first), `score` (its score) and `questions` (how many open
 * questions may change the first places). A fact of the same name hides a result. `first` and `score` are unknown if nothing is
 * given. With a map, the columns that it keeps are texts by their names.
 * @param pack   must outlive the condition
 * @param map    with which the batch is run; NULL: none
 * @param name   what diagnostics call it
 * @param where  receives the condition, to be freed by `advise_where_free`; NULL if there were errors
 * @return ADVISE_BAD_USE if it has errors, ADVISE_OK also with warnings
 */
ADVISE_API advise_status advise_where_new(const advise_pack *pack, const advise_map *map, const char *name,
                                          const char *condition, const advise_allocator *from,
                                          advise_where **where, advise_diagnostics **problems);
/** Whether it asks for what only whole reports know (`questions`), which a batch must then make. */
ADVISE_API bool advise_where_needs_reports(const advise_where *where);
ADVISE_API void advise_where_free(advise_where *where);

enum { ADVISE_EXAMPLES = 3 };

/** Of how many profiles a check is true: see `advise_profile_check`. */
typedef struct advise_check_tally {
    size_t count;
    advise_record examples[ADVISE_EXAMPLES]; /**< the first of them; they live until the session's next run */
    size_t example_count;
} advise_check_tally;

/** Which ids name several profiles. Places live until the session's next run. */
typedef struct advise_id_tally {
    size_t ids;      /**< ids that name several */
    size_t profiles; /**< the profiles that they name */
    struct {
        advise_place first, second; /**< its first two profiles: `file` and `line` */
    } examples[ADVISE_EXAMPLES];    /**< of the first such ids */
    size_t example_count;
    /** Ids are compared exactly, up to ten million of them or 256 MiB. Of so many profiles they were compared with those before only. */
    size_t not_compared;
} advise_id_tally;

/** How `advise_batch_run` works. Zeros are the defaults; `render` and `write` must be given. */
typedef struct advise_batch_options {
    size_t jobs; /**< threads; 0: 1. What is written does not depend on it */
    size_t top;  /**< how many entries an outcome has at most; 0: all that are given */
    /** With `top`: `advise_outcome_given_count` gives a lower bound only, which is faster. */
    bool best_only;
    size_t max_record; /**< the longest profile in bytes; 0: 1 MiB */
    const char *id;    /**< the fact that names profiles, or a column that the map keeps; NULL: none */
    const char *const *
        facts; /**< names of facts whose values outcomes have, or of kept columns; NULL only with `fact_count` 0 */
    size_t fact_count;
    bool reports; /**< outcomes have whole reports: much slower */
    /**
     * An array of zeros, one for each rule of the pack (`advise_pack_rule_id`): receives for how many profiles that were not
     * refused the rule fired, that is gave evidence for or against a recommendation, or a value that counts. It is complete if
     * nothing stopped the run. NULL: this is not counted, and costs nothing.
     */
    size_t *fired;
    /**
     * An array of zeros, one for each check of the pack (`advise_pack_profile_check`): receives of how many profiles that were not
     * refused it is true. It is complete if nothing stopped the run. NULL: the checks are not looked at.
     */
    advise_check_tally *checks;
    advise_id_tally
        *ids; /**< with `id`: receives which ids name several profiles; NULL: they are not compared */
    /**
     * Profiles are read and not evaluated, at the speed of reading: outcomes say what profiles are refused for, and have no advice and
     * no facts. They have ids if `id` is no derived fact. Not with `reports`, `facts`, `fired`, `checks` or `where`.
     */
    bool read_only;
    /**
     * Only profiles for which it is true get an outcome; one for which it is unknown gets none. Those that are refused do, since nobody
     * knows what is true of them. For the pack of the session. NULL: all.
     */
    const advise_where *where;
    advise_batch_input input; /**< how inputs are read */
    size_t skip;              /**< profiles at the beginning to skip: they have numbers, and no outcome */
    /** Diagnostics may repeat what profiles say: they have lines of the source, and hints with values. Else they name line and key only. */
    bool show_values;
    bool stop_at_trouble; /**< an input that cannot be read ends the run; else the next one follows */
    void *state;          /**< given to the calls below; may be NULL */
    /** The next profile, if there are no inputs, in the thread of the caller: false at the end. NULL only with inputs. */
    bool (*next)(void *state, advise_batch_profile *out);
    /** Writes an outcome as text, in one of the threads 0 to jobs - 1. */
    void (*render)(void *state, size_t thread, const advise_outcome *outcome, advise_text *out);
    /** Takes the texts of some outcomes, in order, in the thread of the caller; false: stop. */
    bool (*write)(void *state, const char *text, size_t length, size_t records, size_t refused);
    /**
     * An input could not be read, or not to its end; or, without errors, how an input is read is worth a note. In the thread of the
     * caller. May be NULL.
     */
    void (*trouble)(void *state, const advise_diagnostics *problems);
    /** Called after each `write`. `bytes_total` is 0 if it is not known. May be NULL. */
    void (*progress)(void *state, size_t records, unsigned long long bytes_done,
                     unsigned long long bytes_total);
} advise_batch_options;

typedef struct advise_batch_totals {
    size_t
        records; /**< profiles, each with one outcome unless it was left out; not those that were skipped */
    size_t refused;    /**< of these */
    size_t unreadable; /**< inputs */
    size_t left_out;   /**< of the profiles: `where` is not true of them, and they have no outcome */
} advise_batch_totals;

/**
 * Evaluates many profiles. Memory does not grow with their number.
 * @param session   on the pack, with its date set; replaced facts are not applied
 * @param inputs    files and folders: *.ndjson and *.jsonl (a JSON profile on each line), *.json (one), *.yaml and *.yml (each
 *                  document a profile), *.csv and *.tsv (each row a profile), folders of *.yaml, *.yml and *.json, "-" (standard
 *                  input, as *.ndjson); of any other file the contents decide. With a query: databases. NULL: profiles come from
 *                  `options->next`
 * @param totals    NULL: not wanted
 * @param problems  not about profiles, which outcomes tell
 * @return ADVISE_OK also if profiles were refused or inputs unreadable (see the totals), and if `write` stopped the run;
 *         ADVISE_BAD_USE if the pack has no fact `options->id` or one of `facts`, if `where` is of another pack, or asks for reports
 *         that are not made
 */
ADVISE_API advise_status advise_batch_run(advise_session *session, const char *const *inputs,
                                          size_t input_count, const advise_batch_options *options,
                                          advise_batch_totals *totals, advise_diagnostics **problems);

/** A recommendation that is given. */
typedef struct advise_outcome_advice {
    const char *recommendation; /**< its id */
    size_t index;               /**< and its position in the pack, as of `advise_pack_recommendation_id` */
    const char *item;           /**< the name of the item that it is about; "" if it is about none */
    double certainty, score, priority;
    bool priority_is_open;                /**< as of `advise_advice` */
    size_t rank;                          /**< the number of its entry, from 1 */
    const char *part_of, *alternative_to; /**< as of `advise_advice` */
    size_t above;                         /**< the position of the one of these that is not "" */
} advise_outcome_advice;

ADVISE_API advise_record advise_outcome_record(const advise_outcome *o);
/** It is no profile for the pack, or its evaluation took too many steps: it has diagnostics and no advice. */
ADVISE_API bool advise_outcome_is_refused(const advise_outcome *o);
/** The value of the fact that names profiles; "" if it is unknown or none was asked for. */
ADVISE_API const char *advise_outcome_id(const advise_outcome *o);
/** The value of a fact of the options, by its place there; NULL if it is unknown or the profile was refused. */
ADVISE_API const char *advise_outcome_fact(const advise_outcome *o, size_t index);
/** How many recommendations it has: those of its entries (`top`), by rank, in each entry its head first. */
ADVISE_API size_t advise_outcome_count(const advise_outcome *o);
/** How many entries are given in all. */
ADVISE_API size_t advise_outcome_given_count(const advise_outcome *o);
ADVISE_API advise_outcome_advice advise_outcome_get(const advise_outcome *o, size_t index);
/** The whole report; NULL unless reports were asked for. */
ADVISE_API const advise_report *advise_outcome_report(const advise_outcome *o);
/** What is wrong with it and, if reports were asked for, all warnings. NULL: nothing. */
ADVISE_API const advise_diagnostics *advise_outcome_problems(const advise_outcome *o);

/** Appends bytes; NULL only with `length` 0. */
ADVISE_API void advise_text_add(advise_text *text, const char *bytes, size_t length);
/**
 * Room behind the text, for bytes that are written there and then become a part of it. It lasts until the text is added to or asked for room
 * again.
 * @param least  bytes; `*length` receives how many there are
 */
ADVISE_API char *advise_text_room(advise_text *text, size_t least, size_t *length);
/** Appends the first bytes of its room. */
ADVISE_API void advise_text_keep(advise_text *text, size_t length);
/** How many bytes the text has by now: those of one `render` are behind what was there before. */
ADVISE_API size_t advise_text_length(const advise_text *text);

/* ---- Two packs compared on many profiles ---- */

typedef struct advise_diff advise_diff;

/** How `advise_diff_run` works. Zeros are the defaults. */
typedef struct advise_diff_options {
    const char *by;    /**< the fact whose values make groups; NULL: no groups */
    const char *id;    /**< the fact whose values name examples; NULL: they have no names */
    size_t examples;   /**< how many each row has at most; 0: 10 */
    size_t groups;     /**< how many there are at most; the records beyond make one group more; 0: 1,000 */
    size_t max_record; /**< the longest profile in bytes; 0: 1 MiB */
    size_t jobs;       /**< threads; 0: 1. The result does not depend on it */
    advise_batch_input input; /**< how inputs are read */
    bool show_values;         /**< as in `advise_batch_options` */
    /**
     * Called for each record that a pack refuses, and for each input that cannot be read (`record` is then NULL). `problems` says
     * why. The arguments are valid until the call returns. May be NULL.
     */
    void (*refused)(void *state, const advise_record *record, bool by_old, bool by_new,
                    const advise_diagnostics *problems);
    /** Called after some records. `bytes_total` is 0 if it is not known. May be NULL. */
    void (*progress)(void *state, size_t records, unsigned long long bytes_done,
                     unsigned long long bytes_total);
    void *state; /**< given to both, in the caller's thread; may be NULL */
} advise_diff_options;

/**
 * Evaluates many profiles by two packs and compares what they advise, by recommendation and item. Memory does not grow with their
 * number.
 * @param before, after  sessions on the old and the new pack, with their dates set; replaced facts are not applied
 * @param inputs    as in `advise_batch_run`, without databases
 * @param options   NULL: zeros
 * @param out       receives what was found, to be freed by `advise_diff_free`
 * @param problems  not about records
 * @return ADVISE_OK also if records were refused or inputs unreadable (see the totals); ADVISE_BAD_USE if an option names a fact
 *         that neither pack has
 */
ADVISE_API advise_status advise_diff_run(advise_session *before, advise_session *after,
                                         const char *const *inputs, size_t input_count,
                                         const advise_diff_options *options, advise_diff **out,
                                         advise_diagnostics **problems);
ADVISE_API void advise_diff_free(advise_diff *diff);

/** Counts of records, and of pieces of advice: a recommendation for one item. */
typedef struct advise_diff_totals {
    size_t records;                        /**< read: evaluated or refused */
    size_t evaluated;                      /**< by both packs */
    size_t refused;                        /**< by at least one pack */
    size_t refused_by_old, refused_by_new; /**< of these: by this one only */
    size_t unreadable;                     /**< inputs that could not be read to their end */
    size_t changed;                        /**< records that gained or lost advice */
    size_t moved;                          /**< other records in which a rank moved */
    size_t rescored;                       /**< records in which only certainties or scores changed */
    size_t reworded;                       /**< records in which advice reads differently, and nothing else */
    /** Pieces of advice; one that moved may be rescored and reworded too. */
    size_t gained, lost, moves, rescores, rewords;
} advise_diff_totals;

/** What happened to a recommendation, in pieces of advice. */
typedef struct advise_diff_recommendation {
    const char *id, *title; /**< the title as the pack writes it */
    size_t given_by_old, given_by_new, gained, lost;
    size_t withheld;    /**< of those lost: excluded by another recommendation */
    size_t up, down;    /**< given by both packs, but nearer to rank 1 by the new one, or farther */
    double mean_places; /**< by how many ranks these moved, up being positive; 0 if none did */
    size_t rescored;    /**< given by both with another certainty or score */
    size_t reworded;    /**< given by both with another title, reason, source, next step, effort or horizon */
    size_t records;     /**< in which it was gained or lost */
    size_t example_count;
} advise_diff_recommendation;

/** What happened to the records with one value of the fact `by`. */
typedef struct advise_diff_group {
    const char *value;              /**< at most 200 bytes; "" for the next two */
    bool is_unknown;                /**< the records in which the fact is not known */
    bool is_other;                  /**< the records beyond the largest number of groups */
    size_t records, changed, moved; /**< as in the totals */
    size_t gained, lost;            /**< pieces of advice */
    size_t example_count;
} advise_diff_group;

typedef enum advise_cause_kind {
    ADVISE_CAUSE_RULE_ADDED,
    ADVISE_CAUSE_RULE_REMOVED,
    ADVISE_CAUSE_RULE_CHANGED,
    ADVISE_CAUSE_CONSTANT,  /**< a constant that a rule reads is defined differently */
    ADVISE_CAUSE_FUNCTION,  /**< a function that a rule calls is defined differently */
    ADVISE_CAUSE_FACT,      /**< a fact is declared differently: its default, hit policy or type */
    ADVISE_CAUSE_PRIORITY,  /**< of the recommendation */
    ADVISE_CAUSE_ENTRY,     /**< what the recommendation is a part of, or its group of alternatives */
    ADVISE_CAUSE_EXCLUSION, /**< in one of the packs a recommendation excludes it */
    ADVISE_CAUSE_THRESHOLD, /**< the threshold of the packs */
    ADVISE_CAUSE_WORDING,   /**< what a rule, recommendation or source says to the reader */
    ADVISE_CAUSE_OTHER,     /**< none of these was found */
} advise_cause_kind;

/** Something that made advice change. One change may have several causes. */
typedef struct advise_diff_cause {
    advise_cause_kind kind;
    const char *name;      /**< of the rule, recommendation, constant or fact; "" for the last two kinds */
    const char *what;      /**< the keys that differ, "certainty, when"; "" if only one pack has it */
    const char *was, *now; /**< the texts of the first of these keys; "" if it is not given */
    size_t gained, lost, rescored, reworded; /**< pieces of advice in which it had a part */
    size_t records;
    size_t example_count;
} advise_diff_cause;

typedef enum advise_diff_table {
    ADVISE_DIFF_RECOMMENDATIONS,
    ADVISE_DIFF_GROUPS,
    ADVISE_DIFF_CAUSES
} advise_diff_table;

typedef enum advise_change {
    ADVISE_GAINED,
    ADVISE_LOST,
    ADVISE_MOVED,
    ADVISE_RESCORED, /**< certainty or score changed, the rank did not */
    ADVISE_REWORDED  /**< only what its reader sees changed */
} advise_change;

/** A record that shows what a row counts. */
typedef struct advise_diff_example {
    advise_record record;
    const char *id; /**< the value of the fact `id`; "" if it is unknown or none was asked for */
    advise_change change;
    size_t old_rank, new_rank; /**< 0 if it was not given */
} advise_diff_example;

ADVISE_API advise_diff_totals advise_diff_get_totals(const advise_diff *diff);
/** Recommendations that changed: most gained and lost first, then most moved, then by id. */
ADVISE_API size_t advise_diff_recommendation_count(const advise_diff *diff);
ADVISE_API advise_diff_recommendation advise_diff_get_recommendation(const advise_diff *diff, size_t index);
/** Groups by value, numbers by their size; then the unknown, then the others. */
ADVISE_API size_t advise_diff_group_count(const advise_diff *diff);
ADVISE_API advise_diff_group advise_diff_get_group(const advise_diff *diff, size_t index);
/** Causes: most gained and lost first, then most rescored, then by kind and name. */
ADVISE_API size_t advise_diff_cause_count(const advise_diff *diff);
ADVISE_API advise_diff_cause advise_diff_get_cause(const advise_diff *diff, size_t index);
/** An example of a row: gained and lost before moved and rescored, each in the order of the records. */
ADVISE_API advise_diff_example advise_diff_get_example(const advise_diff *diff, advise_diff_table table,
                                                       size_t row, size_t index);

/* ==== Tools ========================================================================================= */

/* ---- A pack as it is written ---- */

/** A list of everything in a pack, with where each field is written. Borrows from the pack, which must outlive it. */
typedef struct advise_listing advise_listing;

/** NULL if memory ran out. */
ADVISE_API advise_listing *advise_listing_new(const advise_pack *pack, const advise_allocator *from);
ADVISE_API void advise_listing_free(advise_listing *listing);
/** From now on things tell what they are on a date ("2026-01-31"). ADVISE_BAD_USE if it is none. */
ADVISE_API advise_status advise_listing_set_date(advise_listing *listing, const char *date);

/** Something that a pack defines. `pack`, `file` and `line` say where: the name of the level, the file as found. */
typedef struct advise_thing {
    const char *
        kind; /**< "pack", "source", "type", "fact", "constant", "recommendation", "rule", …; "field" and "row" if changed */
    const char *id;
    const char *pack, *file;
    size_t line;
    bool disabled;
    /** The disabled recommendation that disabled this rule too; "" if there is none. */
    const char *disabled_with;
    /**
     * On the listing's date: "in force" or "not in force" of a rule with dates, the value of a constant with values by date, "unknown" before
     * its first one. "" of everything else, and without a date.
     */
    const char *on_date;
    size_t field_count, change_count;
} advise_thing;

/** A value as written. A list has items; what is nested deeper is one line, in YAML's flow style. */
typedef struct advise_listed_value {
    const char *text; /**< "" for a list */
    const char *const *items;
    size_t item_count;
    bool is_list;
    bool is_there; /**< false: there was none */
} advise_listed_value;

/** A key of a thing, and where its value is from. */
typedef struct advise_field {
    const char *key;
    advise_listed_value value;
    const char *pack, *file;
    size_t line;
    bool changed; /**< an override set it */
} advise_field;

/** An item of a field's list, and where it is from: overrides of several packs may have added to one list. */
typedef struct advise_listed_item {
    const char *text;
    const char *pack, *file;
    size_t line;
} advise_listed_item;

/** What an override can do. */
typedef enum advise_override_kind {
    ADVISE_OVERRIDE_SETS,
    ADVISE_OVERRIDE_ADDS,    /**< `after` is what a list has more */
    ADVISE_OVERRIDE_REMOVES, /**< `before` is what a list has less */
    ADVISE_OVERRIDE_DISABLES /**< `after` is "true", or "false" if the whole thing is enabled again */
} advise_override_kind;

/** What an override did to a thing. */
typedef struct advise_listed_change {
    advise_override_kind kind;
    const char *key; /**< "disable" if the whole thing is disabled (`after` "true") or enabled again */
    advise_listed_value before, after;
    const char *pack, *file;
    size_t line;
    const char *reason;
} advise_listed_change;

/** An override of the pack itself (not of its bases) whose base is no longer what it was written against. */
typedef struct advise_outdated {
    const char *kind, *id;
    const char *key; /**< "" if only the version of the base is newer */
    advise_listed_value was, now;
    const char *pack, *file;
    size_t line;
    const char *reason;
    const char *was_version;  /**< "" if not stated */
    const char *base_version; /**< of the pack that it was written against, now */
} advise_outdated;

/** By kind, within a kind in the order of the files; disabled things come last. */
ADVISE_API size_t advise_listing_count(const advise_listing *l);
ADVISE_API advise_thing advise_listing_thing(const advise_listing *l, size_t thing);
ADVISE_API advise_field advise_listing_field(const advise_listing *l, size_t thing, size_t field);
/** An item of a field that is a list, from 0. */
ADVISE_API advise_listed_item advise_listing_item(const advise_listing *l, size_t thing, size_t field,
                                                  size_t item);
/** The oldest first. */
ADVISE_API advise_listed_change advise_listing_change(const advise_listing *l, size_t thing, size_t change);
/** The id that `id` is most likely a misspelling of; NULL if none is near. */
ADVISE_API const char *advise_listing_nearest(advise_listing *l, const char *id);

/** Overrides of the pack itself. */
ADVISE_API size_t advise_listing_override_count(const advise_listing *l);
/** How many of them say what they were written against. */
ADVISE_API size_t advise_listing_compared_count(const advise_listing *l);
ADVISE_API size_t advise_listing_outdated_count(const advise_listing *l);
ADVISE_API advise_outdated advise_listing_outdated(const advise_listing *l, size_t outdated);

/* ---- What codes mean ---- */

/** A code of diagnostics of packs. */
typedef struct advise_code {
    const char *code;
    advise_severity severity; /**< a pack can allow what is no error */
    const char *meaning;      /**< one line */
    const char *explanation;  /**< some sentences; "" if the meaning says it all */
    const char *example;      /**< lines of a pack that have it; "" if there is none */
} advise_code;

ADVISE_API size_t advise_code_count(void);
ADVISE_API advise_code advise_code_get(size_t index);

/* ---- The vocabulary of a pack ---- */

/** What a fact, or each item of a list, is. */
typedef enum advise_type {
    ADVISE_TYPE_ANY,
    ADVISE_TYPE_BOOLEAN,
    ADVISE_TYPE_NUMBER,
    ADVISE_TYPE_STRING,
    ADVISE_TYPE_TEXT, /**< a string that a profile may give as a file: NAME_file with a path */
    ADVISE_TYPE_DATE,
    ADVISE_TYPE_TIME,
    ADVISE_TYPE_DATE_TIME,
    ADVISE_TYPE_RECORD, /**< a mapping: see `record` */
} advise_type;

/** A fact of the vocabulary, or a field of a record type. */
typedef struct advise_fact {
    const char *name;
    advise_type type;
    bool is_list;
    bool is_integer; /**< of ADVISE_TYPE_NUMBER: no fractions */
    size_t record;   /**< of ADVISE_TYPE_RECORD: the index of the record type */
    bool required, derived;
    bool fixed; /**< nobody can change it once it is known */
    double
        change_cost; /**< how hard a change is, beside those of others: above 0; 1 unless the pack says otherwise */
    const char *unit, *ask, *description; /**< "" if there is none */
    const char *topic;    /**< the section of a form in which it is asked for; "" if there is none */
    const char *allowed;  /**< FEEL unary tests as written; "" if there are none */
    size_t allowed_count; /**< the values and ranges in these; 0 if they are anything else */
} advise_fact;

/** One of the values that a fact may have, or a range. Texts are bare, all else is a FEEL literal. */
typedef struct advise_allowed {
    bool is_range;
    const char *low;  /**< the value; of a range: its lower end, "" if it has none */
    const char *high; /**< of a range: its upper end, "" if it has none */
    bool low_closed, high_closed;
} advise_allowed;

/** A record type of the vocabulary. */
typedef struct advise_record_type {
    const char *name, *description;
    const char *key; /**< the field that names a record; "" if there is none */
    size_t field_count;
} advise_record_type;

/** Pass this for `type` to mean the vocabulary's facts instead of a record type's fields. */
#define ADVISE_FACTS ((size_t)-1)

ADVISE_API size_t advise_pack_type_count(const advise_pack *pack);
ADVISE_API advise_record_type advise_pack_type(const advise_pack *pack, size_t type);
/** A field of the record type, or, with ADVISE_FACTS for `type`, a fact. */
ADVISE_API advise_fact advise_pack_fact(const advise_pack *pack, size_t type, size_t index);
ADVISE_API advise_allowed advise_pack_allowed(const advise_pack *pack, size_t type, size_t index,
                                              size_t allowed);

/* ---- The keys of files ---- */

/** The kinds of files that make up a pack. */
typedef enum advise_file_kind {
    ADVISE_FILE_PACK,            /**< pack.yaml */
    ADVISE_FILE_VOCABULARY,      /**< vocabulary.yaml */
    ADVISE_FILE_RECOMMENDATIONS, /**< recommendations.yaml */
    ADVISE_FILE_RULES,           /**< every other *.yaml */
    ADVISE_FILE_TESTS,           /**< *.test.yaml */
    ADVISE_FILE_KINDS
} advise_file_kind;

typedef enum advise_key_kind {
    ADVISE_KEY_TEXT,
    ADVISE_KEY_INTEGER,
    ADVISE_KEY_BOOLEAN,
    ADVISE_KEY_TEXTS,
    ADVISE_KEY_TEXT_OR_TEXTS,
    /**< one text, or a list of them */ /**< a list of texts */
    ADVISE_KEY_RECORDS,                 /**< a list of mappings */
    ADVISE_KEY_RECORD,                  /**< a mapping */
    ADVISE_KEY_ANY,                     /**< more than one form: see `help` */
    ADVISE_KEY_MAPPING,                 /**< keys of whatever kind the mapping around it names */
} advise_key_kind;

/** What a key's text names. */
typedef enum advise_key_names {
    ADVISE_NAMES_NOTHING,
    ADVISE_NAMES_RECOMMENDATION,
    ADVISE_NAMES_SOURCE,
    ADVISE_NAMES_FACT,
    ADVISE_NAMES_DERIVED_FACT,
    ADVISE_NAMES_TYPE, /**< a simple type, or a record type of the pack */
    ADVISE_NAMES_RULE,
} advise_key_names;

/** A key that a file may have, from the tables that loading checks with. */
typedef struct advise_key {
    const char *name;
    size_t depth; /**< 0: a key of the file; n: of the records in the last list before it with depth n - 1 */
    advise_key_kind kind;
    bool required;
    bool is_list;      /**< an override can add to it, and remove from it */
    const char *help;  /**< whole sentences */
    const char *words; /**< the only values, separated by '|'; "" if any will do */
    advise_key_names names;
} advise_key;

/** The keys of a kind of file and of its records; each list is followed by the keys of its records. */
ADVISE_API size_t advise_key_count(advise_file_kind kind);
ADVISE_API advise_key advise_key_get(advise_file_kind kind, size_t index);

/* ---- The tests of a pack ---- */

/** The tests of a pack, run. Holds everything that it is asked for; the pack must outlive it. */
typedef struct advise_tests advise_tests;

/** What to run and what to find out. Zeros: run all tests of the pack's folder and nothing more. */
typedef struct advise_test_options {
    const char *const *files; /**< test files; NULL only with `file_count` 0 */
    size_t file_count;        /**< 0: all *.test.yaml in the pack's folder */
    bool with_base;           /**< without files: also those of the packs that it extends, run on this pack */
    const char *filter; /**< run the tests whose name contains this text, or matches it as /…/; NULL: all */
    bool list;          /**< read the tests and run none */
    /** A clock that never goes back, in seconds; NULL: no times are taken. */
    double (*seconds)(void *state);
    void *state;
    bool coverage; /**< find out what of the pack the tests reach */
    bool mutate;   /**< change the pack in one place after another; find the changes that no test notices */
} advise_test_options;

/**
 * Reads the tests and runs them.
 * @param options   NULL: zeros
 * @param tests     receives the tests and their results, to be freed by `advise_tests_free`; NULL if there were errors
 * @param problems  about the test files
 * @return ADVISE_BAD_PACK for a bad test file; failures of tests are no error
 */
ADVISE_API advise_status advise_tests_run(const advise_pack *pack, const advise_test_options *options,
                                          const advise_allocator *from, advise_tests **tests,
                                          advise_diagnostics **problems);
ADVISE_API void advise_tests_free(advise_tests *tests);

/** A test. Without a failure it passed. */
typedef struct advise_test_case {
    const char *name, *file;
    size_t line;
    size_t failure_count;
    double seconds; /**< that it took, by the clock of the options */
} advise_test_case;

/** Something that a test expected and did not get. */
typedef struct advise_test_failure {
    const char *file;
    size_t line, column;
    const char *expected, *got;
    size_t why_count;        /**< lines that say why it was not given */
    bool can_update;         /**< the expectation can be rewritten in place: see `advise_tests_update` */
    const char *written;     /**< then what it says now, as it is written in the file */
    const char *replacement; /**< and what it would have to say */
} advise_test_failure;

/** What the tests saw of one rule: how often it fired, and how often its condition, false or unknown, held it back. */
typedef struct advise_rule_coverage {
    const char *rule, *file;
    size_t line;
    size_t fired, held_back;
    bool may_hold_back; /**< it has a condition */
    size_t part_count;
} advise_rule_coverage;

/**
 * What the tests saw of a part of a condition, which `and`, `or` and `not` join: how often it was evaluated, and how often it alone
 * made the condition what it was while it was true, and while it was false.
 */
typedef struct advise_part_coverage {
    const char *text, *file;
    size_t line;
    size_t evaluated, decided_true, decided_false;
} advise_part_coverage;

/** What the tests saw of a recommendation, a derived fact or field, or a source. */
typedef struct advise_item_coverage {
    const char *kind; /**< "recommendation", "derived fact", "derived field" or "source" */
    const char *id, *file;
    size_t line;
    size_t times; /**< given; concluded by a rule or a default; cited by a rule that fired */
} advise_item_coverage;

/** A small change of the pack. */
typedef struct advise_mutant {
    const char *subject; /**< the id of the changed rule, or the name of the constant or derived fact */
    const char *key;     /**< "when", "for", "certainty", "value", "rule", "constant" or "default" */
    const char *before, *after;
    const char *file;
    size_t line;
    bool noticed;    /**< a test fails with the change */
    bool equivalent; /**< a test file declares that the change makes no difference; it was not tried */
} advise_mutant;

/** In the order of the files and of their tests. */
ADVISE_API size_t advise_tests_count(const advise_tests *t);
/** How many of them have a failure. */
ADVISE_API size_t advise_tests_failed(const advise_tests *t);
ADVISE_API advise_test_case advise_tests_case(const advise_tests *t, size_t test);
ADVISE_API advise_test_failure advise_tests_failure(const advise_tests *t, size_t test, size_t failure);
ADVISE_API const char *advise_tests_why(const advise_tests *t, size_t test, size_t failure, size_t line);

/** One row for each rule that the pack itself defines or changes, in file order; 0 unless coverage was asked for. */
ADVISE_API size_t advise_tests_rule_count(const advise_tests *t);
ADVISE_API advise_rule_coverage advise_tests_rule(const advise_tests *t, size_t rule);
ADVISE_API advise_part_coverage advise_tests_part(const advise_tests *t, size_t rule, size_t part);
/** The pack's own recommendations, derived facts, derived fields and sources, in this order. */
ADVISE_API size_t advise_tests_item_count(const advise_tests *t);
ADVISE_API advise_item_coverage advise_tests_item(const advise_tests *t, size_t item);

/** Changes of what the pack itself defines or changes, in its order; 0 unless mutation was asked for. */
ADVISE_API size_t advise_tests_mutant_count(const advise_tests *t);
ADVISE_API advise_mutant advise_tests_mutant(const advise_tests *t, size_t mutant);
/** Changes that test files declare to make no difference and that were not among those tried; NULL past the last. */
ADVISE_API const char *advise_tests_unused_equivalent(const advise_tests *t, size_t index);

/**
 * The text of a test file in which the failed expectations that can be are rewritten, and all else is as it was.
 * @param file  as `advise_test_case.file` gives it
 * @param text  receives the text, which lives as long as `t`; NULL if nothing is to be rewritten
 */
ADVISE_API advise_status advise_tests_update(advise_tests *t, const char *file, const char **text,
                                             size_t *length);

/* ---- One layout for files ---- */

/** A file and how it is to be laid out. */
typedef struct advise_layout advise_layout;

/**
 * Lays out a YAML file: two spaces a level, list entries indented below their key, at most one empty line, no blanks at the ends of
 * lines. The result means the same and has the same comments in the same order. If that is not possible, the text stays as it is and
 * a warning says so.
 * @param path    "-" is standard input
 * @param layout  receives the texts, to be freed by `advise_layout_free`; NULL if there were errors
 * @return ADVISE_BAD_PACK if the file is not sound YAML
 */
ADVISE_API advise_status advise_layout_file(const char *path, const advise_allocator *from,
                                            advise_layout **layout, advise_diagnostics **problems);
/** The same for a text in memory, which must outlive the layout; NULL only with `length` 0. `name` is what diagnostics call it. */
ADVISE_API advise_status advise_layout_text(const char *name, const char *text, size_t length,
                                            const advise_allocator *from, advise_layout **layout,
                                            advise_diagnostics **problems);
ADVISE_API const char *advise_layout_before(const advise_layout *layout, size_t *length);
ADVISE_API const char *advise_layout_after(const advise_layout *layout, size_t *length);
ADVISE_API void advise_layout_free(advise_layout *layout);

/* ---- Bytes of files ---- */

/** The bytes of an open file; those of a file that gzip or zstd compressed are decompressed, all others are as they are. */
typedef struct advise_bytes advise_bytes;

/**
 * Opens a file or a named pipe to read it. A pipe that nobody writes to is waited for some seconds; whoever does may take his time.
 * @return the descriptor, the caller's to close; -1 with errno: EPIPE if nobody writes to the pipe
 */
ADVISE_API int advise_file_open(const char *path);
/** The file stays the caller's to close. NULL if memory ran out. */
ADVISE_API advise_bytes *advise_bytes_new(int file, const advise_allocator *from);
/**
 * Reads some bytes, at least one unless the file is at its end.
 * @param room  at least 4096
 * @param got   receives how many there are; 0 at the end
 * @return ADVISE_IO_FAILED if the file cannot be read, or is damaged or cut off
 */
ADVISE_API advise_status advise_bytes_read(advise_bytes *bytes, char *to, size_t room, size_t *got);
/** Why reading failed. */
ADVISE_API const char *advise_bytes_problem(const advise_bytes *bytes);
ADVISE_API void advise_bytes_free(advise_bytes *bytes);

/* ---- Expressions ---- */

/**
 * Names with values, over which FEEL expressions are evaluated, with or without a pack. What the functions of a scope return lives
 * until the next call with it.
 */
typedef struct advise_scope advise_scope;

/** NULL if memory ran out. */
ADVISE_API advise_scope *advise_scope_new(const advise_allocator *from);
ADVISE_API void advise_scope_free(advise_scope *scope);

/** As `advise_session_set_date`. */
ADVISE_API advise_status advise_scope_set_date(advise_scope *scope, const char *date);

/**
 * Strict: an unknown name, a type that can never fit and the like are errors, as in packs. Else (the default) they are warnings, and
 * the value is null, as the standard says.
 */
ADVISE_API void advise_scope_set_strict(advise_scope *scope, bool strict);

/**
 * Gives a name the value of an expression over the names before it. The name may have spaces. A name that is there already gets the
 * new value.
 * @return ADVISE_BAD_USE if the name or the expression has errors
 */
ADVISE_API advise_status advise_scope_let(advise_scope *scope, const char *name, const char *expression,
                                          advise_diagnostics **problems);

/**
 * Adds the entries of a YAML or JSON mapping; "-" is standard input. Plain scalars are null, booleans, numbers, else strings; what is
 * quoted is a string. A plain scalar that begins with "=", and a mapping with the only key "=", hold a FEEL expression over the entries
 * before.
 * @return ADVISE_BAD_PROFILE if the file has errors
 */
ADVISE_API advise_status advise_scope_read_file(advise_scope *scope, const char *path,
                                                advise_diagnostics **problems);
/** The same for text in memory (NULL only with `length` 0); `name` is what diagnostics call it. */
ADVISE_API advise_status advise_scope_read_text(advise_scope *scope, const char *name, const char *text,
                                                size_t length, advise_diagnostics **problems);

/**
 * Adds the facts (after chaining) and constants of a report with the types of its pack, makes the scope strict, and its date that of
 * the session. The scope must be empty, and must not be used past the report's life.
 */
ADVISE_API advise_status advise_scope_use_report(advise_scope *scope, const advise_report *report);

/** What is to be evaluated. Members that are not needed are zero. */
typedef struct advise_expression {
    const char *text;
    size_t length; /**< bytes of `text` */
    /** FEEL; `text` is unary tests ("> 10, [1..5]") of its value. NULL: `text` is an expression. */
    const char *input;
    const char *file; /**< what diagnostics call it; NULL: "expression" */
    size_t line;      /**< the line of `file` on which it begins; 0: the first */
    bool explain;     /**< give steps */
} advise_expression;

/** A value as a tree. */
typedef struct advise_value {
    /**
     * "null", "boolean", "number", "string", "date", "time", "date and time", "days and time duration", "years and months
     * duration", "list", "context", "range" or "function".
     */
    const char *type;
    /** Of a string its content; of a list or context ""; of all else what FEEL's string() gives, but a
     * number that would be mostly zeros has an exponent: "1e+40". */
    const char *text;
    size_t length; /**< bytes of `text`, which may contain a NUL */
    size_t count;  /**< items of a list, entries of a context */
    const struct advise_value *items;
    const char *const *names; /**< of a context: the entries' names; else NULL */
} advise_value;

typedef enum advise_step_state {
    ADVISE_STEP_VALUE,
    ADVISE_STEP_NOT_NEEDED, /**< not evaluated: the result was certain already */
    ADVISE_STEP_ROUND,      /**< one round of a loop or filter: `text` is "x = 3" */
    ADVISE_STEP_MORE,       /**< `count` further rounds, `count_true` of them true */
    ADVISE_STEP_CUT,        /**< what would follow is too deep or too much */
} advise_step_state;

/** One part of an expression and what it gave, in the order of reading. Literals are left out. */
typedef struct advise_step {
    advise_step_state state;
    unsigned depth; /**< of what it is part of, plus one; the whole expression has 0 */
    const char *text;
    size_t offset, length; /**< bytes of the expression */
    const char *literal;   /**< the value; "" if there is none */
    /** For a filter's round, "kept" or "dropped"; for a count of rounds, "kept" or "true"; otherwise "". */
    const char *note;
    size_t count, count_true;
} advise_step;

typedef struct advise_evaluation {
    advise_value value;
    const char *literal;     /**< the value as a FEEL literal */
    const char *static_type; /**< what is known of the type without evaluating: "any" if nothing is */
    const advise_step *steps;
    size_t step_count; /**< 0 unless `explain` */
} advise_evaluation;

/**
 * Evaluates. What evaluation cannot compute is null; what it noticed is a warning.
 * @param result  receives the result; NULL if there were errors
 * @return ADVISE_BAD_USE if the expression has errors, ADVISE_BAD_PROFILE if it used up the budget of steps
 */
ADVISE_API advise_status advise_evaluate(advise_scope *scope, const advise_expression *expression,
                                         const advise_evaluation **result, advise_diagnostics **problems);

typedef struct advise_token {
    /** "number", "string", "temporal", "name", "keyword", "symbol", "bad" (the last one). */
    const char *kind;
    size_t offset, length; /**< bytes */
} advise_token;

/** One node of the tree, in the order of reading. */
typedef struct advise_node {
    unsigned depth;
    const char *kind;   /**< "comparison", "call", … (docs/feel.md) */
    const char *role;   /**< what it is to the node above it: "left", "argument", …; of the root "whole" */
    const char *label;  /**< the name of an entry, argument or loop variable; else "" */
    const char *detail; /**< an operator, a name, a literal, a type; else "" */
    const char *type;   /**< the static type */
    size_t offset, length; /**< bytes */
} advise_node;

typedef struct advise_syntax {
    const advise_token *tokens;
    size_t token_count;
    const advise_node *nodes;
    size_t node_count; /**< 0 if the expression has errors */
} advise_syntax;

/** Reads an expression without evaluating it. Tokens are given even if there are errors. Returns as `advise_evaluate`. */
ADVISE_API advise_status advise_parse(advise_scope *scope, const advise_expression *expression,
                                      const advise_syntax **syntax, advise_diagnostics **problems);

/** One signature of a built-in function. */
typedef struct advise_function {
    const char *name;
    const char *signature; /**< "substring(string, start position, length?)" */
    const char *summary;
    bool extension; /**< not in the standard */
} advise_function;

/** All signatures, those of one name together; NULL if memory ran out. */
ADVISE_API const advise_function *advise_functions(advise_scope *scope, size_t *count);

/**
 * What may follow at the end of `text`: names, built-ins ("count("), keywords; after a point the entries of what comes before it.
 * Sorted, each once.
 * @param start  receives the byte of `text` at which the word that they complete begins
 */
ADVISE_API const char *const *advise_complete(advise_scope *scope, const char *text, size_t *start,
                                              size_t *count);

#ifdef __cplusplus
}
#endif

#endif
