package dev.lodestar.server.tls;

import dev.lodestar.engine.TlsIdentity;
import dev.lodestar.engine.TlsOptions;
import dev.lodestar.engine.TlsTrust;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.IllegalReferenceCountException;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.ReferenceCounted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The keys and certificates of a server, which change when their files do. Thread-safe.
public final class TlsKeys {
  private static final Duration SOON = Duration.ofDays(14);
  private static final String RENEGOTIATION = "jdk.tls.rejectClientInitiatedRenegotiation";

  private final TlsOptions options;
  private final List<String> protocols;
  private final Map<TlsIdentity, LoadedIdentity> selfSigned = new HashMap<>();

  /// A computation on the event loop would hold up its other connections.
  private final Executor computations = task -> Thread.ofVirtual().name("lodestar-tls").start(task);

  private volatile TlsContexts contexts;

  private final List<TlsFollower> followers = new ArrayList<>();

  private boolean released;

  /// What the files were like just before they were read.
  private volatile List<String> read;

  /// Reads everything.
  ///
  /// @param protocols what is spoken over TLS, the dearest first
  /// @throws IOException if something is wrong; the message says what, all at once
  public TlsKeys(TlsOptions options, List<String> protocols) throws IOException {
    this.options = options;
    this.protocols = protocols;
    if (System.getProperty(RENEGOTIATION) == null) {
      // The only switch that the JDK has for it; it counts until the first handshake.
      System.setProperty(RENEGOTIATION, "true");
    }
    read = fingerprint();
    contexts = TlsContexts.load(options, protocols, selfSigned);
    warnOfExpiry();
  }

  TlsOptions options() {
    return options;
  }

  /// Has somebody told what has been read, now and after each time it is read anew.
  ///
  /// @throws IOException if the follower cannot use it
  public synchronized void follow(TlsFollower follower) throws IOException {
    follower.load(contexts.material());
    followers.add(follower);
  }

  /// Tells whether it has to be known which host a client asks for before the handshake can begin.
  boolean needsHost() {
    return !options.hosts().isEmpty() || options.refusesUnknownHosts();
  }

  /// Makes the handler of a connection.
  ///
  /// @param host the host that the client asks for, in lower case; `null` if it asks for none, or
  ///   it does not matter
  /// @return `null` if the client is refused
  @Nullable SslHandler handler(ByteBufAllocator allocator, @Nullable String host) {
    while (true) {
      var current = contexts;
      var context = current.find(host);
      if (context == null) {
        if (options.refusesUnknownHosts()) {
          return null;
        }
        context = current.standard();
      }
      var handler = handler(allocator, context);
      if (handler != null) {
        return handler;
      }
    }
  }

  /// Returns `null` if the context has just been replaced.
  private @Nullable SslHandler handler(ByteBufAllocator allocator, SslContext context) {
    if (context instanceof ReferenceCounted counted) {
      try {
        counted.retain();
      } catch (IllegalReferenceCountException replaced) {
        return null;
      }
    }
    try {
      var handler =
          options.provider() == TlsOptions.Provider.JDK
              ? new TlsHandler(context.newEngine(allocator), computations)
              : context.newHandler(allocator, computations);
      // The time of the handshake is limited as a whole, from the first moment of a connection on.
      handler.setHandshakeTimeoutMillis(0);
      return handler;
    } finally {
      ReferenceCountUtil.release(context);
    }
  }

  /// Reads everything anew.
  ///
  /// @throws IOException if something is wrong; what was read before stays then
  /// @throws IllegalStateException if no connection will come any more
  public synchronized void reload() throws IOException {
    if (released) {
      throw new IllegalStateException("The server has stopped, so there is nothing to reload.");
    }
    var old = contexts;
    read = fingerprint();
    var fresh = TlsContexts.load(options, protocols, selfSigned);
    try {
      for (var follower : followers) {
        follower.load(fresh.material());
      }
    } catch (IOException unusable) {
      fresh.release();
      throw unusable;
    }
    contexts = fresh;
    old.release();
    logger().info("tls_reloaded The certificates have been read anew: {}.", subjects());
    warnOfExpiry();
  }

  /// Tells whether the files have changed since they were read, or since reading them failed.
  boolean haveChanged() {
    return !fingerprint().equals(read);
  }

  /// Gives native memory back, when no connection will come any more.
  public synchronized void release() {
    released = true;
    contexts.release();
  }

  private List<String> subjects() {
    var subjects = new ArrayList<String>();
    for (var identity : contexts.identities()) {
      var certificate = identity.certificate();
      subjects.add(
          certificate.getSubjectX500Principal().getName()
              + " until "
              + certificate.getNotAfter().toInstant());
    }
    return subjects;
  }

  /// Says which certificates will expire soon: at start, after each reload, and once a day.
  void warnOfExpiry() {
    var soon = Instant.now().plus(SOON);
    for (var identity : contexts.identities()) {
      var end = identity.certificate().getNotAfter().toInstant();
      if (soon.isAfter(end)) {
        logger()
            .warn(
                "tls_certificate_expires The certificate of {} expires on {}.",
                identity.certificate().getSubjectX500Principal().getName(),
                end);
      }
    }
  }

  static Logger logger() {
    return LoggerFactory.getLogger(TlsKeys.class);
  }

  /// Returns what tells whether a file has changed: time, size and identity of each. Symbolic links
  /// are followed, so it is also noticed when one leads elsewhere.
  List<String> fingerprint() {
    var prints = new ArrayList<String>();
    for (var file : files()) {
      try {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        prints.add(
            file
                + " "
                + attributes.lastModifiedTime()
                + " "
                + attributes.size()
                + " "
                + attributes.fileKey());
      } catch (IOException unreadable) {
        prints.add(file + " is not there");
      }
    }
    return prints;
  }

  /// Tells whether there are files that could change.
  public boolean hasFiles() {
    return !files().isEmpty();
  }

  private TreeSet<Path> files() {
    var files = new TreeSet<Path>();
    add(files, options.identity());
    for (var identity : options.hosts().values()) {
      add(files, identity);
    }
    if (options.trust().orElse(null) instanceof TlsTrust.PemFile pem) {
      files.add(pem.file());
    }
    return files;
  }

  private static void add(TreeSet<Path> files, TlsIdentity identity) {
    if (identity instanceof TlsIdentity.PemFiles pem) {
      files.add(pem.certificate());
      files.add(pem.key());
    } else if (identity instanceof TlsIdentity.Keystore store) {
      files.add(store.file());
    }
  }
}
