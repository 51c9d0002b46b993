package widgets;

import dev.lodestar.Answers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.Request;
import dev.lodestar.layer.Guard;
import dev.lodestar.layer.RouteMetadata;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// Lets requests in that know a key.
@Answers(status = 401, description = "The key is missing or wrong.")
record ApiKey(String key) implements Guard {
  @Override
  public void check(Request request, RouteMetadata route) {
    var given = request.headers().first("X-Api-Key", "");
    if (!MessageDigest.isEqual(bytes(given), bytes(key))) {
      throw HttpException.unauthorized("ApiKey", "Send the key in the header X-Api-Key.");
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
