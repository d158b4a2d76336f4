/* Gives up rights and starts a lesson's program, so that author's code reaches only its own.
 *
 *   confine [OPTION…] -- PROGRAM ARGUMENT…          starts a program in this process
 *   lesson-host [OPTION…] -- LIBRARY SYMBOL LIB…    loads a lesson into this process and calls it
 *   confine -p                                      says what this system can do
 *
 *   -r PATH  may be read             -w PATH  may be changed, and what is below it
 *   -x PATH  may be read and run     -d PATH  is a device that may be read and written
 *   -l NUMBER=VALUE  a limit of the system, by its number in sys/resource.h
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
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* What cannot be had, in words for people; empty where all can: what leaves a lesson open to all that
 * is the user's, and what leaves a gap. */
static char missing[512], gaps[512];

static void add(char *words, const char *what) {
  size_t used = strlen(words);
  snprintf(words + used, sizeof missing - used, "%s%s", used ? "; " : "", what);
}

static void lacks(const char *what) { add(missing, what); }

/* ---- Landlock. Its numbers are written out: headers are often older than systems. ---- */

enum {
  EXECUTE = 1 << 0, WRITE_FILE = 1 << 1, READ_FILE = 1 << 2, READ_DIR = 1 << 3,
  REMOVE_DIR = 1 << 4, REMOVE_FILE = 1 << 5, MAKE_CHAR = 1 << 6, MAKE_DIR = 1 << 7,
  MAKE_REG = 1 << 8, MAKE_SOCK = 1 << 9, MAKE_FIFO = 1 << 10, MAKE_BLOCK = 1 << 11,
  MAKE_SYM = 1 << 12, REFER = 1 << 13, TRUNCATE = 1 << 14, IOCTL_DEV = 1 << 15
};
enum {
  CREATE_RULESET = 444, ADD_RULE = 445, RESTRICT_SELF = 446
};

struct ruleset { uint64_t files, net, scoped; };
struct __attribute__((packed)) below { uint64_t access; int32_t folder; };

static int abi;
static int ruleset = -1;

static uint64_t known_files(void) {
  uint64_t all = (1 << 13) - 1;
  if (abi >= 2) all |= REFER;
  if (abi >= 3) all |= TRUNCATE;
  if (abi >= 5) all |= IOCTL_DEV;
  return all;
}

static void make_ruleset(void) {
  long version = syscall(CREATE_RULESET, 0, 0, 1);
  abi = version < 0 ? 0 : (int)version;
  if (abi > 0) {
    struct ruleset all = {known_files(), abi >= 4 ? 3 : 0, abi >= 6 ? 3 : 0};
    size_t size = abi >= 6 ? 24 : abi >= 4 ? 16 : 8;
    ruleset = (int)syscall(CREATE_RULESET, &all, size, 0);
    if (ruleset < 0) abi = 0;
  }
  if (abi == 0) lacks("files cannot be closed (no Landlock)");
  else if (abi < 6)
    add(gaps, "signals to the user's other programs cannot be forbidden before Linux 6.12 (Landlock 6)");
}

/* A path that is not there gives no right. */
static void allow(const char *path, uint64_t access) {
  if (ruleset < 0) return;
  int place = open(path, O_PATH | O_CLOEXEC);
  if (place < 0) return;
  struct stat status;
  if (fstat(place, &status) == 0) {
    uint64_t of_files = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV;
    if (!S_ISDIR(status.st_mode)) access &= of_files;
    struct below rule = {access & known_files(), place};
    syscall(ADD_RULE, ruleset, 1, &rule, 0);
  }
  close(place);
}

/* ---- The filter of system calls ---- */

static struct sock_filter filter[1024];
static unsigned short length;

static void put(uint16_t code, uint8_t yes, uint8_t no, uint32_t number) {
  filter[length++] = (struct sock_filter){code, yes, no, number};
}

static void answer(uint32_t what) { put(BPF_RET | BPF_K, 0, 0, what); }

