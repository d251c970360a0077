#include "report/place.h"

#include <string.h>

const char *place_file_name(const char *file)
{
    const char *slash = strrchr(file, '/');
    return slash != NULL ? slash + 1 : file;
}

void place_add(phrase *w, const char *file, size_t line)
{
    if (strncmp(file, "--set ", 6) == 0)
        phrase_add(w, "--set");
    else if (file[0] != '\0')
        phrase_add(w, "%s:%zu", place_file_name(file), line);
}
