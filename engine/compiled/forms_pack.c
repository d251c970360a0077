// Describes the structs of packs.
#include "compiled/describe.h"
#include "compiled/forms.h"

DESCRIBE_ONE(byte, char, PLAIN)
DESCRIBE_ONE(number, size_t, PLAIN)
DESCRIBE_ONE(word, uint32_t, PLAIN)
DESCRIBE_ONE(flag, bool, BOOL)
DESCRIBE_ONE(text, slice, TEXT)

// --- the file itself ---

#define COMPILED_INPUT_PARTS(ROW)                                                                            \
    ROW(compiled_input, level, PLAIN)                                                                        \
    ROW(compiled_input, name, TEXT)                                                                          \
    ROW(compiled_input, size, PLAIN)                                                                         \
    ROW(compiled_input, hash, PLAIN)
DESCRIBE(compiled_input, COMPILED_INPUT_PARTS)

#define DIAGNOSTIC_PLACE_PARTS(ROW)                                                                          \
    ROW(diagnostic_place, file, FILE)                                                                        \
    ROW(diagnostic_place, line, PLAIN)                                                                       \
    ROW(diagnostic_place, column, PLAIN)                                                                     \
    ROW(diagnostic_place, length, PLAIN)                                                                     \
    ROW(diagnostic_place, source_line, TEXT)
DESCRIBE(diagnostic_place, DIAGNOSTIC_PLACE_PARTS)

typedef __typeof__(((diagnostic *)0)->others) diagnostic_others;
#define DIAGNOSTIC_OTHERS_PARTS(ROW)                                                                         \
    ROW(diagnostic_others, items, MANY(PROBLEM_PLACE, diagnostic_others, count))                             \
    ROW(diagnostic_others, count, PLAIN)                                                                     \
    ROW(diagnostic_others, capacity, LEFT)
DESCRIBE(diagnostic_others, DIAGNOSTIC_OTHERS_PARTS)

#define DIAGNOSTIC_PARTS(ROW)                                                                                \
    ROW(diagnostic, severity, CHOICE(SEVERITY_NOTE))                                                         \
    ROW(diagnostic, code, WORDS)                                                                             \
    ROW(diagnostic, file, FILE)                                                                              \
    ROW(diagnostic, line, PLAIN)                                                                             \
    ROW(diagnostic, column, PLAIN)                                                                           \
    ROW(diagnostic, length, PLAIN)                                                                           \
    ROW(diagnostic, message, TEXT)                                                                           \
    ROW(diagnostic, hint, TEXT)                                                                              \
    ROW(diagnostic, witness, TEXT)                                                                           \
    ROW(diagnostic, about, WORDS)                                                                            \
    ROW(diagnostic, id, TEXT)                                                                                \
    ROW(diagnostic, allowed, TEXT)                                                                           \
    ROW(diagnostic, source_line, TEXT)                                                                       \
    ROW(diagnostic, others, INNER(diagnostic_others))
DESCRIBE(diagnostic, DIAGNOSTIC_PARTS)

#define COMPILED_HEAD_PARTS(ROW)                                                                             \
    ROW(compiled_head, inputs, MANY(INPUT, compiled_head, input_count))                                      \
    ROW(compiled_head, input_count, PLAIN)                                                                   \
    ROW(compiled_head, problems, MANY(PROBLEM, compiled_head, problem_count))                                \
    ROW(compiled_head, problem_count, PLAIN)                                                                 \
    ROW(compiled_head, pack, NEED(PACK))
DESCRIBE(compiled_head, COMPILED_HEAD_PARTS)

// --- arrays that no field counts ---

static size_t count_facts(const pack *p, const void *element)
{
    (void)element;
    return p->fact_count;
}

static size_t count_concluding(const pack *p, const void *element)
{
    const size_t at = (size_t)((const number_list *)element - (const number_list *)p->concluding_rules);
    return at < p->fact_count ? p->concluding_counts[at] : SIZE_MAX;
}

