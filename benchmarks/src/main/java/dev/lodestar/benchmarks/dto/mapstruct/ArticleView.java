package dev.lodestar.benchmarks.dto.mapstruct;

import dev.lodestar.benchmarks.dto.Maker;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What everybody sees of an article.
///
/// @param article what it is called in the catalogue
/// @param name what it is called
/// @param description what there is to say about it
/// @param price what it costs
/// @param stock how many there are
/// @param published whether everybody may see it
/// @param listedOn since when it is in the catalogue
/// @param maker who makes it
/// @param parts what it is made of
public record ArticleView(
    String article,
    String name,
    @Nullable String description,
    double price,
    int stock,
    boolean published,
    LocalDate listedOn,
    Maker maker,
    List<PartView> parts) {}
