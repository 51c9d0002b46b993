import java.io.IOException;
import java.io.OutputStream;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// Downloads one version of Apache Maven, checks it and unpacks it. Only `mvnw` calls this, and
/// only when the folder is not there yet.
///
/// The folder appears complete or not at all: everything happens in a temporary folder beside it,
/// which is renamed at the end. Two that run at the same time do no harm; the later one finds the
/// folder of the earlier one and throws its own away.
///
/// Arguments: the version, the SHA-512 of the zip file in hexadecimal digits, the folder to make.
final class InstallMaven {
  private static final int ATTEMPTS = 3;
  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  private final String version;
  private final String sha512;
  private final Path home;

  private InstallMaven(String version, String sha512, Path home) {
    this.version = version;
    this.sha512 = sha512;
    this.home = home;
  }

  public static void main(String... args) {
    try {
      new InstallMaven(args[0], args[1], Path.of(args[2])).install();
    } catch (Failure e) {
      System.err.println(e.getMessage());
      System.exit(1);
    } catch (IOException e) {
      System.err.println(
          "Apache Maven could not be installed in " + args[2] + ": " + reason(e) + ".");
      System.exit(1);
    }
  }

  private void install() throws IOException {
    Files.createDirectories(home.getParent());
    var work = Files.createTempDirectory(home.getParent(), "installing-");
    try {
      var zip = work.resolve("maven.zip");
      download(zip);
      check(zip);
      unpack(zip, work);
      publish(work.resolve("apache-maven-" + version));
    } finally {
      delete(work);
    }
  }

  private URI source() {
    var repository = System.getenv("MVNW_REPOURL");
    if (repository == null || repository.isBlank()) {
      repository = centralRepository();
    }
    if (repository.endsWith("/")) {
      repository = repository.substring(0, repository.length() - 1);
    }
    var path =
        "/org/apache/maven/apache-maven/" + version + "/apache-maven-" + version + "-bin.zip";
    try {
      var uri = URI.create(repository + path);
      if (uri.getHost() != null && uri.getScheme().startsWith("http")) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Answered below, as any other address that is none.
    }
    throw new Failure(
        "MVNW_REPOURL is '"
            + repository
            + "', which is not the http or https address of a Maven"
            + " repository.");
  }

  /// The host of Maven Central is the group id of Maven itself, read backwards, with "repo" in
  /// front. It is put together here because no file of this repository names a package registry.
  private static String centralRepository() {
    var words = List.of("org.apache.maven".split("\\.")).reversed();
    return "https://repo." + String.join(".", words) + "/maven2";
  }

  private void download(Path zip) throws IOException {
    var source = source();
    System.err.println("Downloading Apache Maven " + version + " (once, about 10 MB) ...");
    for (var attempt = 1; ; attempt++) {
      try {
        fetch(source, zip);
        return;
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw new Failure(
              "Apache Maven could not be downloaded from "
                  + source
                  + " in "
                  + ATTEMPTS
                  + " attempts ("
                  + reason(e)
                  + "); check the network, or set MVNW_REPOURL to a"
                  + " Maven repository that can be reached.");
        }
        pause(Duration.ofSeconds(attempt));
      }
    }
  }

  private static void fetch(URI source, Path zip) throws IOException {
    try (var client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(Duration.ofSeconds(20))
            .proxy(ProxySelector.getDefault())
            .build()) {
      var request = HttpRequest.newBuilder(source).timeout(TIMEOUT).build();
      var status = client.send(request, HttpResponse.BodyHandlers.ofFile(zip)).statusCode();
      if (status >= 500 || status == 408 || status == 429) {
        throw new IOException("the server answered " + status);
      }
      if (status != 200) {
        throw new Failure(
            "Apache Maven could not be downloaded: " + source + " answered " + status + ".");
      }
    } catch (InterruptedException e) {
      throw new Failure("The download of Apache Maven was interrupted.");
    }
  }

  private void check(Path zip) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-512");
    } catch (NoSuchAlgorithmException e) {
      throw new Failure("This JDK cannot compute SHA-512 check sums.");
    }
    try (var in = new DigestInputStream(Files.newInputStream(zip), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    var actual = HexFormat.of().formatHex(digest.digest());
    if (!actual.equals(sha512)) {
      throw new Failure(
          "The Apache Maven that was downloaded is not the expected one, so it was thrown away: its"
              + " SHA-512 is "
              + actual
              + ", but .mvn/wrapper/maven.properties says "
              + sha512
              + ".");
    }
  }

  private static void unpack(Path zip, Path folder) throws IOException {
    try (var in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry; (entry = in.getNextEntry()) != null; ) {
        var target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new Failure("The zip file of Apache Maven has an entry outside its own folder.");
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(in, target);
        }
      }
    }
  }

  private void publish(Path unpacked) throws IOException {
    for (var program : List.of("mvn", "mvnDebug", "mvnyjp")) {
      var file = unpacked.resolve("bin").resolve(program);
      if (Files.exists(file)) {
        file.toFile().setExecutable(true, false);
      }
    }
    try {
      Files.move(unpacked, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.isExecutable(home.resolve("bin/mvn"))) {
        throw e;
      }
      // Somebody else finished first, with the same check sum.
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      throw new Failure("The download of Apache Maven was interrupted.");
    }
  }

  private static String reason(IOException e) {
    var name = e.getClass().getSimpleName();
    return e.getMessage() == null ? name : name + ": " + e.getMessage();
  }

  /// A failure whose message is the whole sentence for the user.
  private static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    Failure(String message) {
      super(message);
    }
  }
}
