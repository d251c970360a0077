// Values as text: what string() gives, and literals that read back.
#include "base/limits.h"
#include "base/text.h"
#include "feel/temporal.h"
#include "feel/value.h"

/// How a value is written.
typedef enum text_form {
    AS_STRING,  ///< as string() does
    AS_SHOWN,   ///< the same, but a number that would be mostly zeros has an exponent
    AS_LITERAL, ///< so that it reads back
} text_form;

static void add_value(text_builder *out, feel_value v, text_form form, unsigned depth);

static void add_quoted(text_builder *out, slice s)
{
    static const char escaped[] = "\"\\\n\r\t";
    static const char letters[] = "\"\\nrt";
    text_add_byte(out, '"');
    for (size_t i = 0; i < s.len; i++) {
        const char *at = s.ptr[i] != '\0' ? strchr(escaped, s.ptr[i]) : NULL;
        if (at != NULL) {
            text_add_byte(out, '\\');
            text_add_byte(out, letters[at - escaped]);
        } else if ((unsigned char)s.ptr[i] < 0x20 || s.ptr[i] == 0x7F) {
            text_add_format(out, "\\u%04X", (unsigned)(unsigned char)s.ptr[i]);
        } else {
            text_add_byte(out, s.ptr[i]);
        }
    }
    text_add_byte(out, '"');
}

static void add_number(text_builder *out, feel_value v, text_form form)
{
    if (v.small) {
        text_add_format(out, "%lld", (long long)v.as.integer);
        return;
    }
    char *buffer = arena_alloc(out->arena, DECIMAL_PLAIN_TEXT_SIZE);
    size_t length = form != AS_STRING && decimal_is_long(*v.as.decimal)
                        ? decimal_to_scientific(*v.as.decimal, buffer)
                        : decimal_to_text(*v.as.decimal, buffer);
    text_add(out, (slice){buffer, length});
}

static void add_temporal(text_builder *out, feel_value v, text_form form)
{
    if (form == AS_LITERAL)
        text_add(out, SLICE("@\""));
    text_add(out, temporal_to_text(out->arena, v));
    if (form == AS_LITERAL)
        text_add_byte(out, '"');
}

static bool is_plain_name(slice name)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        bool letter =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
        bool inner = (c >= '0' && c <= '9') || c == ' ';
        if (!letter && (i == 0 || !inner || (c == ' ' && name.ptr[i - 1] == ' '))) // read back as one blank
            return false;
    }
    return name.len > 0 && name.ptr[name.len - 1] != ' ';
}

static void add_context(text_builder *out, const feel_context *c, text_form form, unsigned depth)
{
    text_add_byte(out, '{');
    for (size_t i = 0; i < c->count; i++) {
        if (i > 0)
            text_add(out, SLICE(", "));
        if (is_plain_name(c->entries[i].name))
            text_add(out, c->entries[i].name);
        else
            add_quoted(out, c->entries[i].name);
        text_add(out, SLICE(": "));
        add_value(out, c->entries[i].value, form, depth + 1);
    }
    text_add_byte(out, '}');
}

/// Its ends are literals in string() too: what string() gives range() reads.
static void add_range(text_builder *out, const feel_range *r, unsigned depth)
{
    if (r->excludes) {
        text_add(out, SLICE("(!= "));
        add_value(out, r->low, AS_LITERAL, depth + 1);
        text_add_byte(out, ')');
        return;
    }
    if (!r->has_low || !r->has_high) {
        bool closed = r->has_low ? r->low_closed : r->high_closed;
        text_add_format(out, "(%s%s ", r->has_low ? ">" : "<", closed ? "=" : "");
        add_value(out, r->has_low ? r->low : r->high, AS_LITERAL, depth + 1);
        text_add_byte(out, ')');
        return;
    }
    text_add_byte(out, r->low_closed ? '[' : '(');
    add_value(out, r->low, AS_LITERAL, depth + 1);
    text_add(out, SLICE(".."));
    add_value(out, r->high, AS_LITERAL, depth + 1);
    text_add_byte(out, r->high_closed ? ']' : ')');
}

static void add_list(text_builder *out, const feel_list *list, text_form form, unsigned depth)
{
    text_add_byte(out, '[');
    for (size_t i = 0; i < list->count; i++) {
        if (i > 0)
            text_add(out, SLICE(", "));
        add_value(out, list->items[i], form, depth + 1);
    }
    text_add_byte(out, ']');
}

/// Strings are bare only at the top, and never as literals.
static void add_value(text_builder *out, feel_value v, text_form form, unsigned depth)
{
    if (depth > LIMIT_EXPRESSION_NESTING) {
        text_add(out, SLICE("…"));
        return;
    }
    switch ((feel_kind)v.kind) {
    case FEEL_NULL:
    case FEEL_ABSENT: text_add(out, SLICE("null")); break;
    case FEEL_BOOLEAN: text_add(out, v.as.boolean ? SLICE("true") : SLICE("false")); break;
    case FEEL_NUMBER: add_number(out, v, form); break;
    case FEEL_STRING:
        if (form == AS_LITERAL || depth > 0)
            add_quoted(out, feel_text(v));
        else
            text_add(out, feel_text(v));
        break;
    case FEEL_DATE:
    case FEEL_TIME:
    case FEEL_DATE_TIME:
    case FEEL_DAYS_DURATION:
    case FEEL_MONTHS_DURATION: add_temporal(out, v, form); break;
    case FEEL_LIST: add_list(out, v.as.list, form, depth); break;
    case FEEL_CONTEXT: add_context(out, v.as.context, form, depth); break;
    case FEEL_RANGE: add_range(out, v.as.range, depth); break;
    case FEEL_FUNCTION: text_add(out, SLICE("function")); break;
    }
}

slice feel_to_string(arena *a, feel_value v)
{
    text_builder out = {.arena = a};
    add_value(&out, v, AS_STRING, 0);
    return text_result(&out);
}

slice feel_to_shown(arena *a, feel_value v)
{
    text_builder out = {.arena = a};
    add_value(&out, v, AS_SHOWN, 0);
    return text_result(&out);
}

slice feel_to_literal(arena *a, feel_value v)
{
    text_builder out = {.arena = a};
    add_value(&out, v, AS_LITERAL, 0);
    return text_result(&out);
}
