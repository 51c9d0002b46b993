package shop;

import jakarta.ws.rs.BadRequestException;

/// A page number. JAX-RS answers a malformed `int` of the query with 404, which a class with
/// `fromString` avoids.
public record Page(int number) {
  public static Page fromString(String text) {
    try {
      return new Page(Integer.parseInt(text));
    } catch (NumberFormatException malformed) {
      throw new BadRequestException("page is not a number");
    }
  }

  static int of(Page page) {
    if (page == null) {
      throw new BadRequestException("page is missing");
    }
    return page.number;
  }
}
