package dev.lodestar.benchmarks.dto.derived;

import dev.lodestar.benchmarks.dto.Article;
import dev.lodestar.dto.Dto;

/// What the staff may change.
public final class PatchArticle extends Dto<Article> {
  {
    exclude(Article::id, Article::sku, Article::listed);
    partial();
  }
}
