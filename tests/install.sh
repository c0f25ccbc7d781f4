#!/usr/bin/env bash
# Install what the tests want of Debian (or Ubuntu): a real WordPress, a browser, a spreadsheet,
# a counter of instructions.
# Idempotent. No system service is started: the tests run their own, in a temporary folder.
set -euo pipefail

packages=(
  wordpress wordpress-l10n
  wordpress-theme-twentytwentyone wordpress-theme-twentytwentytwo wordpress-theme-twentytwentythree
  php-cli php-fpm php-mysql php-gd php-mbstring php-xml php-intl
  mariadb-server nginx-light
  chromium
  gnumeric
  valgrind
)

missing=()
for package in "${packages[@]}"; do
  status=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true)
  [ "$status" = "install ok installed" ] || missing+=("$package")
done
if [ "${#missing[@]}" -eq 0 ]; then
  echo "What the tests want is installed."
  exit 0
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  as_root=(sudo -n)
fi

# Packages ask this script before they start a service; 101 means no.
guard=/usr/sbin/policy-rc.d
if [ ! -e "$guard" ]; then
  trap '"${as_root[@]}" rm -f "$guard"' EXIT
  printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$guard" >/dev/null
  "${as_root[@]}" chmod 755 "$guard"
fi

# The lock is waited for: a fresh machine may still be running its own updates.
apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300)
"${apt[@]}" update
"${apt[@]}" install --no-install-recommends "${missing[@]}"
