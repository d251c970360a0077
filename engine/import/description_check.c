// What in a description cannot do anything, whatever the file.
#include "import/description_state.h"

#include "profile/said_words.h"

void import_check_path(const import_loader *l, document_form form, const yaml_node *path)
{
    const bool is_absolute = path->text.len > 0 && path->text.ptr[0] == '/';
    slice rest = is_absolute ? slice_part(path->text, 1, path->text.len) : path->text;
    bool has_part = rest.len > 0; // an empty path is the thing itself
    while (has_part) {
        const char *dot = rest.len > 0 ? memchr(rest.ptr, '.', rest.len) : NULL;
        const slice name = dot != NULL ? slice_part(rest, 0, (size_t)(dot - rest.ptr)) : rest;
        has_part = dot != NULL;
        rest = has_part ? slice_part(rest, name.len + 1, rest.len) : rest;
        if (name.len == 0) {
            diag_error(l->diags, path->where, "bad-path", "the path '%.*s' has a dot beside nothing",
                       SLICE_ARG(diag_quote(path->text)));
            diag_hint(l->diags, "a path is names with dots between them; no name has a dot");
            return;
        }
        if (form == DOCUMENT_XML && name.ptr[0] == '@' && has_part) {
            diag_error(l->diags, path->where, "bad-path", "nothing stands below the attribute '%.*s'",
                       SLICE_ARG(diag_quote(name)));
            return;
        }
    }
}

void import_check_words(const import_loader *l, const import_words *w)
{
    const yaml_node *pairs = w->pairs;
    for (size_t i = 0; i < pairs->count; i++) {
        for (size_t k = 0; k < i; k++) {
            const yaml_node *first = pairs->items[2 * k];
            if (!said_is_same_but_for_case(first->text, pairs->items[2 * i]->text))
                continue;
            diag_error(l->diags, pairs->items[2 * i]->where, "no-effect",
                       "the case of words does not count, and '%.*s' stands above",
                       SLICE_ARG(diag_quote(first->text)));
            diag_also(l->diags, first->where);
            break;
        }
    }
}

static bool has_sign(const import_description *d, slice sign)
{
    bool found = false;
    for (size_t i = 0; i < d->sign_count && !found; i++)
        found = said_is_same_but_for_case(d->signs[i], sign);
    return found;
}

bool import_check_signs(const import_loader *l, const import_descriptions *before)
{
    const import_description *d = l->out;
    for (size_t i = 0; i < before->count; i++) {
        const import_description *other = before->items[i];
        size_t shared = 0;
        for (size_t k = 0; k < d->sign_count; k++)
            shared += has_sign(other, d->signs[k]);
        if (other->level != d->level || other->form != d->form || shared < d->sign_count)
            continue;
        diag_error(l->diags, d->where, "no-effect", "no file is ever taken for '%.*s'", SLICE_ARG(d->title));
        diag_hint(l->diags, "whatever has one of its signs is taken for '%.*s', which comes first",
                  SLICE_ARG(other->title));
        diag_also(l->diags, other->where);
        return false;
    }
    return true;
}
