# Builds what the benchmarks need, if it is missing or older than the sources. Meant to be sourced by
# the scripts beside it, with $root set; sets $java and $class_path.

. "$root/.mvn/find-jdk.sh"
JAVA_HOME=$(find_jdk) || exit 1
export JAVA_HOME
java=$JAVA_HOME/bin/java

target=$root/benchmarks/target/quick
stamp=$target/built

benchmarks_are_current() {
  [ -e "$stamp" ] || return 1
  set -- "$root/pom.xml" "$root/bom/pom.xml"
  for module in json core server logging openapi-tools openapi-ui vite cli bundle benchmarks; do
    set -- "$@" "$root/$module/pom.xml" "$root/$module/src/main"
  done
  [ -z "$(find "$@" -newer "$stamp" 2> /dev/null | head -n 1)" ]
}

if ! benchmarks_are_current; then
  echo "Building the benchmarks with ./mvnw; this happens only when the sources have changed ..." >&2
  mkdir -p "$target"
  : > "$stamp.new"
  # Maven does not take away what is no longer a dependency.
  rm -rf "$target/lib"
  (cd "$root" && ./mvnw -q -Dquick -pl benchmarks -am package) < /dev/null >&2
  mv "$stamp.new" "$stamp"
fi

# Folders first; then the jars by name, so that the versions can be read from the class path.
class_path=$target/classes
for jar in "$target"/lib/*.jar; do
  class_path=$class_path:$jar
done
