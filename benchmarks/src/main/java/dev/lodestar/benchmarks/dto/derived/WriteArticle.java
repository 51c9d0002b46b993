package dev.lodestar.benchmarks.dto.derived;

import dev.lodestar.benchmarks.dto.Article;
import dev.lodestar.dto.Dto;

/// What the staff sends for a new article.
public final class WriteArticle extends Dto<Article> {
  {
    exclude(Article::id, Article::listed);
    rename(Article::sku, "article");
  }
}