static void load(size_t offset) { put(BPF_LD | BPF_W | BPF_ABS, 0, 0, (uint32_t)offset); }

static size_t argument(int index) { return offsetof(struct seccomp_data, args) + 8 * (size_t)index; }

#define REFUSED(error) (SECCOMP_RET_ERRNO | ((error) & SECCOMP_RET_DATA))
/* The call succeeds and does nothing. */
#define IGNORED REFUSED(0)

static void on(long call, uint32_t what) {
  put(BPF_JMP | BPF_JEQ | BPF_K, 0, 1, (uint32_t)call);
  answer(what);
}

/* Refuses a call whose argument is (or is not) this number, in its lower half. */
static void on_argument(long call, int index, uint32_t number, int equal) {
  put(BPF_JMP | BPF_JEQ | BPF_K, 0, 4, (uint32_t)call);
  load(argument(index));
  put(BPF_JMP | BPF_JEQ | BPF_K, equal ? 0 : 1, equal ? 1 : 0, number);
  answer(REFUSED(EPERM));
  load(offsetof(struct seccomp_data, nr));
}

/* Refuses a call whose argument has one of these bits. */
static void on_bits(long call, int index, uint32_t bits) {
  put(BPF_JMP | BPF_JEQ | BPF_K, 0, 4, (uint32_t)call);
  load(argument(index));
  put(BPF_JMP | BPF_JSET | BPF_K, 0, 1, bits);
  answer(REFUSED(EPERM));
  load(offsetof(struct seccomp_data, nr));
}

/* What a lesson has no use for, and could reach others by. */
static const int forbidden[] = {
  /* the network, and what goes around this filter */
  __NR_socket, __NR_connect, __NR_bind, __NR_listen, __NR_accept, __NR_accept4,
  425, 426, 427, /* io_uring */
  /* other processes */
  __NR_process_vm_readv, __NR_process_vm_writev, __NR_kcmp, __NR_pidfd_open, __NR_pidfd_getfd,
  __NR_pidfd_send_signal, 440 /* process_madvise */, 448 /* process_mrelease */,
  __NR_rt_sigqueueinfo, __NR_rt_tgsigqueueinfo, __NR_move_pages, __NR_migrate_pages,
  /* memory and messages that processes share by name */
  __NR_shmget, __NR_shmat, __NR_shmctl, __NR_msgget, __NR_msgsnd, __NR_msgrcv, __NR_msgctl,
  __NR_semget, __NR_semop, __NR_semctl, __NR_semtimedop, __NR_mq_open, __NR_mq_unlink,
  __NR_add_key, __NR_request_key, __NR_keyctl,
  /* what the system looks like to others */
  __NR_mount, __NR_umount2, __NR_pivot_root, __NR_chroot, 428, 429, 430, 431, 432, 433, 442,
  467 /* open_tree_attr */,
  __NR_unshare, __NR_setns, __NR_swapon, __NR_swapoff, __NR_sethostname, __NR_setdomainname,
  __NR_settimeofday, __NR_clock_settime, __NR_clock_adjtime, __NR_adjtimex, __NR_reboot,
  __NR_acct, __NR_quotactl, 443, __NR_vhangup, __NR_syslog,
  __NR_init_module, __NR_finit_module, __NR_delete_module, __NR_kexec_load,
  __NR_bpf, __NR_perf_event_open, __NR_userfaultfd, __NR_fanotify_init, __NR_fanotify_mark,
  __NR_name_to_handle_at, __NR_open_by_handle_at, __NR_lookup_dcookie, __NR_nfsservctl,
  /* other users */
  __NR_setuid, __NR_setgid, __NR_setreuid, __NR_setregid, __NR_setresuid, __NR_setresgid,
  __NR_setfsuid, __NR_setfsgid, __NR_setgroups, __NR_capset,
#ifdef __x86_64__
  __NR_iopl, __NR_ioperm, __NR_uselib, __NR_ustat, __NR_sysfs, __NR_kexec_file_load,
  __NR_create_module, __NR_modify_ldt, __NR_mknod,
#endif
  __NR_mknodat, __NR_ioprio_set
};

