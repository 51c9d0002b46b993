package shop;

import io.avaje.jsonb.Json;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;

/// What is sent to make a product. Numbers are boxed because the validators know no two
/// constraints of a primitive one.
@Json
@Valid
record NewProduct(
    @NotBlank @Size(max = 80) String name,
    @NotNull @PositiveOrZero @Max(100_000) Double price,
    @NotNull @Min(0) @Max(10_000) Integer stock,
    @NotNull @Email String contact,
    @NotBlank @Size(max = 40) String category,
    @NotNull @Size(max = 10) List<String> tags) {}
