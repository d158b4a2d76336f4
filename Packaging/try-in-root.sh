#!/bin/sh
# What try-deb.sh does inside the root.
set -eu
step() { echo "$ $*"; sh -c "$*"; }
files() { find /etc /usr /bin /sbin /lib -xdev | sort; }

files > /tmp/before
step dpkg -i /root/nabla.deb
if nabla --version; then exit 1; fi
PATH=$SWIFT:$PATH
step nabla --version
step nabla doctor
rm -rf /root/mine /root/slope
cd /root
step nabla new mine
cd mine
step nabla verify
step nabla build
step nabla build --check
nabla serve > /tmp/serve.txt 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true' EXIT
for _ in $(seq 50); do
  address=$(grep -o 'http://127.0.0.1:[0-9]*/' /tmp/serve.txt || true)
  if [ -n "$address" ]; then break; fi
  sleep 0.2
done
step "curl --silent --show-error --retry 3 ${address}slope.html | grep '<title>'"
kill "$server"
step nabla tangle slope --package ../slope
step "cd ../slope && swift run --quiet"
step dpkg --purge nabla
files > /tmp/after
diff /tmp/before /tmp/after
echo "purged: nothing is left"