/// A recommending rule has as many next steps as its recommendation.
static size_t count_next_steps(const pack *p, const void *element)
{
    const rule *r = element;
    if (r->kind != RULE_RECOMMENDS)
        return 0;
    return r->target < p->recommendation_count ? p->recommendations[r->target].next_step_count : SIZE_MAX;
}

static size_t count_cells(const pack *p, const void *element)
{
    (void)p;
    const feel_table *t = &((const pack_table *)element)->form;
    size_t count;
    return __builtin_mul_overflow(t->row_count, t->input_count, &count) ? SIZE_MAX : count;
}

#define NUMBER_LIST_PARTS(ROW) ROW(number_list, numbers, COUNTED(NUMBER, count_concluding))
DESCRIBE(number_list, NUMBER_LIST_PARTS)

// --- small structs ---

#define PACK_BASE_PARTS(ROW) ROW(pack_base, name, TEXT) ROW(pack_base, level, PLAIN)
DESCRIBE(pack_base, PACK_BASE_PARTS)

#define PACK_LEVEL_PARTS(ROW)                                                                                \
    ROW(pack_level, folder, LEFT)                                                                            \
    ROW(pack_level, name, TEXT)                                                                              \
    ROW(pack_level, version, TEXT)                                                                           \
    ROW(pack_level, title, TEXT)                                                                             \
    ROW(pack_level, bases, MANY(BASE, pack_level, base_count))                                               \
    ROW(pack_level, base_count, PLAIN)
DESCRIBE(pack_level, PACK_LEVEL_PARTS)

#define PACK_OFFICE_PARTS(ROW)                                                                               \
    ROW(pack_office, name, TEXT)                                                                             \
    ROW(pack_office, closing, TEXT)                                                                          \
    ROW(pack_office, logo, BYTES)                                                                            \
    ROW(pack_office, logo_type, WORDS)
DESCRIBE(pack_office, PACK_OFFICE_PARTS)

#define PACK_SOURCE_PARTS(ROW)                                                                               \
    ROW(pack_source, id, TEXT)                                                                               \
    ROW(pack_source, title, TEXT)                                                                            \
    ROW(pack_source, point, TEXT)                                                                            \
    ROW(pack_source, where, INNER(place))                                                                    \
    ROW(pack_source, level, PLAIN)
DESCRIBE(pack_source, PACK_SOURCE_PARTS)

#define ALLOWED_VALUE_PARTS(ROW)                                                                             \
    ROW(allowed_value, is_range, BOOL)                                                                       \
    ROW(allowed_value, low, TEXT)                                                                            \
    ROW(allowed_value, high, TEXT)                                                                           \
    ROW(allowed_value, low_closed, BOOL)                                                                     \
    ROW(allowed_value, high_closed, BOOL)
DESCRIBE(allowed_value, ALLOWED_VALUE_PARTS)

#define DERIVATION_STEP_PARTS(ROW) ROW(derivation_step, is_field, BOOL) ROW(derivation_step, index, PLAIN)
DESCRIBE(derivation_step, DERIVATION_STEP_PARTS)

#define TEMPLATE_PIECE_PARTS(ROW)                                                                            \
    ROW(template_piece, literal, TEXT) ROW(template_piece, expression, ONE(EXPRESSION))
DESCRIBE(template_piece, TEMPLATE_PIECE_PARTS)

#define TEMPLATE_TEXT_PARTS(ROW)                                                                             \
    ROW(template_text, text, TEXT)                                                                           \
    ROW(template_text, pieces, MANY(PIECE, template_text, count))                                            \
    ROW(template_text, count, PLAIN)
DESCRIBE(template_text, TEMPLATE_TEXT_PARTS)

#define PACK_PERIOD_PARTS(ROW) ROW(pack_period, from, VALUE) ROW(pack_period, until, VALUE)
DESCRIBE(pack_period, PACK_PERIOD_PARTS)

#define PROFILE_CHECK_PARTS(ROW)                                                                             \
    ROW(profile_check, id, TEXT)                                                                             \
    ROW(profile_check, when, NEED(EXPRESSION))                                                               \
    ROW(profile_check, because, INNER(template_text))                                                        \
    ROW(profile_check, outline, TEXT)                                                                        \
    ROW(profile_check, level, PLAIN)
