#include "cohort/read.h"

#include "input/json.h"

static const yaml_node *read_root(arena *a, profile_syntax syntax, const source_text *source,
                                  diag_list *diags)
{
    return syntax == PROFILE_JSON ? json_read(a, source, diags) : yaml_read(a, source, diags);
}

const yaml_node *cohort_read_tree(arena *a, const pack *p, const cohort_record *record,
                                  const source_text *source, diag_list *diags)
{
    if (record->header != NULL)
        return cells_read_tree(a, p, record->header, source, diags);
    const yaml_node *root = read_root(a, record->syntax, source, diags);
    return root != NULL && record->style != NULL ? cells_read_document(a, p, record->style, root, diags)
                                                 : root;
}

profile *cohort_read(arena *a, const pack *p, const cohort_record *record, const source_text *source,
                     diag_list *diags)
{
    const size_t errors = diags->errors;
    const yaml_node *root = cohort_read_tree(a, p, record, source, diags);
    profile *out = root != NULL ? profile_read_node(a, p, source->file, root, record->folder, diags) : NULL;
    return diags->errors == errors ? out : NULL;
}

void cohort_read_kept(arena *a, const cohort_record *record, const slice *names, size_t count, slice *out)
{
    diag_list *unread = diag_list_new(a);
    unread->unread = true;
    source_text *source = ARENA_NEW(a, source_text);
    *source = record->source;
    const yaml_node *root = NULL;
    for (size_t i = 0; i < count; i++)
        out[i] = (slice){NULL, 0};
    if (record->header != NULL)
        cells_read_kept(a, record->header, source->text, names, count, out);
    else if (record->style != NULL)
        root = read_root(a, record->syntax, source, unread);
    if (root != NULL)
        cells_read_kept_of_document(a, record->style->map, root, names, count, out);
}
