# Shared by site/publish.sh and tests/run.sh: what Fieldbook is built from, and installing what is missing of it.
# Package names are those of Debian 12. Debian 13 and Ubuntu 24.04 have the same names (untested there).

build_packages="g++ cmake ninja-build pkg-config libxapian-dev libcmark-dev libyaml-dev libicu-dev libctemplate-dev
  nlohmann-json3-dev rapidjson-dev libsimdjson-dev libcli11-dev libfmt-dev libboost-dev nettle-dev libstemmer-dev libseccomp-dev libxml2-dev libzip-dev
  libpoppler-cpp-dev libcpp-httplib-dev libsqlite3-dev libzstd-dev libjemalloc-dev"
test_packages="libgtest-dev libgmock-dev xapian-tools"

say() { printf '%s\n' "$*" >&2; }

# install_packages NAME…: installs those that are not there, through apt-get, as root or with sudo.
install_packages() {
  missing=""
  for package in "$@"; do
    dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || missing="$missing $package"
  done
  [ -n "$missing" ] || return 0
  if ! command -v apt-get >/dev/null 2>&1; then
    say "These packages are missing, and there is no apt-get here to install them:$missing"
    return 2
  fi
  as_root=""
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null 2>&1 || { say "These packages are missing:$missing"; say "Install them as root, or run again with --no-install."; return 2; }
    as_root="sudo"
  fi
  say "Installing with apt-get:$missing"
  $as_root apt-get update -qq || return 2
  # shellcheck disable=SC2086
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >&2 || return 2
}
