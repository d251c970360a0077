// Free texts are never wrong, but may be not what was meant.
#include "profile/meant.h"

#include "profile/misfit.h"
#include "profile/said_nothing.h"
#include "profile/said_words.h"

/// The place of the `#` that ends a plain text, and of what follows it on the line; its source is NULL if there is none.
static place comment_behind(const yaml_node *n)
{
    slice text = n->where.source->text;
    size_t at = n->where.offset + n->where.length;
    while (at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '\t'))
        at++;
    size_t end = at;
    while (end < text.len && text.ptr[end] != '\n' && text.ptr[end] != '\r')
        end++;
    bool is_comment = n->style == YAML_PLAIN && at < text.len && text.ptr[at] == '#' &&
                      at > n->where.offset + n->where.length;
    return is_comment ? (place){n->where.source, at, end - at} : (place){0};
}

/// True for a word that says that nobody knows. In quotes, null is a text like any other: whoever writes quotes means it.
static bool is_word_for_unknown(const yaml_node *n, diag_list *diags)
{
    enum { MOST = 20 };
    if (n->text.len < 2 || n->text.len > MOST)
        return false;
    const slice plain = said_plainly(diags->arena, n->text);
    return said_unknown(plain) && (n->style == YAML_PLAIN || !slice_is(plain, "null"));
}

void meant_warn_of_text(const fact *f, const yaml_node *written, diag_list *diags)
{
    if (diags->unread || written->where.source == NULL)
        return;
    slice text = written->text;
    place comment = comment_behind(written);
    if (misfit_is_in_curly_quotes(text)) {
        diag_warning(diags, written->where, "curly-quotes",
                     "the curly quotes are taken as a part of the text");
        diag_hint(diags, "write straight quotes, or none");
        diag_hint_value(diags, ": %.*s", SLICE_ARG(diag_quote(slice_part(text, 3, text.len - 6))));
    } else if (misfit_is_example(f, text)) {
        diag_warning(diags, written->where, "example-left",
                     "'%.*s' is the example of a form, and is taken as it stands", SLICE_ARG(text));
        diag_hint(diags, "write your own, or remove these lines");
    } else if (is_word_for_unknown(written, diags)) {
        diag_warning(diags, written->where, "unknown-word", "'%.*s' is taken as the text of '%.*s'",
                     SLICE_ARG(diags->hides_values ? SLICE("not known") : text), SLICE_ARG(f->name));
        misfit_hint_not_known(f, diags);
    }
    if (comment.source != NULL) {
        diag_warning(diags, comment, "comment",
                     "what follows ' #' is taken for a comment, not for a part of the text");
        diag_hint(diags, "put the whole text in double quotes if it belongs to it");
    }
}
