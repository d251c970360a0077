// The assembler takes the files of the page as they lie in page/, and the description of what can be asked.
#include "serve/assets.h"
#include "write/page.h"

#include <stdbool.h>
#include <string.h>

#define EMBED(name, file)                                                                                    \
    __asm__(".pushsection .rodata\n" #name "_begin:\n.incbin \"" file "\"\n" #name                           \
            "_end:\n.byte 0\n.popsection\n");                                                                \
    extern const char name##_begin[] __asm__(#name "_begin");                                                \
    extern const char name##_end[] __asm__(#name "_end")

#define ASSETS(ROW)                                                                                          \
    ROW("/openapi.yaml", openapi, "docs/openapi.yaml", "application/yaml")                                   \
    ROW("/", page_index, "cli/serve/page/index.html", "text/html; charset=utf-8")                            \
    ROW("/serve.css", page_serve_css, "cli/serve/page/serve.css", "text/css; charset=utf-8")                 \
    ROW("/main.js", page_main_js, "cli/serve/page/main.js", "text/javascript; charset=utf-8")                \
    ROW("/api.js", page_api_js, "cli/serve/page/api.js", "text/javascript; charset=utf-8")                   \
    ROW("/answers.js", page_answers_js, "cli/serve/page/answers.js", "text/javascript; charset=utf-8")       \
    ROW("/cohort.js", page_cohort_js, "cli/serve/page/cohort.js", "text/javascript; charset=utf-8")          \
    ROW("/contrast.js", page_contrast_js, "cli/serve/page/contrast.js", "text/javascript; charset=utf-8")    \
    ROW("/reasons.js", page_reasons_js, "cli/serve/page/reasons.js", "text/javascript; charset=utf-8")       \
    ROW("/dom.js", page_dom_js, "cli/serve/page/dom.js", "text/javascript; charset=utf-8")                   \
    ROW("/files.js", page_files_js, "cli/serve/page/files.js", "text/javascript; charset=utf-8")             \
    ROW("/question.js", page_question_js, "cli/serve/page/question.js", "text/javascript; charset=utf-8")    \
    ROW("/ranking.js", page_ranking_js, "cli/serve/page/ranking.js", "text/javascript; charset=utf-8")

#define EMBED_ROW(path, name, file, type) EMBED(name, file);
#define TABLE_ROW(path, name, file, type) {path, type, name##_begin, name##_end},

ASSETS(EMBED_ROW)

static const struct {
    const char *path, *type, *begin, *end;
} files[] = {ASSETS(TABLE_ROW)};

enum { FILES = sizeof files / sizeof *files };

const asset *asset_find(const char *path)
{
    static _Thread_local asset found;
    if (strcmp(path, "/page.css") == 0) { // of all pages, so that what they write looks the same here
        found = (asset){"/page.css", "text/css; charset=utf-8", page_style(), strlen(page_style())};
        return &found;
    }
    for (size_t i = 0; i < FILES; i++) {
        if (strcmp(files[i].path, path) == 0) {
            found = (asset){files[i].path, files[i].type, files[i].begin,
                            (size_t)(files[i].end - files[i].begin)};
            return &found;
        }
    }
    return NULL;
}
