/* Lets calls of the operating system fail: loaded before a program (LD_PRELOAD), it counts
 * calls on files under a folder, and answers some of them with an error.
 *
 *   FAIL_UNDER   the folder
 *   FAIL_CALL    open, write, fsync or rename, with their variants
 *   FAIL_AT      the number of the call that fails, from 1
 *   FAIL_FROM    if set, all from that one on fail
 *   FAIL_ERRNO   the error, as a number
 *   FAIL_LOG     a file, to which a line is added for each call that is counted
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))real(#name))

static void *real(const char *name)
{
    void *function = dlsym(RTLD_NEXT, name);
    if (!function)
        abort();
    return function;
}

/* Whether this call is one of those that are to fail. */
static int fails(const char *call, const char *path)
{
    static int count;
    const char *under = getenv("FAIL_UNDER"), *wanted = getenv("FAIL_CALL");
    const char *at = getenv("FAIL_AT"), *error = getenv("FAIL_ERRNO"), *log = getenv("FAIL_LOG");
    char line[5000];
    int file, length, is_now;

    if (!under || !wanted || !at || !error || !log)
        return 0;
    if (strcmp(call, wanted) || strncmp(path, under, strlen(under)))
        return 0;
    count++;
    is_now = getenv("FAIL_FROM") ? count >= atoi(at) : count == atoi(at);
    length = snprintf(line, sizeof line, "%s %s %s\n", is_now ? "failed" : "passed", call, path);
    file = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_APPEND | O_CREAT, 0644);
    if (file < 0 || syscall(SYS_write, file, line, length) != length)
        abort();
    syscall(SYS_close, file);
    if (is_now)
        errno = atoi(error);
    return is_now;
}

/* The same for a call on a file that is open. */
static int fails_on(const char *call, int file)
{
    char link[64], path[4096];
    ssize_t length;

    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    length = readlink(link, path, sizeof path - 1);
    if (length < 0)
        return 0;
    path[length] = 0;
    return fails(call, path);
}

#define OPEN(name)                                            \
    int name(const char *path, int flags, ...)                \
    {                                                         \
        va_list rest;                                         \
        int mode;                                             \
        va_start(rest, flags);                                \
        mode = va_arg(rest, int);                             \
        va_end(rest);                                         \
        return fails("open", path) ? -1 : REAL(name)(path, flags, mode); \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                          \
    int name(int folder, const char *path, int flags, ...)    \
    {                                                         \
        va_list rest;                                         \
        int mode;                                             \
        va_start(rest, flags);                                \
        mode = va_arg(rest, int);                             \
        va_end(rest);                                         \
        return fails("open", path) ? -1 : REAL(name)(folder, path, flags, mode); \
    }
OPENAT(openat)
OPENAT(openat64)

ssize_t write(int file, const void *bytes, size_t length)
{
    return fails_on("write", file) ? -1 : REAL(write)(file, bytes, length);
}

ssize_t pwrite(int file, const void *bytes, size_t length, off_t offset)
{
    return fails_on("write", file) ? -1 : REAL(pwrite)(file, bytes, length, offset);
}

ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t offset)
{
    return fails_on("write", file) ? -1 : REAL(pwrite64)(file, bytes, length, offset);
}

int fsync(int file)
{
    return fails_on("fsync", file) ? -1 : REAL(fsync)(file);
}

int fdatasync(int file)
{
    return fails_on("fsync", file) ? -1 : REAL(fdatasync)(file);
}

int rename(const char *from, const char *to)
{
    return fails("rename", to) ? -1 : REAL(rename)(from, to);
}

int renameat(int from_folder, const char *from, int to_folder, const char *to)
{
    return fails("rename", to) ? -1 : REAL(renameat)(from_folder, from, to_folder, to);
}

int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags)
{
    return fails("rename", to) ? -1 : REAL(renameat2)(from_folder, from, to_folder, to, flags);
}
