package dev.lodestar.compile;

import dev.lodestar.constraint.ConstraintSettings;
import dev.lodestar.decode.Decoders;
import dev.lodestar.encode.Encoders;
import dev.lodestar.format.Format;
import dev.lodestar.generate.GeneratedCodecs;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.Models;
import dev.lodestar.model.TypeUse;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Compiles types for one format, with common settings. The classes that it generates belong to
/// that format.
public final class Compiler {
  private final Format format;
  private final Models models;
  private final ConstraintSettings constraints;
  private final Options options;
  private final Encoders encoders;
  private final Decoders decoders;

  /// What documents may look like.
  ///
  /// @param refuseUnknownFields whether names that a type does not have are problems
  /// @param lastDuplicateWins whether the last of several values of a name is taken
  /// @param wholeDecimals whether a number like 1.0 is read as an integer
  /// @param omitNulls whether fields and entries whose value is null are left out
  /// @param sortedMapKeys whether the entries of maps are ordered by their keys
  public record Options(
      boolean refuseUnknownFields,
      boolean lastDuplicateWins,
      boolean wholeDecimals,
      boolean omitNulls,
      boolean sortedMapKeys) {}

  /// Creates a compiler.
  public Compiler(Format format, Models models, ConstraintSettings constraints, Options options) {
    this(format, models, constraints, options, GeneratedCodecs.create());
  }

  private Compiler(
      Format format,
      Models models,
      ConstraintSettings constraints,
      Options options,
      GeneratedCodecs generated) {
    this.format = format;
    this.models = models;
    this.constraints = constraints;
    this.options = options;
    this.encoders =
        new Encoders(
            models,
            new Encoders.Options(options.omitNulls, options.sortedMapKeys),
            format,
            plan -> generated.encoder(plan, format));
    this.decoders =
        new Decoders(
            new Decoders.Options(
                options.refuseUnknownFields, options.lastDuplicateWins, options.wholeDecimals),
            constraints,
            format,
            plan -> generated.decoder(plan, format));
  }

  /// Compiles a type. What reads it is made when it is first needed.
  ///
  /// @param <T> the type of the values
  public <T extends @Nullable Object> CompiledType<T> compile(TypeUse use) {
    return new CompiledType<>(use, encoders.of(use.model()), decoders);
  }

  /// Writes the classes that types need into a folder.
  ///
  /// @return the names of the classes
  public List<String> bake(Path folder, List<? extends Type> types) throws IOException {
    var generated = GeneratedCodecs.collecting();
    var collecting = new Compiler(format, models, constraints, options, generated);
    for (var type : types) {
      var compiled = collecting.compile(models.use(type));
      try {
        compiled.prepare();
      } catch (ModelException onlyWritten) {
        // A type that cannot be read may still be written.
      }
    }
    return generated.writeInto(folder);
  }
}