/* What belongs to a file or a process and is the same afterwards. Landlock says nothing of modes,
 * owners and times, which are another's where the file is; and a process that leaves the lesson's
 * group would outlive it. Programs that ask for this go on. */
static const int ignored[] = {
  __NR_setsid, __NR_setpgid, __NR_fchmod, __NR_fchmodat, 452 /* fchmodat2 */, __NR_fchown,
  __NR_fchownat, __NR_utimensat,
#ifdef __x86_64__
  __NR_chmod, __NR_chown, __NR_lchown, __NR_utime, __NR_utimes, __NR_futimesat,
#endif
};

static const int unsupported[] = {
  __NR_setxattr, __NR_lsetxattr, __NR_fsetxattr, __NR_removexattr, __NR_lremovexattr,
  __NR_fremovexattr, 463 /* setxattrat */, 466 /* removexattrat */
};

static void make_filter(int traces) {
#ifdef __x86_64__
  uint32_t machine = AUDIT_ARCH_X86_64;
#else
  uint32_t machine = AUDIT_ARCH_AARCH64;
#endif
  load(offsetof(struct seccomp_data, arch));
  put(BPF_JMP | BPF_JEQ | BPF_K, 1, 0, machine);
  answer(SECCOMP_RET_KILL_PROCESS);
  load(offsetof(struct seccomp_data, nr));
#ifdef __x86_64__
  /* The numbers of x32. */
  put(BPF_JMP | BPF_JGE | BPF_K, 0, 1, 0x40000000);
  answer(SECCOMP_RET_KILL_PROCESS);
#endif
  /* Calls that did not exist when this was written: nobody knows what they reach. */
  put(BPF_JMP | BPF_JGT | BPF_K, 0, 1, 467);
  answer(REFUSED(ENOSYS));
  for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++)
    if (!traces || (forbidden[i] != __NR_process_vm_readv)) on(forbidden[i], REFUSED(EPERM));
  for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++) on(ignored[i], IGNORED);
  for (size_t i = 0; i < sizeof unsupported / sizeof *unsupported; i++)
    on(unsupported[i], REFUSED(EOPNOTSUPP));
  if (!traces) on(__NR_ptrace, REFUSED(EPERM));
  on(__NR_clone3, REFUSED(ENOSYS));
  on_bits(__NR_clone, 0, CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER
    | CLONE_NEWPID | CLONE_NEWNET | 0x80 /* CLONE_NEWTIME; else a signal's number, of which none is */);
  on_argument(__NR_socketpair, 0, AF_UNIX, 0);
  on_argument(__NR_prlimit64, 0, 0, 0);
  on_argument(__NR_sched_setaffinity, 0, 0, 0);
  on_argument(__NR_sched_setscheduler, 0, 0, 0);
  on_argument(__NR_sched_setparam, 0, 0, 0);
  on_argument(__NR_sched_setattr, 0, 0, 0);
  on_argument(__NR_setpriority, 1, 0, 0);
  on_argument(__NR_setpriority, 0, PRIO_PROCESS, 0);
  on_argument(__NR_fcntl, 1, F_SETOWN, 1);
  on_argument(__NR_fcntl, 1, 15 /* F_SETOWN_EX */, 1);
  on_argument(__NR_fcntl, 1, 10 /* F_SETSIG */, 1);
  on_argument(__NR_ioctl, 1, 0x5412 /* TIOCSTI */, 1);
  on_argument(__NR_ioctl, 1, 0x541C /* TIOCLINUX */, 1);
  on_argument(__NR_personality, 0, 0xFFFFFFFF, 0);
  if (abi < 6) {
    /* The system cannot keep signals in: at least not to whoever started this, nor to all. */
    pid_t parent = getppid(), group = getpgid(parent);
    on_argument(__NR_kill, 0, (uint32_t)parent, 1);
    on_argument(__NR_kill, 0, (uint32_t)-group, 1);
    on_argument(__NR_kill, 0, (uint32_t)-1, 1);
    on_argument(__NR_tgkill, 0, (uint32_t)parent, 1);
    on_argument(__NR_tkill, 0, (uint32_t)parent, 1);
  }
