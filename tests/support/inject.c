// A seccomp filter stops the program at the calls that are looked for, and nowhere else, so that a run takes little longer than usual. There
// ptrace changes the call.
#include "inject.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *const names[CALL_GROUPS] = {"open",   "read",     "write",  "list",
                                               "status", "close",    "sync",   "lock",
                                               "mode",   "truncate", "rename", "make a folder"};

const char *call_group_name(call_group group)
{
    return names[group];
}

#ifdef __x86_64__

static const struct {
    int number;
    call_group group;
} calls[] = {{SYS_open, CALLS_OPEN},         {SYS_openat, CALLS_OPEN},        {SYS_read, CALLS_READ},
             {SYS_pread64, CALLS_READ},      {SYS_write, CALLS_WRITE},        {SYS_writev, CALLS_WRITE},
             {SYS_pwrite64, CALLS_WRITE},    {SYS_getdents64, CALLS_LIST},    {SYS_newfstatat, CALLS_STATUS},
             {SYS_fstat, CALLS_STATUS},      {SYS_stat, CALLS_STATUS},        {SYS_lstat, CALLS_STATUS},
             {SYS_close, CALLS_CLOSE},       {SYS_fsync, CALLS_SYNC},         {SYS_fdatasync, CALLS_SYNC},
             {SYS_flock, CALLS_LOCK},        {SYS_fchmod, CALLS_MODE},        {SYS_ftruncate, CALLS_TRUNCATE},
             {SYS_rename, CALLS_RENAME},     {SYS_renameat, CALLS_RENAME},    {SYS_renameat2, CALLS_RENAME},
             {SYS_mkdir, CALLS_MAKE_FOLDER}, {SYS_mkdirat, CALLS_MAKE_FOLDER}};

enum { CALLS = sizeof calls / sizeof *calls, SECONDS_AT_MOST = 120, CANNOT_RUN = 126 };

/// Stops at the calls of the table, and at the one by which main begins.
static bool install_filter(void)
{
    struct sock_filter code[2 * CALLS + 4];
    unsigned short length = 0;
    code[length++] =
        (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
    for (size_t i = 0; i <= CALLS; i++) {
        unsigned number = i < CALLS ? (unsigned)calls[i].number : SYS_rt_sigaction;
        code[length++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 1);
        code[length++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRACE);
    }
    code[length++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    struct sock_fprog program = {length, code};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

_Noreturn static void become(const char *const words[], const char *folder, const char *in, const char *out,
                             const char *err)
{
    int files[3] = {open(in, O_RDONLY), open(out, O_WRONLY | O_CREAT | O_TRUNC, 0600),
                    open(err, O_WRONLY | O_CREAT | O_TRUNC, 0600)};
    for (int i = 0; i < 3; i++) {
        if (files[i] < 3 || dup2(files[i], i) != i || close(files[i]) != 0)
            _exit(CANNOT_RUN);
    }
    if (chdir(folder) != 0 || ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0)
        _exit(CANNOT_RUN);
    (void)raise(SIGSTOP); // the parent chooses its options
    (void)alarm(SECONDS_AT_MOST);
    if (!install_filter())
        _exit(CANNOT_RUN);
    (void)execv(words[0], (char *const *)(uintptr_t)words);
    _exit(CANNOT_RUN);
}

/// Changes the call at which a thread has stopped, if it is the one.
static void look_at_call(injection *i, pid_t thread, bool *begun)
{
    struct user_regs_struct registers;
    if (ptrace(PTRACE_GETREGS, thread, NULL, &registers) != 0)
        return;
    const int number = (int)registers.orig_rax;
    if (number == SYS_rt_sigaction) { // main ignores SIGPIPE before it does anything else
        *begun = *begun || registers.rdi == SIGPIPE;
        return;
    }
    size_t row = 0;
    while (row < CALLS && calls[row].number != number)
        row++;
    if (!*begun || row == CALLS || (calls[row].group == CALLS_WRITE && registers.rdi == STDERR_FILENO))
        return;
    const call_group group = calls[row].group;
    i->calls[group]++;
    if (group != i->group || i->at == 0 ||
        (i->from_there_on ? i->calls[group] < i->at : i->calls[group] != i->at))
        return;
    if (i->fault == FAULT_SHORT) {
        registers.rdx = registers.rdx > 1 && number != SYS_writev ? registers.rdx / 2 : registers.rdx;
    } else {
        registers.orig_rax = (unsigned long long)-1;
        registers.rax = (unsigned long long)-i->fault;
    }
    i->injected = ptrace(PTRACE_SETREGS, thread, NULL, &registers) == 0;
}

/// Runs the program to its end. Returns false if it could not be run.
static bool supervise(injection *i, pid_t program)
{
    bool begun = false;
    int status = 0;
    for (;;) {
        pid_t thread = waitpid(-1, &status, __WALL);
        if (thread < 0)
            return false;
        if (WIFEXITED(status) || WIFSIGNALED(status)) {
            if (thread != program)
                continue;
            i->status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
            return begun || i->status != CANNOT_RUN;
        }
        int event = status >> 16;
        int passed_on = WSTOPSIG(status);
        if (event == PTRACE_EVENT_SECCOMP)
            look_at_call(i, thread, &begun);
        if (event != 0 || passed_on == SIGTRAP || passed_on == SIGSTOP)
            passed_on = 0;
        (void)ptrace(PTRACE_CONT, thread, NULL, (void *)(intptr_t)passed_on);
    }
}

bool inject(injection *i, const char *const words[], const char *folder, const char *in, const char *out,
            const char *err)
{
    int status = 0;
    for (size_t group = 0; group < CALL_GROUPS; group++)
        i->calls[group] = 0;
    i->injected = false;
    (void)fflush(NULL);
    pid_t program = fork();
    if (program == 0)
        become(words, folder, in, out, err);
    if (program < 0 || waitpid(program, &status, 0) != program || !WIFSTOPPED(status))
        return false;
    const long options = PTRACE_O_TRACESECCOMP | PTRACE_O_TRACECLONE | PTRACE_O_EXITKILL;
    bool good = ptrace(PTRACE_SETOPTIONS, program, NULL, (void *)options) == 0;
    (void)ptrace(PTRACE_CONT, program, NULL, NULL);
    return supervise(i, program) && good;
}

#else

bool inject(injection *i, const char *const words[], const char *folder, const char *in, const char *out,
            const char *err)
{
    (void)i, (void)words, (void)folder, (void)in, (void)out, (void)err;
    return false;
}

#endif
