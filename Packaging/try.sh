#!/bin/sh
# Installs what was built below a folder of its own, makes a course there with what was installed,
# verifies and builds it, takes a lesson of it as a package, and uninstalls: try.sh BUILD
set -eu
build=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
step() { echo "$ $*"; "$@"; }

export DESTDIR="$folder/root"
step "$here/install.sh" "$build" /usr/local
unset DESTDIR
PATH=$folder/root/usr/local/bin:$PATH
for script in bash-completion/completions/nabla zsh/site-functions/_nabla \
  fish/vendor_completions.d/nabla.fish man/man1/nabla.1; do
  test -s "$folder/root/usr/local/share/$script"
done
# Where the toolchain could make it.
if [ -f "$build/page-engine.wasm" ]; then
  test -s "$folder/root/usr/local/lib/nabla/page-engine.wasm"
fi
cd "$folder"
step nabla --version
step nabla doctor
step nabla new mine
cd mine
step nabla verify
step nabla build
step nabla build --check
step nabla list
step nabla tangle slope --package ../slope
(cd ../slope && step swift run --quiet)
cd "$folder"
DESTDIR="$folder/root" "$here/uninstall.sh" /usr/local
left=$(find root/usr/local -mindepth 1)
if [ -n "$left" ]; then
  echo "uninstalling left: $left" >&2
  exit 1
fi
echo "uninstalled: nothing is left"
