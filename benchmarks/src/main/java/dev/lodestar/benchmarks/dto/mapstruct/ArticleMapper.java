package dev.lodestar.benchmarks.dto.mapstruct;

import dev.lodestar.benchmarks.dto.Article;
import java.time.LocalDate;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.ReportingPolicy;

/// Makes shapes of articles, and articles of shapes. What no source gives does not compile.
@Mapper(unmappedTargetPolicy = ReportingPolicy.ERROR)
public interface ArticleMapper {
  /// Makes what everybody sees.
  ///
  /// @param article the article
  /// @return its view
  @Mapping(target = "article", source = "sku")
  @Mapping(target = "listedOn", source = "listed")
  ArticleView view(Article article);

  /// Makes the article.
  ///
  /// @param article what was sent
  /// @param id the key of the database
  /// @param listed since when it is in the catalogue
  /// @return the article
  @Mapping(target = "sku", source = "article.article")
  Article article(NewArticle article, long id, LocalDate listed);
}