DESCRIBE(profile_check, PROFILE_CHECK_PARTS)

#define ALLOWANCE_PARTS(ROW)                                                                                 \
    ROW(allowance, check, TEXT)                                                                              \
    ROW(allowance, about, WORDS)                                                                             \
    ROW(allowance, id, TEXT)                                                                                 \
    ROW(allowance, reason, TEXT)                                                                             \
    ROW(allowance, where, INNER(place))                                                                      \
    ROW(allowance, inherited, BOOL)
DESCRIBE(allowance, ALLOWANCE_PARTS)

// --- the vocabulary ---

#define FACT_PARTS(ROW)                                                                                      \
    ROW(fact, name, TEXT)                                                                                    \
    ROW(fact, type, NEED(TYPE))                                                                              \
    ROW(fact, is_text, BOOL)                                                                                 \
    ROW(fact, required, BOOL)                                                                                \
    ROW(fact, derived, BOOL)                                                                                 \
    ROW(fact, policy, CHOICE(HIT_COLLECT))                                                                   \
    ROW(fact, has_default, BOOL)                                                                             \
    ROW(fact, default_value, VALUE)                                                                          \
    ROW(fact, fixed, BOOL)                                                                                   \
    ROW(fact, early, BOOL)                                                                                   \
    ROW(fact, change_cost, PLAIN)                                                                            \
    ROW(fact, unit, TEXT)                                                                                    \
    ROW(fact, ask, TEXT)                                                                                     \
    ROW(fact, description, TEXT)                                                                             \
    ROW(fact, topic, TEXT)                                                                                   \
    ROW(fact, allowed_text, TEXT)                                                                            \
    ROW(fact, allowed, ONE(EXPRESSION))                                                                      \
    ROW(fact, allowed_values, MANY(ALLOWED, fact, allowed_count))                                            \
    ROW(fact, allowed_count, PLAIN)                                                                          \
    ROW(fact, record, ONE(RECORD_TYPE))                                                                      \
    ROW(fact, where, INNER(place))                                                                           \
    ROW(fact, level, PLAIN)
DESCRIBE(fact, FACT_PARTS)

#define RECORD_TYPE_PARTS(ROW)                                                                               \
    ROW(record_type, name, TEXT)                                                                             \
    ROW(record_type, description, TEXT)                                                                      \
    ROW(record_type, type, NEED(TYPE))                                                                       \
    ROW(record_type, fields, MANY(FACT, record_type, field_count))                                           \
    ROW(record_type, field_count, PLAIN)                                                                     \
    ROW(record_type, key, PLAIN)                                                                             \
    ROW(record_type, holds_derived, BOOL)                                                                    \
    ROW(record_type, where, INNER(place))                                                                    \
    ROW(record_type, level, PLAIN)
DESCRIBE(record_type, RECORD_TYPE_PARTS)

#define DERIVED_FIELD_PARTS(ROW)                                                                             \
    ROW(derived_field, type, PLAIN)                                                                          \
    ROW(derived_field, field, PLAIN)                                                                         \
    ROW(derived_field, declared, NEED(FACT))                                                                 \
    ROW(derived_field, name, TEXT)                                                                           \
    ROW(derived_field, rules, MANY(NUMBER, derived_field, rule_count))                                       \
    ROW(derived_field, rule_count, PLAIN)
DESCRIBE(derived_field, DERIVED_FIELD_PARTS)

// --- constants and the scope ---

#define DATED_VALUE_PARTS(ROW)                                                                               \
    ROW(dated_value, from, VALUE)                                                                            \
    ROW(dated_value, expression, NEED(EXPRESSION))                                                           \
    ROW(dated_value, value, VALUE)                                                                           \
    ROW(dated_value, text, TEXT)                                                                             \
    ROW(dated_value, where, INNER(place))
DESCRIBE(dated_value, DATED_VALUE_PARTS)

