package dev.lodestar.benchmarks.dto.derived;

import dev.lodestar.benchmarks.dto.Article;
import dev.lodestar.dto.Dto;

/// What everybody sees.
public final class ReadArticle extends Dto<Article> {
  {
    exclude(Article::id, Article::cost, Article::internalNote);
    exclude("parts.cost");
    rename(Article::sku, "article");
    rename(Article::listed, "listedOn");
  }
}
