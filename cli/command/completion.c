// advise completion SHELL: what teaches a shell to complete the command's words.
#include "options.h"

#include <stdio.h>
#include <string.h>

// The assembler takes the files as they lie in shell/.
#define EMBED(name, file)                                                                                    \
    __asm__(".pushsection .rodata\n" #name "_begin:\n.incbin \"" file "\"\n" #name                           \
            "_end:\n.byte 0\n.popsection\n");                                                                \
    extern const char name##_begin[] __asm__(#name "_begin");                                                \
    extern const char name##_end[] __asm__(#name "_end")

EMBED(shell_bash, "cli/shell/advise.bash");
EMBED(shell_zsh, "cli/shell/advise.zsh");
EMBED(shell_fish, "cli/shell/advise.fish");

static const struct {
    const char *shell, *begin, *end;
} scripts[] = {
    {"bash", shell_bash_begin, shell_bash_end},
    {"zsh", shell_zsh_begin, shell_zsh_end},
    {"fish", shell_fish_begin, shell_fish_end},
};

static int run(const arguments *a)
{
    if (a->operand_count != 1)
        return wrong_usage("completion takes the name of a shell: bash, zsh or fish");
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        if (strcmp(scripts[i].shell, a->operands[0]) == 0) {
            (void)fwrite(scripts[i].begin, 1, (size_t)(scripts[i].end - scripts[i].begin), stdout);
            return EXIT_DONE;
        }
    }
    return wrong_usage("there is no completion for '%s'; there is for bash, zsh and fish", a->operands[0]);
}

const command command_completion = {
    .name = "completion",
    .usage = "advise completion [OPTION…] bash|zsh|fish",
    .summary = "Print what completes commands, options and names in a shell.",
    .example = "advise completion bash > ~/.local/share/bash-completion/completions/advise",
    .run = run,
};