#define FEEL_SIGNATURE_PARTS(ROW)                                                                            \
    ROW(feel_signature, name, TEXT)                                                                          \
    ROW(feel_signature, parameters, MANY(FIELD, feel_signature, parameter_count))                            \
    ROW(feel_signature, parameter_count, PLAIN)                                                              \
    ROW(feel_signature, result, ONE(TYPE))
DESCRIBE(feel_signature, FEEL_SIGNATURE_PARTS)

#define PACK_CONSTANT_PARTS(ROW)                                                                             \
    ROW(pack_constant, name, TEXT)                                                                           \
    ROW(pack_constant, value, VALUE)                                                                         \
    ROW(pack_constant, type, NEED(TYPE))                                                                     \
    ROW(pack_constant, text, TEXT)                                                                           \
    ROW(pack_constant, is_function, BOOL)                                                                    \
    ROW(pack_constant, is_table, BOOL)                                                                       \
    ROW(pack_constant, table, PLAIN)                                                                         \
    ROW(pack_constant, signature, INNER(feel_signature))                                                     \
    ROW(pack_constant, reads, MANY(NUMBER, pack_constant, read_count))                                       \
    ROW(pack_constant, read_count, PLAIN)                                                                    \
    ROW(pack_constant, body, ONE(EXPRESSION))                                                                \
    ROW(pack_constant, description, TEXT)                                                                    \
    ROW(pack_constant, dated, MANY(DATED, pack_constant, dated_count))                                       \
    ROW(pack_constant, dated_count, PLAIN)                                                                   \
    ROW(pack_constant, reads_dated, BOOL)                                                                    \
    ROW(pack_constant, where, INNER(place))                                                                  \
    ROW(pack_constant, level, PLAIN)
DESCRIBE(pack_constant, PACK_CONSTANT_PARTS)

#define FEEL_VARIABLE_PARTS(ROW)                                                                             \
    ROW(feel_variable, name, TEXT)                                                                           \
    ROW(feel_variable, type, ONE(TYPE))                                                                      \
    ROW(feel_variable, constant, ONE(VALUE))                                                                 \
    ROW(feel_variable, reads, MANY(NUMBER, feel_variable, read_count))                                       \
    ROW(feel_variable, read_count, PLAIN)
DESCRIBE(feel_variable, FEEL_VARIABLE_PARTS)

#define FEEL_WITHDRAWN_PARTS(ROW)                                                                            \
    ROW(feel_withdrawn, what, WORDS)                                                                         \
    ROW(feel_withdrawn, type, TEXT)                                                                          \
    ROW(feel_withdrawn, name, TEXT)                                                                          \
    ROW(feel_withdrawn, hint, TEXT)
DESCRIBE(feel_withdrawn, FEEL_WITHDRAWN_PARTS)

#define FEEL_SCOPE_PARTS(ROW)                                                                                \
    ROW(feel_scope, variables, MANY(VARIABLE, feel_scope, count))                                            \
    ROW(feel_scope, count, PLAIN)                                                                            \
    ROW(feel_scope, names, LEFT)                                                                             \
    ROW(feel_scope, types, MANY(FIELD, feel_scope, type_count))                                              \
    ROW(feel_scope, type_count, PLAIN)                                                                       \
    ROW(feel_scope, strict, BOOL)                                                                            \
    ROW(feel_scope, alone, BOOL)                                                                             \
    ROW(feel_scope, single_words, BOOL)                                                                      \
    ROW(feel_scope, noun, WORDS)                                                                             \
    ROW(feel_scope, withdrawn, MANY(WITHDRAWN, feel_scope, withdrawn_count))                                 \
    ROW(feel_scope, withdrawn_count, PLAIN)
DESCRIBE(feel_scope, FEEL_SCOPE_PARTS)

// --- recommendations, rules, tables ---

