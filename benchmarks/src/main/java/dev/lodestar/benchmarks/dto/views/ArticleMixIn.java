package dev.lodestar.benchmarks.dto.views;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;

/// What Jackson leaves out and renames of an article, kept apart from the type.
public interface ArticleMixIn {
  @JsonIgnore
  long id();

  @JsonProperty("article")
  String sku();

  @JsonIgnore
  double cost();

  @JsonProperty("listedOn")
  LocalDate listed();

  @JsonIgnore
  String internalNote();

  /// What it leaves out of a part.
  interface OfPart {
    @JsonIgnore
    double cost();
  }
}
