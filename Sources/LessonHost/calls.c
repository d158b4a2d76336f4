/* The filter of system calls. */
#define _GNU_SOURCE
#include "host.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>


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
  if (landlock < 6) {
    /* The system cannot keep signals in: at least not to whoever started this, nor to all. */
    pid_t parent = getppid(), group = getpgid(parent);
    on_argument(__NR_kill, 0, (uint32_t)parent, 1);
    on_argument(__NR_kill, 0, (uint32_t)-group, 1);
    on_argument(__NR_kill, 0, (uint32_t)-1, 1);
    on_argument(__NR_tgkill, 0, (uint32_t)parent, 1);
    on_argument(__NR_tkill, 0, (uint32_t)parent, 1);
  }
#ifdef __x86_64__
  if (landlock < 3) on(__NR_truncate, REFUSED(EPERM));
#endif
  answer(SECCOMP_RET_ALLOW);
}

void restrict_calls(int traces) {
  make_filter(traces);
  struct sock_fprog program = {length, filter};
  if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) != 0)
    note_missing("system calls cannot be filtered, so the network is open (seccomp)");
}
