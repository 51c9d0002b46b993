package dev.lodestar.operation;

import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.InputSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What one route takes and answers. Immutable and thread-safe.
///
/// @param method the request method
/// @param path the whole path template with its slots, for instance `/widgets/{id:int}`
/// @param parameters what is taken from the path, the query, headers and cookies, each name once
///   for each of these
/// @param body what is taken of the content of a request; nothing if nobody looks at it
/// @param answers what is answered if all goes well
/// @param refusals what is answered if something does not, by the framework itself
/// @param open whether the handler, or a hook in its place, makes responses itself: those may have
///   any status and any header, so there may be others than the answers tell
/// @param strict where names that nobody takes are refused
/// @param places where annotations may tell more of the operation, in the order in which a request
///   meets them
/// @param errors which failures the application answers itself
public record OperationPlan(
    HttpMethod method,
    String path,
    List<ParameterPlan> parameters,
    Optional<BodyPlan> body,
    List<AnswerPlan> answers,
    Set<Refusal> refusals,
    boolean open,
    Set<InputSource> strict,
    List<Place> places,
    ErrorHandling errors) {}
