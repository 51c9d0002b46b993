package shop;

import jakarta.ws.rs.BadRequestException;

/// A truth value; `boolean` would take every text as `false`.
public record Active(boolean value) {
  public static Active fromString(String text) {
    return switch (text) {
      case "true" -> new Active(true);
      case "false" -> new Active(false);
      default -> throw new BadRequestException("active is neither true nor false");
    };
  }

  static boolean of(Active active) {
    if (active == null) {
      throw new BadRequestException("active is missing");
    }
    return active.value;
  }
}
