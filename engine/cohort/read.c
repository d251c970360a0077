#include "cohort/read.h"

#include "input/json.h"

const yaml_node *cohort_read_tree(arena *a, const pack *p, const cohort_record *record,
                                  const source_text *source, diag_list *diags)
{
    return record->header != NULL           ? cells_read_tree(a, p, record->header, source, diags)
           : record->syntax == PROFILE_JSON ? json_read(a, source, diags)
                                            : yaml_read(a, source, diags);
}

profile *cohort_read(arena *a, const pack *p, const cohort_record *record, const source_text *source,
                     diag_list *diags)
{
    return record->header != NULL ? cells_read(a, p, record->header, source, record->folder, diags)
                                  : profile_read(a, p, source, record->syntax, record->folder, diags);
}