#ifdef __x86_64__
  if (abi < 3) on(__NR_truncate, REFUSED(EPERM));
#endif
  answer(SECCOMP_RET_ALLOW);
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
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) lacks("rights can be gained (no_new_privs)");
  if (ruleset >= 0) {
    if (syscall(RESTRICT_SELF, ruleset, 0) != 0) lacks("files cannot be closed (Landlock)");
    close(ruleset);
  }
  make_filter(traces);
  struct sock_fprog program = {length, filter};
  if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) != 0)
    lacks("system calls cannot be filtered, so the network is open (seccomp)");
}

static int fail(const char *what, const char *why) {
  fprintf(stderr, "%s: %s\n", what, why);
  return 126;
}

#ifdef LESSON
void _swift_stdlib_overrideUnsafeArgvArgc(char **, int);
void nabla_take_key(void);

/* Loads the libraries that the lesson's object file asks for, then the lesson, and runs it: its
 * `main`, or the function of its program where it was compiled with others. The lesson is told that
 * it is called `Lesson` and has no arguments, on every machine. */
static int run(int count, char **arguments) {
  for (int i = 2; i < count; i++)
    if (!dlopen(arguments[i], RTLD_NOW | RTLD_GLOBAL)) {
      fprintf(stderr, "%s\n", dlerror());
      return 127;
    }
  void *lesson = dlopen(arguments[0], RTLD_NOW | RTLD_GLOBAL);
  int (*start)(int, char **) = lesson ? (int (*)(int, char **))dlsym(lesson, arguments[1]) : 0;
  if (!start) {
    fprintf(stderr, "%s\n", dlerror());
    return 127;
  }
  static char *name[] = {"Lesson", 0};
  _swift_stdlib_overrideUnsafeArgvArgc(name, 1);
  int status = start(1, name);
  return strcmp(arguments[1], "main") ? 0 : status;
}
#else
static void nabla_take_key(void) {}

static int run(int count, char **arguments) {
  (void)count;
  execv(arguments[0], arguments);
  return fail(arguments[0], strerror(errno));
}
#endif

int main(int count, char **arguments) {
  int traces = 0, required = 0, open_all = 0, probes = 0, option;
  nabla_take_key();
  /* Descriptors above those that a lesson is given: whoever started nabla may have left some open. */
  syscall(436 /* close_range */, 7, ~0u, 0);
  make_ruleset();
  while ((option = getopt(count, arguments, "+r:x:w:d:l:bqnp")) != -1) {
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
      rlim_t most = strtoull(value + 1, 0, 10);
      struct rlimit old, limit;
      int which = atoi(optarg);
      /* What is lower already stays. */
      if (getrlimit(which, &old) == 0) {
        /* At the lower limit of time a process is told, and killed at the upper one. */
        rlim_t hard = which == RLIMIT_CPU ? most + 1 : most;
        limit.rlim_max = old.rlim_max < hard ? old.rlim_max : hard;
        limit.rlim_cur = limit.rlim_max < most ? limit.rlim_max : most;
        setrlimit(which, &limit);
      }
      break;
    }
    case 'b': traces = 1; break;
    case 'q': required = 1; break;
    case 'n': open_all = 1; break;
    case 'p': probes = 1; break;
    default: return 64;
    }
  }
  if (open_all) {
    if (ruleset >= 0) close(ruleset);
  } else {
    give_up(traces);
  }
  if (probes) {
    printf("%d\n%s\n%s\n", abi, missing, gaps);
    return 0;
  }
  if (required && (*missing || *gaps)) return fail("sandbox", *missing ? missing : gaps);
  if (count - optind < 1) return 64;
  return run(count - optind, arguments + optind);
}
