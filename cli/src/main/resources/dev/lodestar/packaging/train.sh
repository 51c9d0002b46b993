#!/bin/sh
# Makes the cache of classes of @NAME@ anew, for the Java of this machine: starts the application on
# a free port of the loopback interface, sends it the requests in requests.txt, and stops it.
#
# Needed where the Java is another one than that which the folder was made with, as in an image of a
# container. The folder has to be writable. The application starts as it always does: what it connects to
# has to be there, or has to be able to be absent.

set -eu

script=$0
while [ -h "$script" ]; do
  target=$(readlink "$script")
  case $target in
    /*) script=$target ;;
    *) script=${script%/*}/$target ;;
  esac
done
case $script in
  */*) ;;
  *) script=./$script ;;
esac
home=$(CDPATH= cd -- "${script%/*}/.." && pwd -P)

LODESTAR_MAIN=dev.lodestar.packaging.Training exec "$home/bin/@NAME@" "$home" "@NAME@"
