// Describes the structs of values, types and expressions.
#include "compiled/describe.h"
#include "compiled/forms.h"

// --- texts and places ---

#define SOURCE_TEXT_PARTS(ROW)                                                                               \
    ROW(source_text, file, FILE)                                                                             \
    ROW(source_text, text, TEXT)                                                                             \
    ROW(source_text, lasting, BOOL)                                                                          \
    ROW(source_text, lines_before, PLAIN)                                                                    \
    ROW(source_text, characters_before, PLAIN)                                                               \
    ROW(source_text, outer, ONE(ORIGIN))                                                                     \
    ROW(source_text, to_outer, LEFT)                                                                         \
    ROW(source_text, outer_at, LEFT)                                                                         \
    ROW(source_text, outer_start, LEFT)                                                                      \
    ROW(source_text, outer_style, LEFT)
DESCRIBE(source_text, SOURCE_TEXT_PARTS)

#define ORIGIN_PARTS(ROW)                                                                                    \
    ROW(origin, text, INNER(source_text))                                                                    \
    ROW(origin, runs, MANY(RUN, origin, run_count))                                                          \
    ROW(origin, run_count, PLAIN)
DESCRIBE(origin, ORIGIN_PARTS)

#define ORIGIN_RUN_PARTS(ROW)                                                                                \
    ROW(origin_run, from, PLAIN)                                                                             \
    ROW(origin_run, outer, NEED(ORIGIN))                                                                     \
    ROW(origin_run, at, PLAIN)                                                                               \
    ROW(origin_run, moves, BOOL)
DESCRIBE(origin_run, ORIGIN_RUN_PARTS)

#define PLACE_PARTS(ROW) ROW(place, source, ONE(ORIGIN)) ROW(place, offset, PLAIN) ROW(place, length, PLAIN)
DESCRIBE_SHARED(place, PLACE_PARTS)

#define PATTERN_PARTS(ROW) ROW(pattern, text, TEXT) ROW(pattern, flags, TEXT)
DESCRIBE(pattern, PATTERN_PARTS)

// --- types ---

#define FEEL_TYPE_PARTS(ROW)                                                                                 \
    ROW(feel_type, kind, CHOICE(FEEL_TYPE_FUNCTION))                                                         \
    ROW(feel_type, whole, BOOL)                                                                              \
    ROW(feel_type, closed, BOOL)                                                                             \
    ROW(feel_type, name, TEXT)                                                                               \
    ROW(feel_type, element, ONE(TYPE))                                                                       \
    ROW(feel_type, fields, MANY(FIELD, feel_type, field_count))                                              \
    ROW(feel_type, field_count, PLAIN)                                                                       \
    ROW(feel_type, allowed, MANY(VALUE, feel_type, allowed_count))                                           \
    ROW(feel_type, allowed_count, PLAIN)
DESCRIBE(feel_type, FEEL_TYPE_PARTS)

#define FEEL_FIELD_PARTS(ROW) ROW(feel_field, name, TEXT) ROW(feel_field, type, ONE(TYPE))
DESCRIBE(feel_field, FEEL_FIELD_PARTS)

// --- values ---

DESCRIBE_ONE(value, feel_value, VALUE)
DESCRIBE_ONE(decimal, decimal, PLAIN)

#define FEEL_TEMPORAL_PARTS(ROW)                                                                             \
    ROW(feel_temporal, year, PLAIN)                                                                          \
    ROW(feel_temporal, month, PLAIN)                                                                         \
    ROW(feel_temporal, day, PLAIN)                                                                           \
    ROW(feel_temporal, hour, PLAIN)                                                                          \
    ROW(feel_temporal, minute, PLAIN)                                                                        \
    ROW(feel_temporal, second, PLAIN)                                                                        \
    ROW(feel_temporal, zone, CHOICE(FEEL_ZONE_NAMED))                                                        \
    ROW(feel_temporal, later, BOOL)                                                                          \
    ROW(feel_temporal, nanosecond, PLAIN)                                                                    \
    ROW(feel_temporal, offset, PLAIN)                                                                        \
    ROW(feel_temporal, zone_name, TEXT)
DESCRIBE(feel_temporal, FEEL_TEMPORAL_PARTS)

#define FEEL_DURATION_PARTS(ROW) ROW(feel_duration, seconds, PLAIN) ROW(feel_duration, nanoseconds, PLAIN)
DESCRIBE(feel_duration, FEEL_DURATION_PARTS)

