#!/bin/sh
# Starts nabla with the runtime of the Swift toolchain in PATH.
swiftc=${NABLA_SWIFTC:-$(command -v swiftc)}
if [ ! -x "$swiftc" ]; then
  echo "error: no Swift compiler: there is no 'swiftc' in PATH" >&2
  echo "help: install Swift 6.3 (https://swift.org/install) or let NABLA_SWIFTC name it" >&2
  exit 69
fi
swiftc=$(readlink -f "$swiftc")
swift=${swiftc%/bin/*}/lib/swift
LD_LIBRARY_PATH=$swift/linux:$swift/host${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
export LD_LIBRARY_PATH
exec /usr/lib/nabla/nabla "$@"
