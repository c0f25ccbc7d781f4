#!/usr/bin/env bash
# Install the browser that the reading pages are tested in (Debian). Idempotent.
set -euo pipefail

if [ "$(dpkg-query -W -f '${Status}' chromium 2>/dev/null || true)" = "install ok installed" ]; then
  echo "Chromium is installed."
  exit 0
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  as_root=(sudo -n)
fi

# The lock is waited for: a fresh machine may still be running its own updates.
apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300)
"${apt[@]}" update
"${apt[@]}" install --no-install-recommends chromium
