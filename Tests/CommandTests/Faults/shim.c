// Loaded in front of the C library (LD_PRELOAD): counts the calls that change files, and lets one of
// them fail or end the process. Variables say which:
//
//   NABLA_FAULT_PROGRAM  the name of the program that it is for; in others nothing happens
//   NABLA_FAULT_UNDER    beginnings of paths, separated by colons: only calls on such files count
//   NABLA_FAULT_CALLS    names of calls, separated by colons: only these count (default: all below)
//   NABLA_FAULT_AT       the number of the call, from 1; 0 for none
//   NABLA_FAULT_ERROR    the error number that the call returns; 0 for SIGKILL before it is made
//   NABLA_FAULT_LASTS    1 where every later call fails as well
//   NABLA_FAULT_LOG      a file that gets the name of each call that counts, a line each
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static const char *under, *calls;
static long at;
static int error, lasts, file_of_log = -1, is_active;
static atomic_long count;
static ssize_t (*real_write)(int, const void *, size_t);

static const char *value(const char *name) {
  const char *text = getenv(name);
  return text ? text : "";
}

__attribute__((constructor)) static void begin(void) {
  char path[PATH_MAX];
  ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
  if (length <= 0) return;
  path[length] = 0;
  if (strcmp(strrchr(path, '/') + 1, value("NABLA_FAULT_PROGRAM"))) return;
  real_write = dlsym(RTLD_NEXT, "write");
  under = strdup(value("NABLA_FAULT_UNDER"));
  calls = strdup(value("NABLA_FAULT_CALLS"));
  at = atol(value("NABLA_FAULT_AT"));
  error = atoi(value("NABLA_FAULT_ERROR"));
  lasts = atoi(value("NABLA_FAULT_LASTS"));
  if (*value("NABLA_FAULT_LOG"))
    file_of_log = open(value("NABLA_FAULT_LOG"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  unsetenv("LD_PRELOAD");
  is_active = 1;
}

// Whether one of the parts of a list is the text, or where the text may go on, its beginning.
static int holds(const char *list, const char *text, int may_go_on) {
  while (*list) {
    size_t length = strcspn(list, ":");
    if (!strncmp(list, text, length) && (may_go_on || !text[length])) return 1;
    list += length + (list[length] == ':');
  }
  return 0;
}

// The path that a call names: from a folder's descriptor, or of an open file where it names none.
static int is_under(int folder, const char *path) {
  if (!*under) return 1;
  char full[2 * PATH_MAX] = "", link[64];
  if (!path || *path != '/') {
    if (folder == AT_FDCWD) {
      if (!getcwd(full, PATH_MAX)) return 0;
    } else {
      snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
      ssize_t length = readlink(link, full, PATH_MAX - 1);
      if (length <= 0) return 0;
      full[length] = 0;
    }
    if (path) strcat(full, "/");
  }
  if (path) strncat(full, path, PATH_MAX - 1);
  return holds(under, full, 1);
}

// Counts a call: 1 where it is to fail, with errno set.
static int fails(const char *name, int folder, const char *path) {
  if (!is_active || (*calls && !holds(calls, name, 0))) return 0;
  int saved = errno, counts = is_under(folder, path);
  errno = saved;
  if (!counts) return 0;
  long number = atomic_fetch_add(&count, 1) + 1;
  if (file_of_log >= 0) {
    char line[64];
    int length = snprintf(line, sizeof line, "%s\n", name);
    real_write(file_of_log, line, length);
    errno = saved;
  }
  if (!at || (lasts ? number < at : number != at)) return 0;
  if (!error) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
  }
  errno = error;
  return 1;
}

#define REAL(name) __typeof__(&name) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)
#define WRAP(name, parameters, folder, path, arguments) \
  int name parameters {                                 \
    if (fails(#name, folder, path)) return -1;          \
    REAL(name);                                         \
    return real arguments;                              \
  }

WRAP(mkdir, (const char *p, mode_t m), AT_FDCWD, p, (p, m))
WRAP(mkdirat, (int f, const char *p, mode_t m), f, p, (f, p, m))
WRAP(rmdir, (const char *p), AT_FDCWD, p, (p))
WRAP(unlink, (const char *p), AT_FDCWD, p, (p))
WRAP(unlinkat, (int f, const char *p, int o), f, p, (f, p, o))
WRAP(rename, (const char *p, const char *q), AT_FDCWD, q, (p, q))
WRAP(renameat, (int f, const char *p, int g, const char *q), g, q, (f, p, g, q))
WRAP(renameat2, (int f, const char *p, int g, const char *q, unsigned o), g, q, (f, p, g, q, o))
WRAP(link, (const char *p, const char *q), AT_FDCWD, q, (p, q))
WRAP(linkat, (int f, const char *p, int g, const char *q, int o), g, q, (f, p, g, q, o))
WRAP(symlink, (const char *p, const char *q), AT_FDCWD, q, (p, q))
WRAP(symlinkat, (const char *p, int g, const char *q), g, q, (p, g, q))
WRAP(chmod, (const char *p, mode_t m), AT_FDCWD, p, (p, m))
WRAP(fchmod, (int f, mode_t m), f, NULL, (f, m))
WRAP(fchmodat, (int f, const char *p, mode_t m, int o), f, p, (f, p, m, o))
WRAP(chown, (const char *p, uid_t u, gid_t g), AT_FDCWD, p, (p, u, g))
WRAP(ftruncate, (int f, off_t n), f, NULL, (f, n))
WRAP(fsync, (int f), f, NULL, (f))

ssize_t write(int f, const void *b, size_t n) {
  if (fails("write", f, NULL)) return -1;
  REAL(write);
  return real(f, b, n);
}
ssize_t pwrite(int f, const void *b, size_t n, off_t o) {
  if (fails("pwrite", f, NULL)) return -1;
  REAL(pwrite);
  return real(f, b, n, o);
}
ssize_t writev(int f, const struct iovec *v, int n) {
  if (fails("writev", f, NULL)) return -1;
  REAL(writev);
  return real(f, v, n);
}

// Files that are opened to be made or emptied.
static int changes(int flags) { return flags & (O_CREAT | O_TRUNC); }
#define MODE \
  va_list list; va_start(list, flags); mode_t mode = va_arg(list, mode_t); va_end(list)
#define OPEN(name)                                                              \
  int name(const char *p, int flags, ...) {                                     \
    MODE;                                                                       \
    if (changes(flags) && fails("open", AT_FDCWD, p)) return -1;                \
    REAL(name);                                                                 \
    return real(p, flags, mode);                                                \
  }
#define OPENAT(name)                                                            \
  int name(int f, const char *p, int flags, ...) {                              \
    MODE;                                                                       \
    if (changes(flags) && fails("open", f, p)) return -1;                       \
    REAL(name);                                                                 \
    return real(f, p, flags, mode);                                             \
  }
OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)
