#!/bin/sh
# Starts @NAME@. All it needs is a Java 25 or newer, with or without a compiler.
#
# The Java is found in JAVA_HOME, on the PATH, or in the usual install folders, in this order.
#
# JAVA_OPTS     more options for the virtual machine, separated by spaces; they win over those below
# LODESTAR_HOST, LODESTAR_PORT, …   where the application listens, and what else it reads

set -eu

# Follow symbolic links, so that a link to this file in a folder of the PATH works.
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

# Sets java_version to the feature version of the Java with the home $1, or to 0 if it is none.
# Nothing is started to find out: the file `release` states it.
read_java_version() {
  java_version=0
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 0
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in
      JAVA_VERSION=*)
        line=${line#JAVA_VERSION=}
        line=${line#\"}
        line=${line%%[!0-9]*}
        java_version=${line:-0}
        return 0
        ;;
    esac
  done < "$1/release"
}

# Sets java_home to the first of the arguments that is recent enough.
find_recent() {
  for candidate; do
    read_java_version "$candidate"
    if [ "$java_version" -ge 25 ]; then
      java_home=$candidate
      return 0
    fi
  done
  return 1
}

# Sets path_home to the home of the `java` on the PATH, with symbolic links followed.
find_home_on_path() {
  path_home=
  command=$(command -v java) || return 0
  while [ -h "$command" ]; do
    target=$(readlink "$command") || return 0
    case $target in
      /*) command=$target ;;
      *) command=${command%/*}/$target ;;
    esac
  done
  path_home=$(CDPATH= cd -- "${command%/*}/.." 2> /dev/null && pwd -P) || path_home=
}

if ! find_recent "${JAVA_HOME:-/nowhere}"; then
  find_home_on_path
  if ! find_recent "${path_home:-/nowhere}"; then
    find_recent /opt/java/* /usr/lib/jvm/* /usr/java/* /opt/* /usr/local/java/* \
      "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* || {
      echo "@NAME@ needs a Java of version 25 or newer and found none in JAVA_HOME, on the PATH or" \
        "in the usual install folders; install one, or set JAVA_HOME to the folder of yours." >&2
      exit 1
    }
  fi
fi

# The class path is fixed, and in this order: the cache belongs to it.
lib=$home/lib
class_path=@CLASS_PATH@

# In a container with a limit of memory most of it is for this one process. Elsewhere the default of
# Java stays, a quarter of the machine.
limit=
for file in /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory/memory.limit_in_bytes; do
  if [ -r "$file" ]; then
    read -r limit < "$file" || limit=
    break
  fi
done
memory=
case $limit in
  '' | max | *[!0-9]* | ???????????????*) ;;
  *) memory=-XX:MaxRAMPercentage=@RAM_PERCENTAGE@ ;;
esac

# The cache of classes; one that does not fit this Java or these jars is not used, which is told.
# bin/train names another class, and wants none.
main=${LODESTAR_MAIN:-}
cache=
if [ -z "$main${LODESTAR_TRAINING:-}" ] && [ -r "$home/@NAME@.aot" ]; then
  cache=-XX:AOTCache=$home/@NAME@.aot
fi

[ -n "$main" ] || main='@MAIN_CLASS@'

# Where Java allows it sun.misc.Unsafe, Netty takes that for its memory, as it always did, and does
# not link malloc at each start, which takes a fifth of it. Java 25 knows this option, and has a
# warning without it; what a later one makes of it is not known here.
unsafe=
[ "$java_version" -ne 25 ] || unsafe=--sun-misc-unsafe-memory-access=allow

# Once a large block has been given back, the C library of most Linux systems (glibc) gives nothing back
# to the system until up to 64 MiB lie free, in each of up to eight arenas per processor, and the
# compilers of Java go through them all. With its own default set as a value, it stays with that.
export MALLOC_TRIM_THRESHOLD_="${MALLOC_TRIM_THRESHOLD_:-131072}"

# JAVA_OPTS is meant to fall apart at its spaces.
# shellcheck disable=SC2086
exec "$java_home/bin/java" --add-opens=java.base/java.lang=ALL-UNNAMED \
  --enable-native-access=ALL-UNNAMED $unsafe $memory \
  ${cache:+"$cache"} ${LODESTAR_TRAINING:+"$LODESTAR_TRAINING"} -Dlodestar.packaged=true \
  "-Djava.library.path=$lib/native:/usr/java/packages/lib:/usr/lib64:/lib64:/lib:/usr/lib" \
  ${JAVA_OPTS:-} -cp "$class_path" "$main" "$@"
