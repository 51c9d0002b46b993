package dev.lodestar.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// A compiled program as the bytes of one file: a check sum, what it was compiled with, the
/// program.
final class ProgramFormat {
  private static final int CHECKSUM = Long.BYTES;

  private ProgramFormat() {}

  static byte[] write(String identity, CompiledProgram program) throws IOException {
    var bytes = new ByteArrayOutputStream(16_384);
    var out = new DataOutputStream(bytes);
    out.writeLong(0);
    write(out, identity);
    write(out, program.root().map(Path::toString).orElse(""));
    write(out, program.topLevelClasses());
    out.writeInt(program.inputs().sources().size());
    for (var source : program.inputs().sources().entrySet()) {
      write(out, source.getKey().toString());
      write(out, source.getValue());
    }
    out.writeInt(program.inputs().folders().size());
    for (var folder : program.inputs().folders().entrySet()) {
      write(out, folder.getKey().toString());
      write(out, folder.getValue());
    }
    out.writeInt(program.classes().size());
    for (var classFile : program.classes().entrySet()) {
      write(out, classFile.getKey());
      write(out, classFile.getValue());
    }
    var result = bytes.toByteArray();
    ByteBuffer.wrap(result).putLong(checksum(result));
    return result;
  }

  /// Reads a program; null if the bytes are damaged or belong to another identity.
  static @Nullable CompiledProgram read(String identity, byte[] bytes) {
    if (bytes.length < CHECKSUM || ByteBuffer.wrap(bytes).getLong() != checksum(bytes)) {
      return null;
    }
    var in =
        new DataInputStream(new ByteArrayInputStream(bytes, CHECKSUM, bytes.length - CHECKSUM));
    try {
      return readText(in).equals(identity) ? read(in) : null;
    } catch (IOException | InvalidPathException damaged) {
      return null;
    }
  }

  private static CompiledProgram read(DataInputStream in) throws IOException {
    var root = readText(in);
    var topLevelClasses = readTexts(in);
    var sources = new HashMap<Path, byte[]>();
    for (var count = in.readInt(); count > 0; count--) {
      sources.put(Path.of(readText(in)), readBytes(in));
    }
    var folders = new HashMap<Path, List<String>>();
    for (var count = in.readInt(); count > 0; count--) {
      folders.put(Path.of(readText(in)), readTexts(in));
    }
    Map<String, byte[]> classes = new HashMap<>();
    for (var count = in.readInt(); count > 0; count--) {
      classes.put(readText(in), readBytes(in));
    }
    return new CompiledProgram(
        new Inputs(sources, folders),
        root.isEmpty() ? Optional.empty() : Optional.of(Path.of(root)),
        topLevelClasses,
        classes);
  }

  private static long checksum(byte[] bytes) {
    var checksum = new CRC32();
    checksum.update(bytes, CHECKSUM, bytes.length - CHECKSUM);
    return checksum.getValue();
  }

  private static void write(DataOutputStream out, List<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (var text : texts) {
      write(out, text);
    }
  }

  private static List<String> readTexts(DataInputStream in) throws IOException {
    var texts = new ArrayList<String>();
    for (var count = in.readInt(); count > 0; count--) {
      texts.add(readText(in));
    }
    return List.copyOf(texts);
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    write(out, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String readText(DataInputStream in) throws IOException {
    return new String(readBytes(in), StandardCharsets.UTF_8);
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    return in.readNBytes(in.readInt());
  }
}
