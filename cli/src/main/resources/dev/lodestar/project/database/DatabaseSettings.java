package %{package};

import dev.lodestar.model.Default;
import dev.lodestar.secret.Secret;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;

/// The table `[database]` of the configuration.
///
/// @param url where the database is, as its driver has it
/// @param user who logs in
/// @param password what with; better in `APP_DATABASE_PASSWORD` than in a file
/// @param connections how many there are at most
public record DatabaseSettings(
    String url,
    @Default("sa") String user,
    Optional<Secret> password,
    @Default("10") @Min(1) @Max(200) int connections) {}
