#!/bin/sh
# Makes the engine of pages: page-engine.sh FOLDER writes FOLDER/page-engine.wasm.
#
# It is the lesson's own engine, compiled from the same sources for WebAssembly by Embedded Swift. It
# has no imports, and no path of this machine is in it: the same toolchain makes the same bytes.
set -eu
folder=$1
here=$(cd "$(dirname "$0")/.." && pwd)
swiftc=${NABLA_SWIFTC:-$(command -v swiftc || true)}
if [ ! -x "$swiftc" ]; then
  echo "error: no Swift compiler: there is no 'swiftc' in PATH" >&2
  exit 69
fi
tools=$(dirname "$(readlink -f "$swiftc")")
for tool in clang wasm-ld; do
  if [ ! -x "$tools/$tool" ]; then
    echo "error: no '$tool' in $tools: the engine of pages with knobs cannot be made" >&2
    echo "help: install a toolchain of https://swift.org/install; courses without knobs need none" >&2
    exit 69
  fi
done
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
result=$folder/page-engine.wasm

# What it is made of, by paths from the sources' folder, so that none of this machine's is in it.
cd "$here/Sources"
sources="PageEngine/Exports.swift $(echo Nabla/Elementary/*.swift) $(echo Nabla/Knobs/*.swift)
  Nabla/Scalar/ReplayMachine.swift Nabla/Scalar/ScalarOperation.swift
  Nabla/Check/CentralDifference.swift Nabla/Memory/Require.swift Nabla/Tensor/NotANumber.swift
  $(echo Wire/Numbers/*.swift)"

# Made of these bytes by this compiler already?
# shellcheck disable=SC2086 # a list of paths
made=$({ "$swiftc" --version 2>/dev/null; cat "$here/Packaging/page-engine.sh" PageEngine/runtime.c $sources; } \
  | sha256sum)
if [ -f "$result" ] && [ "$(cat "$result.made" 2>/dev/null)" = "$made" ]; then exit 0; fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
target=wasm32-unknown-none-wasm
# shellcheck disable=SC2086 # a list of paths
"$swiftc" -target $target -enable-experimental-feature Embedded -Xfrontend -disable-stack-protector \
  -wmo -parse-as-library -swift-version 6 -package-name nabla -module-name PageEngine -O \
  -c -o "$scratch/engine.o" $sources
"$tools/clang" -target $target -O2 -fno-builtin -c -o "$scratch/runtime.o" PageEngine/runtime.c
exports=$(sed -n 's/^@_cdecl("\(.*\)")$/--export=\1/p' PageEngine/Exports.swift)
# shellcheck disable=SC2086 # a list of options
"$tools/wasm-ld" --no-entry --gc-sections --strip-all -z stack-size=65536 $exports \
  -o "$scratch/page-engine.wasm" "$scratch/engine.o" "$scratch/runtime.o"
mv "$scratch/page-engine.wasm" "$result"
echo "$made" > "$result.made"
