package torture;

import dev.lodestar.AnnotatedLayer;
import dev.lodestar.Answers;
import dev.lodestar.Delete;
import dev.lodestar.Get;
import dev.lodestar.Guarded;
import dev.lodestar.InSchema;
import dev.lodestar.OperationId;
import dev.lodestar.Path;
import dev.lodestar.Post;
import dev.lodestar.Security;
import dev.lodestar.Tags;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Problem;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.http.SetCookie;
import dev.lodestar.http.Status;
import dev.lodestar.layer.Guard;
import dev.lodestar.layer.RouteMetadata;
import dev.lodestar.model.WriteOnly;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;

/// Who may do what: security, guards, problems of its own, what is hidden.
@Path("/accounts")
@Tags("accounts")
final class Accounts {
  record Login(String name, @WriteOnly @Size(min = 4) String password) {}

  record Session(String token, long expiresInSeconds) {}

  record User(String name, List<String> roles) {}

  /// Lets in whoever sends the token.
  static final class TokenGuard implements Guard {
    @Override
    public void check(Request request, RouteMetadata route) {
      if (!request.headers().first("Authorization", "").equals("Bearer 1234")) {
        throw HttpException.unauthorized("Bearer", "Log in first.");
      }
    }
  }

  /// There is no more room for accounts.
  @Answers(status = 409, description = "There is no more room.")
  static final class FullException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  static void configure(AnnotatedLayer layer) {
    layer.operation(operation -> {
      if (operation.path().endsWith("/login")) {
        operation
            .responseExample(200, "Ann", Map.of("token", "1234", "expiresInSeconds", 3600))
            .callback(
                "loggedOut",
                "{$request.query.callback}",
                HttpMethod.POST,
                User.class,
                "Time is up.");
      }
    });
  }

  @Post(value = "/login", status = 200)
  Response<Session> login(Login login) {
    if (!login.password().equals("sesame")) {
      throw HttpException.unauthorized("Bearer", "The password is wrong.");
    }
    return Response.of(new Session("1234", 3600)).cookie(SetCookie.of("last-user", "yes"));
  }

  @Get("/me")
  @OperationId("whoAmI")
  @Guarded(TokenGuard.class)
  @Security("bearer")
  User me() {
    return new User("Ann", List.of("admin"));
  }

  @Delete("/{name}")
  @Guarded(TokenGuard.class)
  @Security("bearer")
  @Security("key")
  void delete(String name) {}

  @Post("/{name}")
  User create(String name) throws FullException {
    if (name.equals("full")) {
      throw new FullException();
    }
    return new User(name, List.of());
  }

  /// Says who is there, in the old way.
  @Deprecated
  @Get("/who")
  Response<?> who(Request request) {
    if (request.headers().contains("Authorization")) {
      return Response.text("Ann");
    }
    return Response.of(Status.NO_CONTENT);
  }

  @Get("/problem")
  Problem problem() {
    return Problem.of(Status.of(418)).withTitle("No coffee").with("pot", "tea");
  }

  @Get("/secret")
  @InSchema(false)
  String secret() {
    return "You know it.";
  }

  static Response<?> full(FullException failure, Request request) {
    return Response.problem(Problem.of(Status.CONFLICT).withTitle("Full"));
  }
}
