#include "report/obstacle.h"
#include "report/place.h"
#include "write/memory.h"

static void say_place(FILE *out, const advise_obstacle *o)
{
    phrase place = PHRASE_EMPTY;
    place_add(&place, o->file, o->line);
    if (place.length > 0)
        (void)fprintf(out, " (%s)", place.text);
}

static void say_value(FILE *out, const advise_obstacle *o)
{
    if (o->item[0] != '\0')
        (void)fprintf(out, "%s of \"%s\"", o->name, o->item);
    else
        (void)fputs(o->name, out);
    (void)fprintf(out, " is %s%s", o->words[0] != '\0' ? o->words : o->value,
                  o->is_fixed ? ", which nobody can change" : "");
    say_place(out, o);
}

static void say_unknown(FILE *out, const advise_obstacle *o)
{
    const char *dot = o->fact[0] != '\0' ? "." : "";
    (void)fputs("not known: ", out);
    if (o->item[0] != '\0')
        (void)fprintf(out, "\"%s\": ", o->item);
    if (o->ask[0] != '\0')
        (void)fprintf(out, "%s (%s%s%s)", o->ask, o->fact, dot, o->name);
    else
        (void)fprintf(out, "%s%s%s", o->fact, dot, o->name);
}

static void say(FILE *out, const advise_obstacle *o)
{
    switch (o->kind) {
    case ADVISE_OBSTACLE_RULE:
        (void)fprintf(out, "rule %s%s%s", o->name, o->text[0] != '\0' ? " for " : "", o->text);
        say_place(out, o);
        break;
    case ADVISE_OBSTACLE_NO_ITEM: (void)fprintf(out, "nothing fits: %s", o->text); break;
    case ADVISE_OBSTACLE_PART: (void)fprintf(out, "needs: %s", o->text); break;
    case ADVISE_OBSTACLE_ANY: (void)fputs("needs one of these:", out); break;
    case ADVISE_OBSTACLE_ALL: (void)fputs("needs all of these:", out); break;
    case ADVISE_OBSTACLE_DERIVED:
        (void)fprintf(out, "%s is %s%s%s", o->name, o->words, o->text[0] != '\0' ? ": " : "", o->text);
        break;
    case ADVISE_OBSTACLE_FACT:
        if (o->is_unknown)
            say_unknown(out, o);
        else
            say_value(out, o);
        break;
    }
}

char *obstacle_text(const advise_obstacle *o)
{
    char *text;
    size_t length;
    FILE *out = must_open_text(&text, &length);
    say(out, o);
    must_close_text(out, &text);
    return text;
}
