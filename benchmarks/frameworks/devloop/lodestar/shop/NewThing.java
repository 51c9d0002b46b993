package shop;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

public record NewThing(
    @NotBlank @Size(max = 80) String name,
    @Min(0) @Max(10_000) int count,
    @NotNull @Size(max = 10) List<String> tags) {}
