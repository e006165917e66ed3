# Sourced by the scripts: installs the Debian packages that are missing.
#   need PACKAGE ...
need() {
  missing=""
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
  done
  [ -z "$missing" ] && return 0
  as=""
  if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null 2>&1; then
      as="sudo"
    else
      echo "joi-tui needs these Debian packages; have them installed with: apt-get install$missing" >&2
      return 1
    fi
  fi
  echo "Installing$missing ..." >&2
  # An old package list knows neither names nor versions, so it is fetched when the first try fails.
  install="$as env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends"
  # shellcheck disable=SC2086
  { $install $missing || { $as apt-get update && $install $missing; }; } >/tmp/joi-tui-apt.$$ 2>&1 || {
    cat /tmp/joi-tui-apt.$$ >&2
    echo "joi-tui needs these Debian packages; have them installed with: apt-get install$missing" >&2
    return 1
  }
  rm -f /tmp/joi-tui-apt.$$
}

build_packages="libncursesw5-dev libcmark-dev libqrencode-dev pkg-config"

need_swift() {
  command -v swift >/dev/null 2>&1 && return 0
  echo "joi-tui needs Swift 6.3 or newer on the PATH (swift.org/install)." >&2
  return 1
}