#define RECOMMENDATION_PARTS(ROW)                                                                            \
    ROW(recommendation, id, TEXT)                                                                            \
    ROW(recommendation, title, INNER(template_text))                                                         \
    ROW(recommendation, summary, INNER(template_text))                                                       \
    ROW(recommendation, about, TEXT)                                                                         \
    ROW(recommendation, about_type, ONE(TYPE))                                                               \
    ROW(recommendation, priority, PLAIN)                                                                     \
    ROW(recommendation, computes_priority, BOOL)                                                             \
    ROW(recommendation, lowest_amount, PLAIN)                                                                \
    ROW(recommendation, highest_amount, PLAIN)                                                               \
    ROW(recommendation, priority_text, TEXT)                                                                 \
    ROW(recommendation, order, PLAIN)                                                                        \
    ROW(recommendation, effort, CHOICE(EFFORT_HIGH))                                                         \
    ROW(recommendation, horizon, CHOICE(HORIZON_THIS_YEAR))                                                  \
    ROW(recommendation, next_steps, MANY(SLICE, recommendation, next_step_count))                            \
    ROW(recommendation, next_step_places, MANY(PLACE, recommendation, next_step_count))                      \
    ROW(recommendation, next_step_count, PLAIN)                                                              \
    ROW(recommendation, excludes, MANY(NUMBER, recommendation, exclude_count))                               \
    ROW(recommendation, exclude_count, PLAIN)                                                                \
    ROW(recommendation, rivals, MANY(NUMBER, recommendation, rival_count))                                   \
    ROW(recommendation, rival_count, PLAIN)                                                                  \
    ROW(recommendation, whole, PLAIN)                                                                        \
    ROW(recommendation, group, TEXT)                                                                         \
    ROW(recommendation, group_number, PLAIN)                                                                 \
    ROW(recommendation, where, INNER(place))                                                                 \
    ROW(recommendation, level, PLAIN)
DESCRIBE(recommendation, RECOMMENDATION_PARTS)

#define FEEL_TABLE_INPUT_PARTS(ROW)                                                                          \
    ROW(feel_table_input, expression, NEED(EXPRESSION))                                                      \
    ROW(feel_table_input, type, ONE(TYPE))                                                                   \
    ROW(feel_table_input, values, ONE(EXPRESSION))
DESCRIBE(feel_table_input, FEEL_TABLE_INPUT_PARTS)

#define FEEL_TABLE_PARTS(ROW)                                                                                \
    ROW(feel_table, policy, CHOICE(TABLE_COLLECT))                                                           \
    ROW(feel_table, aggregation, CHOICE(AGGREGATE_COUNT))                                                    \
    ROW(feel_table, by_row, BOOL)                                                                            \
    ROW(feel_table, inputs, MANY(TABLE_INPUT, feel_table, input_count))                                      \
    ROW(feel_table, input_count, PLAIN)                                                                      \
    ROW(feel_table, cells, COUNTED(EXPRESSIONS, count_cells))                                                \
    ROW(feel_table, row_count, PLAIN)                                                                        \
    ROW(feel_table, left_out, MAY(FLAG, feel_table, row_count))                                              \
    ROW(feel_table, priorities, MAY(VALUE, feel_table, output_count))                                        \
    ROW(feel_table, output_count, PLAIN)                                                                     \
    ROW(feel_table, ranks, MAY(NUMBER, feel_table, row_count))
DESCRIBE(feel_table, FEEL_TABLE_PARTS)

#define PACK_TABLE_PARTS(ROW)                                                                                \
    ROW(pack_table, id, TEXT)                                                                                \
    ROW(pack_table, form, INNER(feel_table))                                                                 \
    ROW(pack_table, first_rule, PLAIN)                                                                       \
    ROW(pack_table, default_value, ONE(EXPRESSION))                                                          \
    ROW(pack_table, called, ONE(CALLED))                                                                     \
    ROW(pack_table, function, PLAIN)                                                                         \
    ROW(pack_table, where, INNER(place))                                                                     \
    ROW(pack_table, level, PLAIN)
DESCRIBE(pack_table, PACK_TABLE_PARTS)

/// One for each row of the table that is called.
static size_t count_results(const pack *p, const void *element)
{
    size_t at = 0;
    while (at < p->table_count && p->tables[at].called != element)
        at++;
    return at < p->table_count ? p->tables[at].form.row_count : SIZE_MAX;
}

