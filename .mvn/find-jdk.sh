# Prints the home of a Java Development Kit 25 or newer, or says what is missing and returns 1.
#
# Meant to be sourced by the scripts of this repository, which then call find_jdk:
#
#     . "$root/.mvn/find-jdk.sh" && JAVA_HOME=$(find_jdk) || exit 1
#
# The first of these that is a JDK of version 25 or newer and has a compiler is taken: JAVA_HOME, the
# home of the `java` on the PATH, and then the newest one in the usual install folders. No Java is
# started to find out: the `release` file of every JDK states its version.
#
# LODESTAR_JDK_FOLDERS replaces the install folders that are looked through: a list of folders,
# separated by colons, each of which holds JDK homes. Empty means none. It is there for tests.

# Sets jdk_version to the feature version of the JDK with the home $1, or to 0 if it is none.
read_jdk_version() {
  jdk_version=0
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in
      JAVA_VERSION=*)
        line=${line#JAVA_VERSION=}
        line=${line#\"}
        line=${line%%[!0-9]*}
        jdk_version=${line:-0}
        return 0
        ;;
    esac
  done < "$1/release"
}

is_recent_jdk() {
  read_jdk_version "$1"
  [ "$jdk_version" -ge 25 ]
}

# Sets java_on_path_home to the home of the `java` on the PATH, with symbolic links followed.
find_home_of_java_on_path() {
  java_on_path_home=
  command=$(command -v java) || return 0
  case $command in /*) ;; *) return 0 ;; esac
  while [ -h "$command" ]; do
    target=$(readlink "$command") || return 0
    case $target in
      /*) command=$target ;;
      *) command=${command%/*}/$target ;;
    esac
  done
  java_on_path_home=$(CDPATH= cd -- "${command%/*}/.." 2> /dev/null && pwd -P) || java_on_path_home=
}

# Sets newest_jdk to the newest JDK home among the arguments, or to nothing if none is recent enough.
find_newest() {
  newest_jdk=
  newest_version=24
  for home; do
    read_jdk_version "$home"
    if [ "$jdk_version" -gt "$newest_version" ]; then
      newest_jdk=$home
      newest_version=$jdk_version
    fi
  done
}

find_in_install_folders() {
  if [ -n "${LODESTAR_JDK_FOLDERS+set}" ]; then
    set --
    rest=$LODESTAR_JDK_FOLDERS:
    while [ -n "$rest" ]; do
      folder=${rest%%:*}
      rest=${rest#*:}
      [ -n "$folder" ] && set -- "$@" "$folder"/*
    done
  else
    set -- /usr/lib/jvm/* /usr/java/* /opt/* /opt/java/* /usr/local/java/* \
      "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* "${HOME:-}"/.gradle/jdks/* \
      "${HOME:-}"/.local/share/mise/installs/java/* "${HOME:-}"/.asdf/installs/java/* \
      /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
      /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
      /Library/Java/JavaVirtualMachines/*/Contents/Home \
      "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home
  fi
  find_newest "$@"
}

find_jdk() {
  if [ -n "${JAVA_HOME:-}" ] && is_recent_jdk "$JAVA_HOME"; then
    printf '%s\n' "$JAVA_HOME"
    return 0
  fi
  find_home_of_java_on_path
  if [ -n "$java_on_path_home" ] && is_recent_jdk "$java_on_path_home"; then
    printf '%s\n' "$java_on_path_home"
    return 0
  fi
  find_in_install_folders
  if [ -n "$newest_jdk" ]; then
    printf '%s\n' "$newest_jdk"
    return 0
  fi
  echo "Lodestar needs a Java Development Kit (JDK) of version 25 or newer and found none in" \
    "JAVA_HOME, on the PATH or in the usual install folders; install one, for instance Eclipse" \
    "Temurin 25, or set JAVA_HOME to the folder of yours." >&2
  return 1
}
