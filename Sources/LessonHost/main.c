/* Gives up rights and starts a lesson's program, so that author's code reaches only its own.
 *
 *   nabla-host [OPTION…] -- PROGRAM ARGUMENT…                starts a program in this process
 *   nabla-host [OPTION…] -e KIT -- LIBRARY SYMBOL LIBRARY…   loads a lesson into this process and calls it
 *   nabla-host -p                                            says what this system can do
 *
 *   -r PATH  may be read             -w PATH  may be changed, and what is below it
 *   -x PATH  may be read and run     -d PATH  is a device that may be read and written
 *   -l NUMBER=VALUE  a limit of the system, by its number in sys/resource.h
 *   -e KIT   the library that lessons load, which is loaded before rights are given up
 *   -b       the runtime may trace a crash of this process
 *   -q       ends with status 126 where a part of this cannot be had
 *   -n       gives up nothing: only limits
 *
 * What holds is decided here, before any of the lesson's code is in memory, and the system keeps it
 * for this process and for all that it starts: no_new_privs, the capabilities of root, Landlock
 * (files, TCP, signals) and a filter of system calls. No name space is used: each costs a process or
 * the meaning of process 1, and none gives what the two do not.
 */
#define _GNU_SOURCE
#include "host.h"
#include <dlfcn.h>
#include <errno.h>
#include <linux/capability.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Swift's driver links this program, and would make it need Swift's runtime. What stands in this
 * section it hands to the linker, as it does with the libraries that a Swift file imports. */
__attribute__((section(".swift1_autolink_entries"), used))
static const char linker_options[] = "-Wl,--as-needed";

/* Empty where all can be had. */
static char missing[512], gaps[512];

static void add(char *words, const char *what) {
  size_t used = strlen(words);
  snprintf(words + used, sizeof missing - used, "%s%s", used ? "; " : "", what);
}

void note_missing(const char *what) { add(missing, what); }
void note_gap(const char *what) { add(gaps, what); }

static int fail(const char *what, const char *why) {
  fprintf(stderr, "%s: %s\n", what, why);
  return 126;
}

static int fail_to_load(void) {
  fprintf(stderr, "%s\n", dlerror());
  return 127;
}

/* ---- Giving up ---- */

/* Root may then do with files what it could, and nothing else that others may not. */
static void drop_capabilities(void) {
  for (int number = 0; number <= 63; number++)
    if (number != CAP_DAC_OVERRIDE && number != CAP_DAC_READ_SEARCH)
      prctl(PR_CAPBSET_DROP, number, 0, 0, 0);
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  struct __user_cap_data_struct data[2] = {{0, 0, 0}, {0, 0, 0}};
  if (syscall(SYS_capget, &header, data) != 0) return;
  uint32_t kept = 1u << CAP_DAC_OVERRIDE | 1u << CAP_DAC_READ_SEARCH;
  data[0].effective &= kept;
  data[0].permitted &= kept;
  data[0].inheritable = data[1].effective = data[1].permitted = data[1].inheritable = 0;
  syscall(SYS_capset, &header, data);
}

static void give_up(int traces) {
  drop_capabilities();
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    note_missing("rights can be gained (no_new_privs)");
  restrict_files();
  restrict_calls(traces);
}

/* Sets one limit, given as `NUMBER=VALUE`. What is lower already stays. */
static void limit(const char *words, const char *value) {
  rlim_t most = strtoull(value, 0, 10);
  struct rlimit old, limit;
  int which = atoi(words);
  if (getrlimit(which, &old) != 0) return;
  /* At the lower limit of time a process is told, and killed at the upper one. */
  rlim_t hard = which == RLIMIT_CPU ? most + 1 : most;
  limit.rlim_max = old.rlim_max < hard ? old.rlim_max : hard;
  limit.rlim_cur = limit.rlim_max < most ? limit.rlim_max : most;
  setrlimit(which, &limit);
}

/* ---- Lessons ---- */

/* Loads the library that lessons load, and has it take the key that seals a lesson's events. The
 * runtime of the toolchain is found by a variable, which the lesson does not see. */
static int load_kit(const char *path) {
  void *kit = dlopen(path, RTLD_NOW | RTLD_GLOBAL);
  void (*take_key)(void) = kit ? (void (*)(void))dlsym(kit, "nabla_take_key") : 0;
  if (!take_key) return 0;
  take_key();
  unsetenv("LD_LIBRARY_PATH");
  return 1;
}

/* Loads the libraries that the lesson's object file asks for, then the lesson, and runs it: its
 * `main`, or the function of its program where it was compiled with others. The lesson is told that
 * it is called `Lesson` and has no arguments, on every machine. */
static int run_lesson(int count, char **arguments) {
  if (count < 2) return 64;
  for (int i = 2; i < count; i++)
    if (!dlopen(arguments[i], RTLD_NOW | RTLD_GLOBAL)) return fail_to_load();
  void (*name_program)(char **, int) =
    (void (*)(char **, int))dlsym(RTLD_DEFAULT, "_swift_stdlib_overrideUnsafeArgvArgc");
  if (!name_program) return fail_to_load();
  void *lesson = dlopen(arguments[0], RTLD_NOW | RTLD_GLOBAL);
  int (*start)(int, char **) = lesson ? (int (*)(int, char **))dlsym(lesson, arguments[1]) : 0;
  if (!start) return fail_to_load();
  static char *name[] = {"Lesson", 0};
  name_program(name, 1);
  int status = start(1, name);
  return strcmp(arguments[1], "main") ? 0 : status;
}

int main(int count, char **arguments) {
  int traces = 0, required = 0, open_all = 0, probes = 0, option;
  const char *kit = 0;
  /* Descriptors above those that a lesson is given: whoever started nabla may have left some open. */
  syscall(436 /* close_range */, 7, ~0u, 0);
  make_ruleset();
  while ((option = getopt(count, arguments, "+r:x:w:d:l:e:bqnp")) != -1) {
    switch (option) {
    case 'r': allow(optarg, READ_FILE | READ_DIR); break;
    case 'x': allow(optarg, READ_FILE | READ_DIR | EXECUTE); break;
    case 'w':
      allow(optarg, READ_FILE | READ_DIR | WRITE_FILE | REMOVE_DIR | REMOVE_FILE | MAKE_DIR
        | MAKE_REG | MAKE_FIFO | MAKE_SYM | REFER | TRUNCATE);
      break;
    case 'd': allow(optarg, READ_FILE | WRITE_FILE | TRUNCATE); break;
    case 'l': {
      char *value = strchr(optarg, '=');
      if (!value) return fail(optarg, "no limit");
      limit(optarg, value + 1);
      break;
    }
    case 'e': kit = optarg; break;
    case 'b': traces = 1; break;
    case 'q': required = 1; break;
    case 'n': open_all = 1; break;
    case 'p': probes = 1; break;
    default: return 64;
    }
  }
  if (kit && !load_kit(kit)) return fail_to_load();
  if (open_all) drop_ruleset();
  else give_up(traces);
  if (probes) {
    printf("%d\n%s\n%s\n", landlock, missing, gaps);
    return 0;
  }
  if (required && (*missing || *gaps)) return fail("sandbox", *missing ? missing : gaps);
  arguments += optind;
  count -= optind;
  if (kit) return run_lesson(count, arguments);
  if (count < 1) return 64;
  execv(arguments[0], arguments);
  return fail(arguments[0], strerror(errno));
}
