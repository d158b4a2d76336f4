#!/bin/sh
# Makes a Debian package of what was built: deb.sh BUILD FOLDER writes FOLDER/nabla_VERSION_ARCH.deb
#
# Swift 6.3 is in no release of Debian, so the package cannot depend on it. /usr/bin/nabla looks for
# swiftc in PATH each time, and takes the runtime that belongs to it.
set -eu
build=$(cd "$1" && pwd)
folder=$2
here=$(cd "$(dirname "$0")" && pwd)
version=$("$build/nabla" --version | sed 's/^nabla //')
architecture=$(dpkg --print-architecture)
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
chmod 755 "$root"

DESTDIR=$root "$here/install.sh" "$build" /usr
# A program of any name: nabla finds what lessons load beside itself.
mv "$root/usr/bin/nabla" "$root/usr/lib/nabla/nabla"
install -m 755 "$here/launcher.sh" "$root/usr/bin/nabla"
if command -v strip >/dev/null; then
  strip --strip-unneeded "$root/usr/lib/nabla/nabla" "$root/usr/lib/nabla/libNablaLessons.so" \
    "$root/usr/lib/nabla/nabla-host"
fi
gzip -9n "$root/usr/share/man/man1/nabla.1"
mkdir -p "$root/usr/share/zsh/vendor-completions"
mv "$root/usr/share/zsh/site-functions/_nabla" "$root/usr/share/zsh/vendor-completions/"
rmdir "$root/usr/share/zsh/site-functions"
mv "$root/usr/share/doc/nabla/LICENSE" "$root/usr/share/doc/nabla/copyright"
mv "$root/usr/share/doc/nabla/CHANGELOG.md" "$root/usr/share/doc/nabla/changelog"
gzip -9n "$root/usr/share/doc/nabla/changelog"

# The packages that own the libraries which it names; the toolchain's own are owned by none.
programs="$root/usr/lib/nabla/nabla $root/usr/lib/nabla/libNablaLessons.so"
# shellcheck disable=SC2086 # a list of words
named=$(objdump -p $programs | sed -n 's/^ *NEEDED *//p' | sort -u)
# shellcheck disable=SC2086 # a list of words
loaded=$(ldd $programs | sed -n 's/^[[:space:]]*\([^ ]*\) => \(\/[^ ]*\) .*/\1 \2/p' | sort -u)
depends=$(echo "$named" | while read -r name; do
  library=$(echo "$loaded" | sed -n "s|^$name ||p" | head -n 1)
  [ -n "$library" ] || continue
  dpkg-query --search "$(readlink -f "$library")" "$library" "${library#/usr}" 2>/dev/null || true
done | sed -n 's/^\([a-z0-9.+-]*\)[:,].*/\1/p' | sort -u | while read -r package; do
  case $package in
    libc6) printf 'libc6 (>= %s), ' "$(dpkg-query -W -f '${Version}' libc6 | sed 's/-.*//')" ;;
    *) printf '%s, ' "$package" ;;
  esac
done)

mkdir "$root/DEBIAN"
cat > "$root/DEBIAN/control" <<END
Package: nabla
Version: $version
Architecture: $architecture
Maintainer: The authors of nabla <nabla@localhost>
Installed-Size: $(du -sk --exclude=DEBIAN "$root" | cut -f 1)
Depends: ${depends}libjs-katex
Recommends: fonts-stix, graphviz
Suggests: chromium
Section: text
Priority: optional
Description: course websites from Markdown lessons with live Swift
 Nabla runs the Swift blocks of Markdown lessons against its neural network
 engine, compares every recorded number with what was computed, and writes a
 static website.
 .
 It needs a Swift 6.3 toolchain in PATH, from https://swift.org/install.
END
(cd "$root" && find . -type f ! -path './DEBIAN/*' -printf '%P\0' | sort -z \
  | xargs -0 md5sum > DEBIAN/md5sums)
mkdir -p "$folder"
dpkg-deb --build --root-owner-group "$root" "$folder/nabla_${version}_$architecture.deb"
