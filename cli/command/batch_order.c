// Reads --sort and --where.
#include "command/batch_order.h"

#include "command/terminal.h"

#include <stdlib.h>

int check_order_options(const order_options *o, const outcome_format *format, bool resumable)
{
    if (o->sort != NULL && resumable)
        return wrong_usage(
            "--sort does not work with --append: what is written at once is in the order of the "
            "profiles");
    if (o->sort != NULL && outcome_format_can(format, OUTCOME_IS_DATABASE))
        return wrong_usage("--sort does not work with --format %s: a database is sorted by ORDER BY",
                           outcome_format_name(format));
    if (o->where != NULL && resumable)
        return wrong_usage(
            "--where does not work with --append: a run is continued by the number of results");
    return EXIT_DONE;
}

int read_order_options(const order_options *o, const advise_pack *pack, const common_options *common,
                       outcome_options *out, advise_where **where)
{
    char *wrong = outcome_order_read(&out->order, pack, o->sort);
    if (wrong != NULL) {
        const int status = wrong_usage("%s", wrong);
        free(wrong);
        return status;
    }
    if (o->where == NULL)
        return EXIT_DONE;
    advise_diagnostics *problems = NULL;
    const advise_status compiled = advise_where_new(pack, "--where", o->where, NULL, where, &problems);
    return say_problems(common, compiled, problems);
}
