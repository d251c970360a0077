#include "report/target.h"

#include "write/memory.h"

#include <stdlib.h>
#include <string.h>

void target_add_word(phrase *w, const char *word)
{
    if (word[0] != '\0' && strpbrk(word, " \t\n'\"$`\\!*?&|;<>(){}[]#~") == NULL) {
        phrase_add(w, "%s", word);
        return;
    }
    phrase_add(w, "'");
    for (const char *at = word; *at != '\0';) {
        const size_t length = strcspn(at, "'");
        phrase_add(w, "%.*s", (int)length, at);
        at += length;
        if (*at == '\'') { // it cannot stand within its own kind
            phrase_add(w, "'\\''");
            at++;
        }
    }
    phrase_add(w, "'");
}

void target_add(phrase *w, const char *recommendation, const char *item)
{
    char *both = must_format("%s%s%s", recommendation, item[0] != '\0' ? ":" : "", item);
    target_add_word(w, both);
    free(both);
}
