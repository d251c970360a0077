// The files of a new pack that extends another: a rule, what it needs, tests, and a page on what to do next.
#include "scaffold/pack.h"
#include "write/screen.h"

#include "exit_status.h"
#include "scaffold/new_file.h"
#include "scaffold/profile.h"
#include "write/memory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void write_head(FILE *out, const new_pack *p)
{
    (void)fprintf(out,
                  "advise: 1\n"
                  "pack: %s\n"
                  "version: 0.1.0\n"
                  "title: Rules of %s\n"
                  "# What this pack does not say is as in the pack that it extends.\n"
                  "extends: %s\n"
                  "sources:\n"
                  "  - id: %s/practice\n"
                  "    title: What we do here\n"
                  "    point: Everybody has somebody to ask.\n",
                  p->name, p->name, p->extends, p->name);
}

static void write_vocabulary(FILE *out, const new_pack *p)
{
    (void)p;
    (void)fputs("# Facts of our own, beside those that are inherited.\n"
                "facts:\n"
                "  - name: has_office_mentor\n"
                "    type: boolean\n"
                "    ask: Is there somebody in the office whom you can ask anything?\n",
                out);
}

static void write_recommendations(FILE *out, const new_pack *p)
{
    (void)p;
    (void)fputs("recommendations:\n"
                "  - id: find-office-mentor\n"
                "    title: Find somebody in the office to ask\n"
                "    priority: 60\n"
                "    effort: low\n"
                "    horizon: this week\n"
                "    next_steps:\n"
                "      - Ask the office manager who has time for you.\n",
                out);
}

static void write_rules(FILE *out, const new_pack *p)
{
    (void)fprintf(out,
                  "rules:\n"
                  "  - id: nobody-to-ask\n"
                  "    when: not(has_office_mentor)\n"
                  "    recommend: find-office-mentor\n"
                  "    certainty: 0.8\n"
                  "    because: You have nobody in the office to ask.\n"
                  "    source: %s/practice\n",
                  p->name);
    if (advise_pack_rule_count(p->base) > 0)
        (void)fprintf(out,
                      "\n"
                      "# Overrides change what is inherited, by id and with a reason. 'advise show %s' lists "
                      "it.\n"
                      "# Remove the number signs to disable this rule:\n"
                      "#overrides:\n"
                      "#  - rule: %s\n"
                      "#    disable: true\n"
                      "#    reason: We see this differently here.\n",
                      p->extends, advise_pack_rule_id(p->base, 0));
}

/// The facts that every profile must state, as the beginning of a profile in one line.
static void write_required(FILE *out, const new_pack *p)
{
    for (size_t i = 0; i < advise_pack_fact_count(p->base); i++) {
        advise_fact fact = advise_pack_fact(p->base, ADVISE_FACTS, i);
        if (!fact.required)
            continue;
        (void)fprintf(out, "%s: ", fact.name);
        scaffold_example(out, p->base, ADVISE_FACTS, i);
        (void)fputs(", ", out);
    }
}

static void write_tests(FILE *out, const new_pack *p)
{
    (void)fputs("tests:\n"
                "  - name: who has nobody to ask is told to find somebody\n"
                "    profile: {",
                out);
    write_required(out, p);
    (void)fputs("has_office_mentor: false}\n"
                "    expect:\n"
                "      - {recommend: find-office-mentor, reasons: [nobody in the office]}\n"
                "\n"
                "  - name: who has somebody is not\n"
                "    profile: {",
                out);
    write_required(out, p);
    (void)fputs("has_office_mentor: true}\n"
                "    absent: [find-office-mentor]\n",
                out);
}

static void write_readme(FILE *out, const new_pack *p)
{
    (void)fprintf(out,
                  "# %s\n\n"
                  "Our rules on top of the pack `%s`, which stays as it is.\n\n"
                  "| file | what is in it |\n"
                  "| --- | --- |\n"
                  "| `pack.yaml` | name, version, what it extends, the sources that rules cite |\n"
                  "| `vocabulary.yaml` | facts of our own |\n"
                  "| `recommendations.yaml` | advice of our own |\n"
                  "| `rules.yaml` | rules of our own, and changes to inherited ones |\n"
                  "| `pack.test.yaml` | example people, and the advice that they must get |\n"
                  "| `schema/` | for editors; `advise schema . --into schema` writes it again |\n\n"
                  "After every change: `advise check .`, then `advise test .`.\n",
                  p->name, p->extends);
}

int scaffold_pack(const new_pack *p)
{
    static const struct {
        const char *name, *schema;
        void (*write)(FILE *out, const new_pack *p);
    } files[] = {{"pack.yaml", "pack", write_head},
                 {"vocabulary.yaml", "vocabulary", write_vocabulary},
                 {"recommendations.yaml", "recommendations", write_recommendations},
                 {"rules.yaml", "rules", write_rules},
                 {"pack.test.yaml", "test", write_tests},
                 {"README.md", NULL, write_readme}};
    if (mkdir(p->folder, 0777) != 0 && errno != EEXIST) {
        screen_complain(p->folder, 0, strerror(errno));
        return EXIT_IO;
    }
    bool good = true;
    for (size_t i = 0; i < sizeof files / sizeof *files && good; i++) {
        char *path = must_format("%s/%s", p->folder, files[i].name);
        output_file out;
        good = new_file_open(&out, path, p->force, 0666);
        if (good && files[i].schema != NULL)
            (void)fprintf(out.stream, "# yaml-language-server: $schema=schema/%s.json\n", files[i].schema);
        if (good) {
            files[i].write(out.stream, p);
            good = new_file_close(&out);
        }
        free(path);
    }
    return good ? EXIT_DONE : EXIT_IO;
}