/// Its form is that of the pack's table that it is: `lead_to_tables` sets it.
#define FEEL_CALLED_TABLE_PARTS(ROW)                                                                         \
    ROW(feel_called_table, signature, INNER(feel_signature))                                                 \
    ROW(feel_called_table, type, NEED(TYPE))                                                                 \
    ROW(feel_called_table, form, LEFT)                                                                       \
    ROW(feel_called_table, results, COUNTED(EXPRESSIONS, count_results))                                     \
    ROW(feel_called_table, default_value, ONE(EXPRESSION))                                                   \
    ROW(feel_called_table, scope_count, PLAIN)
DESCRIBE(feel_called_table, FEEL_CALLED_TABLE_PARTS)

#define RULE_PARTS(ROW)                                                                                      \
    ROW(rule, id, TEXT)                                                                                      \
    ROW(rule, kind, CHOICE(RULE_ANSWERS))                                                                    \
    ROW(rule, iterations, ONE(EXPRESSION))                                                                   \
    ROW(rule, variables, MANY(VARIABLE, rule, variable_count))                                               \
    ROW(rule, variable_count, PLAIN)                                                                         \
    ROW(rule, about_variable, PLAIN)                                                                         \
    ROW(rule, when, ONE(EXPRESSION))                                                                         \
    ROW(rule, certainty, ONE(EXPRESSION))                                                                    \
    ROW(rule, value, ONE(EXPRESSION))                                                                        \
    ROW(rule, target, PLAIN)                                                                                 \
    ROW(rule, fields, MANY(NUMBER, rule, field_count))                                                       \
    ROW(rule, field_count, PLAIN)                                                                            \
    ROW(rule, lists, MAY(NUMBER, rule, variable_count))                                                      \
    ROW(rule, because, INNER(template_text))                                                                 \
    ROW(rule, next_steps, COUNTED(TEMPLATE, count_next_steps))                                               \
    ROW(rule, title, INNER(template_text))                                                                   \
    ROW(rule, priority, ONE(EXPRESSION))                                                                     \
    ROW(rule, sources, MANY(NUMBER, rule, source_count))                                                     \
    ROW(rule, source_count, PLAIN)                                                                           \
    ROW(rule, note, TEXT)                                                                                    \
    ROW(rule, where, INNER(place))                                                                           \
    ROW(rule, level, PLAIN)                                                                                  \
    ROW(rule, changed_by, PLAIN)                                                                             \
    ROW(rule, period, INNER(pack_period))                                                                    \
    ROW(rule, out_of_force, BOOL)                                                                            \
    ROW(rule, table, ONE(TABLE))
DESCRIBE(rule, RULE_PARTS)

// --- the pack ---

