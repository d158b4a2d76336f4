#!/bin/sh
# Installs the Debian package in a root of its own, makes a course there, verifies, builds and serves it,
# takes a lesson of it as a package, purges nabla, and compares: try-deb.sh DEB ROOT
#
# Needs the superuser. ROOT is made with debootstrap where it is not there; the Swift toolchain in PATH is
# mounted in it.
set -eu
deb=$(readlink -f "$1")
root=$2
here=$(cd "$(dirname "$0")" && pwd)
usr=$(dirname "$(dirname "$(readlink -f "$(command -v swiftc)")")")
toolchain=$(dirname "$usr")

if [ ! -d "$root/usr" ]; then
  # What nabla depends on, and what swift.org asks for.
  needed=$(dpkg-deb --field "$deb" Depends | sed 's/ ([^)]*)//g; s/, /,/g')
  debootstrap --variant=minbase \
    --include="$needed,libcurl4,libxml2,libedit2,libsqlite3-0,libz3-4,libncurses6,libgcc-12-dev,libc6-dev,binutils,curl" \
    "$(. /etc/os-release && echo "$VERSION_CODENAME")" "$root"
fi
mkdir -p "$root$toolchain"
mount --bind "$toolchain" "$root$toolchain"
trap 'umount "$root/proc" "$root/dev" "$root$toolchain"' EXIT
mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
cp "$deb" "$root/root/nabla.deb"
cp "$here/try-in-root.sh" "$root/root/"
chroot "$root" /usr/bin/env -i HOME=/root LANG=C.UTF-8 SWIFT="$usr/bin" \
  PATH=/usr/sbin:/usr/bin:/sbin:/bin sh /root/try-in-root.sh
