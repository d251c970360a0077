// Stands in for the forms that need minizip and expat, if these are not there.
#include "import/read.h"

bool import_read_xml(arena *a, const source_text *source, document *out, diag_list *diags)
{
    (void)a;
    (void)out;
    diag_error(diags, (place){source, 0, 1}, "not-built",
               "this is XML, which advise was built without (it needs expat)");
    return false;
}

bool import_read_archive(arena *a, const char *path, import_tables wanted, document *out, diag_list *diags)
{
    (void)a;
    (void)wanted;
    (void)out;
    diag_error(diags, (place){0}, "not-built",
               "%s: this is a ZIP archive, which advise was built without (it needs minizip)", path);
    diag_hint(diags, "unpack it, and name the folder");
    return false;
}
