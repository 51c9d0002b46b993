package torture;

import dev.lodestar.convert.Converter;

/// An article number, which is one text everywhere: in paths, queries, bodies and keys of maps.
record Sku(String code) {

  static final class Texts implements Converter<Sku> {
    @Override
    public Sku parse(String text) {
      if (text.length() < 3 || !text.contains("-")) {
        throw new IllegalArgumentException();
      }
      return new Sku(text);
    }

    @Override
    public String format(Sku sku) {
      return sku.code();
    }

    @Override
    public String expected() {
      return "an article number such as ab-1";
    }
  }
}