#define PACK_PARTS(ROW)                                                                                      \
    ROW(pack, arena, LEFT)                                                                                   \
    ROW(pack, folder, LEFT)                                                                                  \
    ROW(pack, levels, MANY(LEVEL, pack, level_count))                                                        \
    ROW(pack, level_count, PLAIN)                                                                            \
    ROW(pack, name, TEXT)                                                                                    \
    ROW(pack, version, TEXT)                                                                                 \
    ROW(pack, title, TEXT)                                                                                   \
    ROW(pack, description, TEXT)                                                                             \
    ROW(pack, office, INNER(pack_office))                                                                    \
    ROW(pack, threshold, PLAIN)                                                                              \
    ROW(pack, sources, MANY(SOURCE, pack, source_count))                                                     \
    ROW(pack, source_count, PLAIN)                                                                           \
    ROW(pack, facts, MANY(FACT, pack, fact_count))                                                           \
    ROW(pack, fact_count, PLAIN)                                                                             \
    ROW(pack, types, MANY(RECORD_TYPE, pack, type_count))                                                    \
    ROW(pack, type_count, PLAIN)                                                                             \
    ROW(pack, constants, MANY(CONSTANT, pack, constant_count))                                               \
    ROW(pack, constant_count, PLAIN)                                                                         \
    ROW(pack, recommendations, MANY(RECOMMENDATION, pack, recommendation_count))                             \
    ROW(pack, recommendation_count, PLAIN)                                                                   \
    ROW(pack, group_count, PLAIN)                                                                            \
    ROW(pack, has_entries, BOOL)                                                                             \
    ROW(pack, rules, MANY(RULE, pack, rule_count))                                                           \
    ROW(pack, rule_count, PLAIN)                                                                             \
    ROW(pack, most_variables, PLAIN)                                                                         \
    ROW(pack, tables, MANY(TABLE, pack, table_count))                                                        \
    ROW(pack, table_count, PLAIN)                                                                            \
    ROW(pack, derived_fields, MANY(DERIVED_FIELD, pack, derived_field_count))                                \
    ROW(pack, derived_field_count, PLAIN)                                                                    \
    ROW(pack, steps, MANY(STEP, pack, step_count))                                                           \
    ROW(pack, step_count, PLAIN)                                                                             \
    ROW(pack, derivation_order, MANY(NUMBER, pack, derivation_count))                                        \
    ROW(pack, derivation_count, PLAIN)                                                                       \
    ROW(pack, concluding_rules, COUNTED(NUMBERS, count_facts))                                               \
    ROW(pack, concluding_counts, COUNTED(NUMBER, count_facts))                                               \
    ROW(pack, profile_checks, MANY(CHECK, pack, profile_check_count))                                        \
    ROW(pack, profile_check_count, PLAIN)                                                                    \
    ROW(pack, is_dated, BOOL)                                                                                \
    ROW(pack, allowances, MANY(ALLOWANCE, pack, allowance_count))                                            \
    ROW(pack, allowance_count, PLAIN)                                                                        \
    ROW(pack, scope, INNER(feel_scope))                                                                      \
    ROW(pack, records, LEFT)                                                                                 \
    ROW(pack, content, PLAIN)                                                                                \
    ROW(pack, inputs, LEFT)                                                                                  \
    ROW(pack, input_count, LEFT)
DESCRIBE(pack, PACK_PARTS)

const form *const forms_of_pack[SECTION_COUNT] = {
    [SECTION_TEXT] = &byte_form,
    [SECTION_BYTES] = &byte_form,
    [SECTION_HEAD] = &compiled_head_form,
    [SECTION_INPUT] = &compiled_input_form,
    [SECTION_PROBLEM] = &diagnostic_form,
    [SECTION_PROBLEM_PLACE] = &diagnostic_place_form,
    [SECTION_PACK] = &pack_form,
    [SECTION_LEVEL] = &pack_level_form,
    [SECTION_BASE] = &pack_base_form,
    [SECTION_NUMBER] = &number_form,
    [SECTION_WORD] = &word_form,
    [SECTION_FLAG] = &flag_form,
    [SECTION_NUMBERS] = &number_list_form,
    [SECTION_SLICE] = &text_form,
    [SECTION_VARIABLE] = &feel_variable_form,
    [SECTION_WITHDRAWN] = &feel_withdrawn_form,
    [SECTION_SOURCE] = &pack_source_form,
    [SECTION_FACT] = &fact_form,
    [SECTION_ALLOWED] = &allowed_value_form,
    [SECTION_RECORD_TYPE] = &record_type_form,
    [SECTION_DERIVED_FIELD] = &derived_field_form,
    [SECTION_STEP] = &derivation_step_form,
    [SECTION_PIECE] = &template_piece_form,
    [SECTION_TEMPLATE] = &template_text_form,
    [SECTION_RECOMMENDATION] = &recommendation_form,
    [SECTION_TABLE] = &pack_table_form,
    [SECTION_TABLE_INPUT] = &feel_table_input_form,
    [SECTION_CALLED] = &feel_called_table_form,
    [SECTION_RULE] = &rule_form,
    [SECTION_CHECK] = &profile_check_form,
    [SECTION_DATED] = &dated_value_form,
    [SECTION_CONSTANT] = &pack_constant_form,
    [SECTION_ALLOWANCE] = &allowance_form,
};

const form *section_form(section s)
{
    return forms_of_pack[s] != NULL ? forms_of_pack[s] : forms_of_feel[s];
}
