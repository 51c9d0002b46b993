package dev.lodestar.benchmarks.dto.views;

/// What Jackson's views are called.
public final class Views {
  private Views() {}

  /// What everybody sees.
  public interface Read {}

  /// What the staff sends for a new article.
  public interface Write {}

  /// What neither shows.
  public interface Nobody {}
}
