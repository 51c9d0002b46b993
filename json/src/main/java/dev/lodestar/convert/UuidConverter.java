package dev.lodestar.convert;

import dev.lodestar.text.Uuids;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads and writes UUIDs.
record UuidConverter() implements AsciiConverter<UUID> {

  @Override
  public String expected() {
    return "a UUID such as 123e4567-e89b-12d3-a456-426614174000";
  }

  @Override
  public @Nullable UUID parse(byte[] source, int from, int to) {
    return Uuids.parse(source, from, to);
  }

  @Override
  public int format(UUID value, byte[] target, int position) {
    return Uuids.write(target, position, value);
  }

  @Override
  public int maxLength(UUID value) {
    return Uuids.LENGTH;
  }
}
