package dev.lodestar.generate;

import dev.lodestar.baked.BakedClasses;
import dev.lodestar.baked.BakedCollector;
import dev.lodestar.decode.Decoder;
import dev.lodestar.decode.ReadPlan;
import dev.lodestar.encode.Encoder;
import dev.lodestar.encode.WritePlan;
import dev.lodestar.format.Format;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Decides which objects get classes of their own, and takes those that were generated when the
/// application was packaged. Others are interpreted: those that the module system closes to us,
/// those with very many fields, and those whose class cannot be made.
public final class GeneratedCodecs {
  private final BakedClasses baked = new BakedClasses();
  private final @Nullable BakedCollector collector;

  // Made with the first class; of one format, since each has codecs of its own.
  private volatile ReaderClass.@Nullable Common readers;
  private volatile WriterClass.@Nullable Common writers;

  private GeneratedCodecs(@Nullable BakedCollector collector) {
    this.collector = collector;
  }

  /// Takes classes that were generated before, and generates the others.
  public static GeneratedCodecs create() {
    return new GeneratedCodecs(BakedCollector.ofThisProcess().orElse(null));
  }

  /// Generates all classes and keeps their bytes.
  public static GeneratedCodecs collecting() {
    return new GeneratedCodecs(BakedCollector.keeping());
  }

  /// Writes the classes that were generated so far, but for those that only work as hidden classes:
  /// they use private members.
  ///
  /// @return the names of the classes
  public List<String> writeInto(Path folder) throws IOException {
    if (collector == null) {
      throw new IllegalStateException("The classes were not collected.");
    }
    return collector.writeInto(folder);
  }

  /// Generates the decoder of an object; null if its plan is to be interpreted.
  public @Nullable Decoder decoder(ReadPlan plan, Format format) {
    var host = fits(plan) ? HostClass.of(plan.model().rawClass()) : null;
    if (host == null) {
      return null;
    }
    var print = isNamed(host) ? Fingerprint.of(plan, format) : null;
    var name = name(host, "Reader", print);
    var reader = new ReaderClass(plan, host.type(), name.replace('.', '/'), readers(format));
    return (@Nullable Decoder) load(host, name, print, reader.constants(), reader::bytes);
  }

  private static boolean fits(ReadPlan plan) {
    var model = plan.model();
    boolean fits =
        plan.names().size() <= ReaderClass.MAX_FIELDS
            && !plan.fields().isEmpty()
            && (plan.inPart() || model.executable().isPresent());
    for (int i = 0; fits && !plan.inPart() && i < plan.fields().size(); i++) {
      var field = model.fields().get(i);
      boolean set = plan.fields().get(i).slot() != null && !field.isArgument();
      fits = !set || field.setter().isPresent();
    }
    return fits;
  }

  /// Generates the encoder of an object; null if its plan is to be interpreted.
  public @Nullable Encoder encoder(WritePlan plan, Format format) {
    boolean fits = plan.fields().size() <= WriterClass.MAX_FIELDS;
    for (var field : plan.fields()) {
      fits &= field.model().getter().isPresent() || field.model().computation().isPresent();
    }
    var host = fits ? HostClass.of(plan.model().rawClass()) : null;
    if (host == null) {
      return null;
    }
    var print = isNamed(host) ? Fingerprint.of(plan, format) : null;
    var name = name(host, "Writer", print);
    var writer = new WriterClass(plan, host.type(), name.replace('.', '/'), writers(format));
    return (@Nullable Encoder) load(host, name, print, writer.constants(), writer::bytes);
  }

  private ReaderClass.Common readers(Format format) {
    var known = readers;
    if (known == null) {
      known = new ReaderClass.Common(format.input());
      readers = known;
    }
    return known;
  }

  private WriterClass.Common writers(Format format) {
    var known = writers;
    if (known == null) {
      known = new WriterClass.Common(format.output());
      writers = known;
    }
    return known;
  }

  private boolean isNamed(HostClass host) {
    return collector != null || baked.existBeside(host.type());
  }

  private static String name(HostClass host, String kind, @Nullable Fingerprint print) {
    var name = host.type().getName() + "$$" + kind;
    return print == null ? name : name + "$" + print.hash();
  }

  /// Makes the instance of a generated class; null if the plan is to be interpreted after all.
  private @Nullable Object load(
      HostClass host,
      String name,
      @Nullable Fingerprint print,
      Object[] constants,
      Supplier<byte[]> generator) {
    if (collector == null && print != null && baked.contain(host.type(), name)) {
      var found = host.find(name, constants);
      if (found != null) {
        return found;
      }
    } else if (collector == null && print != null) {
      baked.missed(host.type(), name);
    }
    try {
      var bytes = generator.get();
      var made = host.define(bytes, constants);
      if (collector != null && print != null && !print.usesPrivate()) {
        collector.add(name, bytes);
      }
      return made;
    } catch (LinkageError | IllegalArgumentException impossible) {
      // Too much code for a class, or a class loader that does not find what the code calls.
      return null;
    }
  }
}