#define FEEL_LIST_PARTS(ROW) ROW(feel_list, count, PLAIN) ROW(feel_list, items, MANY(VALUE, feel_list, count))
DESCRIBE(feel_list, FEEL_LIST_PARTS)

#define FEEL_CONTEXT_PARTS(ROW)                                                                              \
    ROW(feel_context, count, PLAIN)                                                                          \
    ROW(feel_context, entries, MANY(ENTRY, feel_context, count))                                             \
    ROW(feel_context, record, LEFT)                                                                          \
    ROW(feel_context, may_change, LEFT)
DESCRIBE(feel_context, FEEL_CONTEXT_PARTS)

#define FEEL_ENTRY_PARTS(ROW) ROW(feel_entry, name, TEXT) ROW(feel_entry, value, VALUE)
DESCRIBE(feel_entry, FEEL_ENTRY_PARTS)

#define FEEL_RANGE_PARTS(ROW)                                                                                \
    ROW(feel_range, low, VALUE)                                                                              \
    ROW(feel_range, high, VALUE)                                                                             \
    ROW(feel_range, low_closed, BOOL)                                                                        \
    ROW(feel_range, high_closed, BOOL)                                                                       \
    ROW(feel_range, has_low, BOOL)                                                                           \
    ROW(feel_range, has_high, BOOL)                                                                          \
    ROW(feel_range, by_operator, BOOL)                                                                       \
    ROW(feel_range, excludes, BOOL)
DESCRIBE(feel_range, FEEL_RANGE_PARTS)

#define FEEL_FUNCTION_PARTS(ROW)                                                                             \
    ROW(feel_function, rows, BUILTIN)                                                                        \
    ROW(feel_function, row_count, PLAIN)                                                                     \
    ROW(feel_function, literal, ONE(NODE))                                                                   \
    ROW(feel_function, table, ONE(CALLED))                                                                   \
    ROW(feel_function, globals, MANY(VALUE, feel_function, global_count))                                    \
    ROW(feel_function, global_count, PLAIN)                                                                  \
    ROW(feel_function, more, MANY(VALUE, feel_function, more_count))                                         \
    ROW(feel_function, more_from, PLAIN)                                                                     \
    ROW(feel_function, more_count, PLAIN)                                                                    \
    ROW(feel_function, locals, MANY(VALUE, feel_function, local_count))                                      \
    ROW(feel_function, local_count, PLAIN)
DESCRIBE(feel_function, FEEL_FUNCTION_PARTS)

// --- expressions ---

#define FEEL_EXPRESSION_PARTS(ROW)                                                                           \
    ROW(feel_expression, source, NEED(ORIGIN))                                                               \
    ROW(feel_expression, root, NEED(NODE))                                                                   \
    ROW(feel_expression, type, ONE(TYPE))                                                                    \
    ROW(feel_expression, local_count, PLAIN)                                                                 \
    ROW(feel_expression, input_slot, PLAIN)                                                                  \
    ROW(feel_expression, reads, MANY(NUMBER, feel_expression, read_count))                                   \
    ROW(feel_expression, read_count, PLAIN)                                                                  \
    ROW(feel_expression, uses_clock, BOOL)                                                                   \
    ROW(feel_expression, scope_count, PLAIN)
DESCRIBE(feel_expression, FEEL_EXPRESSION_PARTS)
DESCRIBE_ONE(expressions, const feel_expression *, ONE(EXPRESSION))

#define NODE_PARTS(ROW)                                                                                      \
    ROW(node, kind, CHOICE(NODE_TESTS))                                                                      \
    ROW(node, op, CHOICE(OP_AT_LEAST))                                                                       \
    ROW(node, height, PLAIN)                                                                                 \
    ROW(node, mentions_input, BOOL)                                                                          \
    ROW(node, offset, PLAIN)                                                                                 \
    ROW(node, length, PLAIN)                                                                                 \
    ROW(node, type, ONE(TYPE))                                                                               \
    ROW(node, as, VARIANT)
DESCRIBE(node, NODE_PARTS)
DESCRIBE_ONE(nodes, node *, NEED(NODE))

#define ITERATION_PARTS(ROW)                                                                                 \
    ROW(iteration, name, TEXT)                                                                               \
    ROW(iteration, slot, PLAIN)                                                                              \
    ROW(iteration, domain, NEED(NODE))                                                                       \
    ROW(iteration, to, ONE(NODE))
