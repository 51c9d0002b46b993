package dev.lodestar.benchmarks.dto;

import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/// What everybody sees of an article, by code that MapStruct generates.
@Mapper
interface ArticleMapper {
  @Mapping(target = "article", source = "sku")
  @Mapping(target = "listedOn", source = "listed")
  ArticleView view(Article article);
}
