package dev.lodestar.result;

import dev.lodestar.http.Accept;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Problem;
import dev.lodestar.http.Request;
import dev.lodestar.http.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the entities of one type can be sent as at one route, and which of it a client gets (RFC
/// 9110, section 12.1). Thread-safe.
final class Negotiation {
  private static final String ANY = "*/*";

  /// Longer headers are not remembered.
  private static final int LONGEST_REMEMBERED = 256;

  private static final Headers VARYING = Headers.of("Vary", "Accept");

  private final List<MediaType> offers;
  private final List<Optional<MediaType>> contentTypes;
  private final String favourite;
  private final boolean described;

  /// The last header that had to be read, since a route's clients are often alike. Written without
  /// care: any of the values is right.
  private @Nullable Answer last;

  private record Answer(String wish, int choice) {}

  /// Creates a negotiation.
  ///
  /// @param offers what there is, the favourite first; at least one
  /// @param described whether the offers say what the content is, so that it may be refused
  Negotiation(List<MediaType> offers, boolean described) {
    this.offers = List.copyOf(offers);
    var types = new ArrayList<Optional<MediaType>>(offers.size());
    for (var offer : offers) {
      types.add(Optional.of(offer));
    }
    this.contentTypes = types;
    this.favourite = nameOf(this.offers.getFirst());
    this.described = described;
  }

  /// The negotiation of a writer's entities.
  ///
  /// @throws UnwritableException if the route declares media types and one cannot be written
  static Negotiation of(EntityWriter writer, ResultDefaults defaults) {
    var declared = new ArrayList<MediaType>();
    for (var wanted : defaults.produces()) {
      declared.add(
          writer.sentAs(wanted).orElseThrow(() -> new UnwritableException(wanted, writer)));
    }
    return ofKnown(writer, declared, defaults);
  }

  /// The negotiation of a value's entities, whose type was not known when the route was declared:
  /// of what it declares counts what can be written.
  static Negotiation ofValue(EntityWriter writer, ResultDefaults defaults) {
    var declared = new ArrayList<MediaType>();
    for (var wanted : defaults.produces()) {
      writer.sentAs(wanted).ifPresent(declared::add);
    }
    if (declared.isEmpty() && !defaults.produces().isEmpty()) {
      throw new UnwritableException(defaults.produces().getFirst(), writer);
    }
    return ofKnown(writer, declared, defaults);
  }

  private static Negotiation ofKnown(
      EntityWriter writer, List<MediaType> declared, ResultDefaults defaults) {
    if (!declared.isEmpty()) {
      return new Negotiation(declared, true);
    }
    var preferred = new ArrayList<MediaType>();
    for (var wanted : defaults.preferred()) {
      if (writer.heeds(wanted)) {
        writer.sentAs(wanted).ifPresent(preferred::add);
      }
    }
    return preferred.isEmpty()
        ? new Negotiation(writer.offers(), writer.isDescribed())
        : new Negotiation(preferred, true);
  }

  private static String nameOf(MediaType mediaType) {
    return mediaType.type() + "/" + mediaType.subtype();
  }

  /// Chooses what a client gets. Clients that say nothing, that take everything, or that want the
  /// favourite, cost a look at the header.
  ///
  /// @return the place in the list of offers
  /// @throws HttpException 406, if the client takes none of them
  int choose(Request request) {
    var choice = chosen(request);
    if (choice < 0) {
      throw notAcceptable(offers);
    }
    return choice;
  }

  /// Chooses what a client gets whatever it takes, because there is something that it has to know.
  int chooseAnyway(Request request) {
    return Math.max(chosen(request), 0);
  }

  private int chosen(Request request) {
    if (!described) {
      return 0;
    }
    var headers = request.headers();
    var wish = headers.first("Accept", ANY);
    if (wish.equals(favourite)) {
      return 0;
    }
    if (headers.count("Accept") > 1) {
      return choiceOf(request.accept());
    }
    if (wish.equals(ANY)) {
      return 0;
    }
    var known = last;
    if (known != null && known.wish.equals(wish)) {
      return known.choice;
    }
    var choice = choiceOf(request.accept());
    if (wish.length() <= LONGEST_REMEMBERED) {
      last = new Answer(wish, choice);
    }
    return choice;
  }

  private int choiceOf(Accept accept) {
    var preferred = accept.preferred(offers);
    return preferred.isEmpty() ? -1 : offers.indexOf(preferred.get());
  }

  /// What there is, the favourite first.
  List<MediaType> offers() {
    return offers;
  }

  /// Whether the offers say what the content is, so that a client may refuse it.
  boolean isDescribed() {
    return described;
  }

  /// The media type of a choice.
  MediaType mediaType(int choice) {
    return offers.get(choice);
  }

  /// The media type of a choice, as responses have it.
  Optional<MediaType> contentType(int choice) {
    return contentTypes.get(choice);
  }

  /// Headers that tell caches that the content depends on what the client accepts, if it does.
  Headers varying(Headers headers) {
    if (offers.size() == 1) {
      return headers;
    }
    return headers.isEmpty() ? VARYING : headers.withVary("Accept");
  }

  /// The refusal of a client that takes nothing of what there is.
  static HttpException notAcceptable(List<MediaType> offers) {
    var available = offers.stream().map(MediaType::toString).toList();
    return new HttpException(
        Problem.of(Status.NOT_ACCEPTABLE)
            .withDetail(
                "This can be sent as "
                    + String.join(" or ", available)
                    + ", of which the header Accept takes none.")
            .with("available", available));
  }
}