DESCRIBE(iteration, ITERATION_PARTS)

/// Describes a struct of the union, which has no name of its own.
#define DESCRIBE_VARIANT(member, ROWS)                                                                       \
    static const part member##_parts[] = {ROWS(AS_PART)};                                                    \
    __attribute__((unused)) static node member##_all(const node *of)                                         \
    {                                                                                                        \
        node made = *of;                                                                                     \
        made.as.member = (__typeof__(made.as.member)){ROWS(AS_FIELD)};                                       \
        return made;                                                                                         \
    }                                                                                                        \
    static const form member##_form = {#member, sizeof(node), member##_parts,                                \
                                       sizeof(member##_parts) / sizeof(part)};

static const part literal_parts[] = {
    {.offset = offsetof(node, as.literal), .size = sizeof(feel_value), .kind = PART_VALUE}};
static const form literal_form = {"literal", sizeof(node), literal_parts, 1};

#define NAME_PARTS(ROW)                                                                                      \
    ROW(node, as.name.text, TEXT)                                                                            \
    ROW(node, as.name.binding, CHOICE(BINDING_BUILTIN))                                                      \
    ROW(node, as.name.slot, PLAIN)                                                                           \
    ROW(node, as.name.filters, MANY(WORD, node, as.name.filter_count))                                       \
    ROW(node, as.name.filter_count, PLAIN)
DESCRIBE_VARIANT(name, NAME_PARTS)

#define PATH_PARTS(ROW)                                                                                      \
    ROW(node, as.path.object, NEED(NODE))                                                                    \
    ROW(node, as.path.name, TEXT)                                                                            \
    ROW(node, as.path.name_offset, PLAIN)
DESCRIBE_VARIANT(path, PATH_PARTS)

#define FILTER_PARTS(ROW)                                                                                    \
    ROW(node, as.filter.list, NEED(NODE))                                                                    \
    ROW(node, as.filter.condition, NEED(NODE))                                                               \
    ROW(node, as.filter.slot, PLAIN)
DESCRIBE_VARIANT(filter, FILTER_PARTS)

#define CALL_PARTS(ROW)                                                                                      \
    ROW(node, as.call.callee, ONE(NODE))                                                                     \
    ROW(node, as.call.rows, BUILTIN)                                                                         \
    ROW(node, as.call.row_count, PLAIN)                                                                      \
    ROW(node, as.call.arguments, MANY(NODES, node, as.call.count))                                           \
    ROW(node, as.call.names, MAY(SLICE, node, as.call.count))                                                \
    ROW(node, as.call.count, PLAIN)                                                                          \
    ROW(node, as.call.regex, REGEX)
DESCRIBE_VARIANT(call, CALL_PARTS)

#define BINARY_PARTS(ROW) ROW(node, as.binary.left, NEED(NODE)) ROW(node, as.binary.right, ONE(NODE))
DESCRIBE_VARIANT(binary, BINARY_PARTS)

#define BETWEEN_PARTS(ROW)                                                                                   \
    ROW(node, as.between.value, NEED(NODE))                                                                  \
    ROW(node, as.between.low, NEED(NODE))                                                                    \
    ROW(node, as.between.high, NEED(NODE))
DESCRIBE_VARIANT(between, BETWEEN_PARTS)

#define IN_PARTS(ROW)                                                                                        \
    ROW(node, as.in.value, ONE(NODE))                                                                        \
    ROW(node, as.in.tests, MANY(NODES, node, as.in.count))                                                   \
    ROW(node, as.in.count, PLAIN)                                                                            \
    ROW(node, as.in.slot, PLAIN)                                                                             \
    ROW(node, as.in.negated, BOOL)
DESCRIBE_VARIANT(in, IN_PARTS)

#define LIST_PARTS(ROW)                                                                                      \
    ROW(node, as.list.items, MANY(NODES, node, as.list.count)) ROW(node, as.list.count, PLAIN)
DESCRIBE_VARIANT(list, LIST_PARTS)

#define BRANCH_PARTS(ROW)                                                                                    \
    ROW(node, as.branch.condition, NEED(NODE))                                                               \
    ROW(node, as.branch.yes, NEED(NODE))                                                                     \
    ROW(node, as.branch.no, NEED(NODE))
DESCRIBE_VARIANT(branch, BRANCH_PARTS)

#define LOOP_PARTS(ROW)                                                                                      \
    ROW(node, as.loop.iterations, MANY(ITERATION, node, as.loop.count))                                      \
    ROW(node, as.loop.count, PLAIN)                                                                          \
    ROW(node, as.loop.body, NEED(NODE))                                                                      \
    ROW(node, as.loop.partial_slot, PLAIN)                                                                   \
    ROW(node, as.loop.uses_partial, BOOL)
DESCRIBE_VARIANT(loop, LOOP_PARTS)

#define INSTANCE_PARTS(ROW)                                                                                  \
    ROW(node, as.instance.value, NEED(NODE))                                                                 \
    ROW(node, as.instance.type, ONE(TYPE))                                                                   \
    ROW(node, as.instance.type_text, TEXT)
DESCRIBE_VARIANT(instance, INSTANCE_PARTS)

#define CONTEXT_PARTS(ROW)                                                                                   \
    ROW(node, as.context.names, MANY(SLICE, node, as.context.count))                                         \
    ROW(node, as.context.values, MANY(NODES, node, as.context.count))                                        \
    ROW(node, as.context.count, PLAIN)                                                                       \
    ROW(node, as.context.first_slot, PLAIN)
DESCRIBE_VARIANT(context, CONTEXT_PARTS)

#define RANGE_PARTS(ROW)                                                                                     \
    ROW(node, as.range.low, ONE(NODE))                                                                       \
    ROW(node, as.range.high, ONE(NODE))                                                                      \
    ROW(node, as.range.low_closed, BOOL)                                                                     \
    ROW(node, as.range.high_closed, BOOL)
DESCRIBE_VARIANT(range, RANGE_PARTS)

#define FUNCTION_PARTS(ROW)                                                                                  \
    ROW(node, as.function.name, TEXT)                                                                        \
    ROW(node, as.function.parameters, MANY(FIELD, node, as.function.count))                                  \
    ROW(node, as.function.count, PLAIN)                                                                      \
    ROW(node, as.function.first_slot, PLAIN)                                                                 \
    ROW(node, as.function.result, ONE(TYPE))                                                                 \
    ROW(node, as.function.body, ONE(NODE))
DESCRIBE_VARIANT(function, FUNCTION_PARTS)

const form *const node_variants[NODE_TESTS + 1] = {
    [NODE_LITERAL] = &literal_form,
    [NODE_NAME] = &name_form,
    [NODE_PATH] = &path_form,
    [NODE_FILTER] = &filter_form,
    [NODE_CALL] = &call_form,
    [NODE_NEGATE] = &binary_form,
    [NODE_ARITHMETIC] = &binary_form,
    [NODE_COMPARE] = &binary_form,
    [NODE_BETWEEN] = &between_form,
    [NODE_IN] = &in_form,
    [NODE_AND] = &list_form,
    [NODE_OR] = &list_form,
    [NODE_IF] = &branch_form,
    [NODE_FOR] = &loop_form,
    [NODE_SOME] = &loop_form,
    [NODE_EVERY] = &loop_form,
    [NODE_INSTANCE_OF] = &instance_form,
    [NODE_LIST] = &list_form,
    [NODE_CONTEXT] = &context_form,
    [NODE_RANGE] = &range_form,
    [NODE_FUNCTION] = &function_form,
    [NODE_TEST] = &binary_form,
    [NODE_TESTS] = &in_form,
};

const form *const forms_of_feel[SECTION_COUNT] = {
    [SECTION_PLACE] = &place_form,
    [SECTION_ORIGIN] = &origin_form,
    [SECTION_RUN] = &origin_run_form,
    [SECTION_PATTERN] = &pattern_form,
    [SECTION_TYPE] = &feel_type_form,
    [SECTION_FIELD] = &feel_field_form,
    [SECTION_VALUE] = &value_form,
    [SECTION_DECIMAL] = &decimal_form,
    [SECTION_TEMPORAL] = &feel_temporal_form,
    [SECTION_DURATION] = &feel_duration_form,
    [SECTION_LIST] = &feel_list_form,
    [SECTION_CONTEXT] = &feel_context_form,
    [SECTION_ENTRY] = &feel_entry_form,
    [SECTION_RANGE] = &feel_range_form,
    [SECTION_FUNCTION] = &feel_function_form,
    [SECTION_EXPRESSION] = &feel_expression_form,
    [SECTION_EXPRESSIONS] = &expressions_form,
    [SECTION_NODE] = &node_form,
    [SECTION_NODES] = &nodes_form,
    [SECTION_ITERATION] = &iteration_form,
};
