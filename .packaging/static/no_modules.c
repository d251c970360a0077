// What would load libraries of this machine into a static program. They are made for another C library than the one that is in the program,
// so nothing is ever loaded: the linker leads all calls here (--wrap), and whoever calls is told that there is no such library.
#include <stddef.h>

void *__wrap_dlopen(const char *file, int mode);
void *__wrap_dlsym(void *handle, const char *name);
int __wrap_dlclose(void *handle);
char *__wrap_dlerror(void);
void *__wrap___libc_dlopen_mode(const char *file, int mode);

/// SQLite's, for extensions, which advise does not use.
void *__wrap_dlopen(const char *file, int mode)
{
    (void)file;
    (void)mode;
    return NULL;
}

void *__wrap_dlsym(void *handle, const char *name)
{
    (void)handle;
    (void)name;
    return NULL;
}

int __wrap_dlclose(void *handle)
{
    (void)handle;
    return -1;
}

char *__wrap_dlerror(void)
{
    static char message[] = "a static program loads no libraries";
    return message;
}

/// The C library's own, for encodings of locales and for names of users that are kept elsewhere than in /etc/passwd.
void *__wrap___libc_dlopen_mode(const char *file, int mode)
{
    (void)file;
    (void)mode;
    return NULL;
}
