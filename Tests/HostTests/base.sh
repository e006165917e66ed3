#!/bin/sh
# Makes a Debian 12 with sshd, and the packages that apt finds for a given one fetched and not installed: a tar file.
#   base.sh PACKAGE TAR
# In memory, in a mount namespace of its own: dpkg waits for the disk a thousand times otherwise.
set -eu
package=$1
tar=$2
if [ -z "${JOI_BASE_INSIDE:-}" ]; then
  JOI_BASE_INSIDE=yes exec unshare --mount --propagation private "$0" "$@"
fi
# What this machine's apt has of Debian 12: address, suite, component.
sources() {
  apt-get indextargets --format '$(REPO_URI) $(CODENAME) $(COMPONENT)' 'Identifier: Packages' 'Origin: Debian' |
    sort -u | awk '$2 ~ /^bookworm/ && $3 == "main"'
}
[ -n "$(sources)" ] || apt-get update >&2
mirror=$(sources | awk '$2 == "bookworm" { print $1; exit }')
if [ -z "$mirror" ]; then
  echo "scripts/host-test: apt knows no Debian 12 (bookworm) here." >&2
  exit 1
fi
log=$tar.log
memory=$(mktemp -d)
trap 'umount "$memory"; rmdir "$memory"' EXIT
mount -t tmpfs -o mode=755 joi-base "$memory"
new=$memory/base
make() {
  packages=systemd,procps,openssh-server
  case $mirror in
    https:*) packages=$packages,ca-certificates ;;
  esac
  debootstrap --variant=minbase --include="$packages" bookworm "$new" "$mirror"
  sources | awk '{ print "deb " $1 " " $2 " " $3 }' >"$new/etc/apt/sources.list"
  apt-config dump Acquire | grep '^Acquire::https\?::Proxy ' >"$new/etc/apt/apt.conf.d/90proxy" || true
  cp /etc/resolv.conf "$new/etc/resolv.conf"
  cp "$package" "$new/root/joi-tui.deb"
  chroot "$new" apt-get clean
  chroot "$new" apt-get update
  chroot "$new" env DEBIAN_FRONTEND=noninteractive apt-get -y upgrade
  chroot "$new" apt-get clean
  chroot "$new" apt-get -y --download-only install /root/joi-tui.deb
  rm "$new/root/joi-tui.deb" "$new/etc/resolv.conf"
  tar -C "$new" --numeric-owner --xattrs -cf "$tar.new" .
  mv "$tar.new" "$tar"
}
# A function in a condition would go on after a failure.
set +e
(set -e; make) >"$log" 2>&1
status=$?
set -e
[ $status -eq 0 ] || cat "$log" >&2
exit $status
