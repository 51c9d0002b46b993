package dev.lodestar.bind;

import dev.lodestar.body.BodyKind;
import dev.lodestar.form.Multipart;
import dev.lodestar.handler.GenericTypes;
import dev.lodestar.handler.HandlerParameter;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.InputSource;
import dev.lodestar.http.MediaType;
import dev.lodestar.model.ModelProblem;
import dev.lodestar.model.TypeUse;
import dev.lodestar.report.StartupProblem;
import dev.lodestar.route.PathTemplate;
import dev.lodestar.route.Slots;
import dev.lodestar.suggest.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What can be wrong with the parameters of one route. Each problem says what rule is broken, for
/// which parameter, and what to write instead.
///
/// @param method the request method of the route
/// @param template the whole path template of the route
/// @param webSocket whether its requests are handshakes of WebSockets
record ParameterProblems(HttpMethod method, PathTemplate template, boolean webSocket) {

  private static StartupProblem problem(
      HandlerParameter parameter, String code, String what, String fix) {
    return parameter.owner().problem(code, what, fix);
  }

  private static String label(HandlerParameter parameter) {
    return "\"" + parameter + "\"";
  }

  /// @param candidates the parameters that could be the body; only where the method has one
  /// @param inPath whether the paths of the handler have parameters
  /// @param chain how the handler comes to need it; empty for its own parameter
  StartupProblem unresolvable(
      HandlerParameter parameter,
      Optional<List<HandlerParameter>> candidates,
      boolean inPath,
      String chain) {
    return problem(
        parameter,
        "parameter-source",
        "The parameter "
            + label(parameter)
            + " has no source: no annotation names one, "
            + (inPath
                ? "its name is not in the path \"" + template + "\""
                : "the path has no parameters")
            + ", its type does not stand for the request or a part of it, no provider of its type is"
            + " visible here, "
            + candidates.map(ParameterProblems::listed).orElse(noBody())
            + ", and its type is not a simple one that could come from the query."
            + chain,
        candidates.isPresent()
            ? "Put @Body on the parameter that is the body, and take the others from elsewhere;"
                + " a dependency needs a provider, as in provide(Type.class, …)."
            : (mayHaveBody() ? "Put @Body on it if it is the body, or give" : "Give")
                + " it a simple type (String, a number, boolean, enum, UUID, java.time, or an"
                + " Optional, List, Set or array of these), put @Query, @Header or @Cookie on it if it"
                + " is a record whose components are parameters, register a converter for its type"
                + " with converter(…), register a provider for it with provide(…), or take the"
                + " dev.lodestar.http.Request instead.");
  }

  /// Bodies of methods such as DELETE are taken only by those who ask for them.
  boolean mayHaveBody() {
    return method != HttpMethod.GET && method != HttpMethod.HEAD;
  }

  private String noBody() {
    if (webSocket) {
      return "the handshake of a WebSocket has no body";
    }
    return mayHaveBody()
        ? "the body of a " + method + " request is taken with @Body only"
        : method + " requests have no body";
  }

  private static String listed(List<HandlerParameter> candidates) {
    var labels = new ArrayList<String>();
    for (var candidate : candidates) {
      labels.add(label(candidate));
    }
    return "there are "
        + labels.size()
        + " parameters that could be the body ("
        + String.join(", ", labels)
        + ")";
  }

  StartupProblem socketWithoutHandshake(HandlerParameter parameter) {
    return problem(
        parameter,
        "socket-without-handshake",
        "The parameter "
            + label(parameter)
            + " is a WebSocket, but "
            + method
            + " \""
            + template
            + "\" answers requests without opening one.",
        "Annotate the handler with @WebSocketRoute, or leave the parameter out.");
  }

  StartupProblem bodyWithoutContent(HandlerParameter parameter) {
    if (webSocket) {
      return problem(
          parameter,
          "body-without-content",
          "The parameter "
              + label(parameter)
              + " takes the body, but the handshake of a WebSocket has none.",
          "Receive it as a message: socket.receiveJson("
              + parameter.rawType().getSimpleName()
              + ".class), or take the value from the query.");
    }
    return problem(
        parameter,
        "body-without-content",
        "The parameter "
            + label(parameter)
            + " takes the body, but the content of a "
            + method
            + " request has no meaning.",
        "Use @Post, @Put or @Patch, or take the value from the query.");
  }

  StartupProblem patchWithoutContent(HandlerParameter parameter) {
    return problem(
        parameter,
        "body-without-content",
        "The parameter "
            + label(parameter)
            + " takes the body, but "
            + method
            + " requests have none.",
        "Use @Patch for changes, and @Post for a Draft.");
  }

  /// @param request the name of the type that should be taken
  StartupProblem pageAsParameter(HandlerParameter parameter, String request) {
    return problem(
        parameter,
        "parameter-source",
        "The parameter "
            + label(parameter)
            + " is a page, which is what a handler answers, and not what a client asks for.",
        "Take a " + request + ", and return the page.");
  }

  StartupProblem notASimpleType(HandlerParameter parameter, String what) {
    return problem(
        parameter,
        "parameter-type",
        "The parameter "
            + label(parameter)
            + " takes the "
            + what
            + ", but its type cannot be made of a text.",
        "Use String, a number, boolean, enum, UUID, URI, a type of java.time or another simple type,"
            + " or register a converter for the type with converter(…).");
  }

  /// A page request that is to come from elsewhere than the query.
  StartupProblem pageOutsideQuery(HandlerParameter parameter) {
    return problem(
        parameter,
        "page-request",
        "The parameter "
            + label(parameter)
            + " is a page request, which comes from the query, but its annotation names something"
            + " else.",
        "Remove the annotation, or write @Query(\"prefix\") to put a prefix before the names of its"
            + " query parameters.");
  }

  StartupProblem pageInPath(HandlerParameter parameter) {
    return problem(
        parameter,
        "page-request",
        "The parameter "
            + label(parameter)
            + " is a page request, which comes from the query, but its name is in the path \""
            + template
            + "\".",
        "Rename the parameter, or that of the path.");
  }

  /// @param component the component that is a page request
  StartupProblem pageInGroup(HandlerParameter parameter, String component) {
    return problem(
        parameter,
        "page-request",
        "The parameter "
            + label(parameter)
            + " is a group whose component "
            + component
            + " is a page request, which cannot be read as a part of one.",
        "Take the page request as a parameter of its own, or have the record provided, without an"
            + " annotation: provide(Provider.of("
            + parameter.rawType().getSimpleName()
            + ".class)).");
  }

  StartupProblem pageSize(HandlerParameter parameter, String refusal) {
    return problem(
        parameter,
        "page-size",
        "The annotation @PageSize of the parameter "
            + label(parameter)
            + " cannot be used: "
            + refusal,
        "Write for instance @PageSize(value = 50, max = 500).");
  }

  StartupProblem pageSizeWithoutPage(HandlerParameter parameter) {
    return problem(
        parameter,
        "page-size",
        "The parameter "
            + label(parameter)
            + " has the annotation @PageSize, but is no page request.",
        "Take a PageRequest, OffsetRequest or CursorRequest, or write @Max for a number.");
  }

  /// @param name the query parameter that both want
  /// @param otherIsPage whether the other one is a page request, too
  StartupProblem pageNameTaken(
      HandlerParameter page, HandlerParameter other, String name, boolean otherIsPage) {
    return problem(
        other,
        "page-name-taken",
        "The parameter "
            + label(other)
            + " takes the query parameter \""
            + name
            + "\", which the page request "
            + label(page)
            + " takes, too.",
        otherIsPage
            ? "Keep one of them, or tell them apart by prefixes: @Query(\"orders\") takes orders."
                + name
                + "."
            : "Give the parameter another name, or the page request a prefix with @Query(\"…\");"
                + " pageNames(…) of a layer renames what all page requests take.");
  }

  StartupProblem cursorWithoutPosition(HandlerParameter parameter) {
    return problem(
        parameter,
        "cursor-position",
        "The parameter "
            + label(parameter)
            + " does not say of what type the positions in its list are.",
        "Write CursorRequest<Place>, where Place is a record of what the list is ordered by.");
  }

  StartupProblem cursorPosition(HandlerParameter parameter, String flaw) {
    return problem(
        parameter,
        "cursor-position",
        "The parameter "
            + label(parameter)
            + " has positions that no cursor can hold: "
            + flaw
            + (flaw.endsWith(".") ? "" : "."),
        "Use a simple type (String, a number, UUID, java.time), or a record of simple types, without"
            + " marks: what the list is ordered by.");
  }

  /// A parameter with `@Form` that is neither a value of one field nor a record of several.
  StartupProblem notAField(HandlerParameter parameter, String name) {
    return problem(
        parameter,
        "parameter-type",
        "The parameter "
            + label(parameter)
            + " takes the form field \""
            + name
            + "\", but its type cannot be made of a text.",
        "Use a simple type for a field, or a List of one; a record whose components are the fields;"
            + " or FormData for the whole form, whatever its fields are.");
  }

  /// A file, or something with a file in it, that is to come from elsewhere than a form.
  ///
  /// @param place the file: the parameter itself, or what is in it
  StartupProblem fileOutsideForm(HandlerParameter parameter, String place) {
    var itself = FormPlanner.isForm(parameter);
    return problem(
        parameter,
        "file-outside-form",
        "The parameter "
            + label(parameter)
            + (itself ? " is a file" : " has the file " + place)
            + ", which only a form can have, but it is not taken from a form.",
        itself
            ? "Remove its annotation, or put @Form in its place to give the field a name."
            : "Put @Form on the parameter, and no other annotation that names a source: its"
                + " components are the fields and files of the form then.");
  }

  /// Something with files in it that nothing can be made of.
  StartupProblem notFiles(HandlerParameter parameter) {
    return problem(
        parameter,
        "parameter-type",
        "The parameter " + label(parameter) + " cannot be made of the files of a form.",
        "Take an Upload, an Optional<Upload>, a List<Upload>, or a Map<String, List<Upload>> of all"
            + " files.");
  }

  StartupProblem notAToken(HandlerParameter parameter, TextSource source, String name) {
    return problem(
        parameter,
        "parameter-name-illegal",
        "The parameter "
            + label(parameter)
            + " takes the "
            + source.inputSource().noun()
            + " \""
            + name.replace("\n", "\\n").replace("\r", "\\r")
            + "\", but no request can carry one of that name.",
        "Write a name of letters, digits and !#$%&'*+-.^_`|~.");
  }

  /// A component of a group that is no text and no group.
  StartupProblem component(HandlerParameter parameter, InputSource source, TypeUse component) {
    return component(
        parameter,
        source,
        component,
        "cannot be made of texts",
        "Use a simple type, a List, Set or Optional of one, or a record of these; or send the value in"
            + " a JSON body.");
  }

  /// A component of a group that contains the group.
  StartupProblem endlessComponent(
      HandlerParameter parameter, InputSource source, TypeUse component) {
    return component(
        parameter,
        source,
        component,
        "is of a type that contains itself, so there is no end to its names",
        "Leave the component out, or send the value in a JSON body.");
  }

  private StartupProblem component(
      HandlerParameter parameter,
      InputSource source,
      TypeUse component,
      String mistake,
      String fix) {
    return problem(
        parameter,
        "group-component",
        "The parameter "
            + label(parameter)
            + " is a group of "
            + source.noun()
            + "s, but its component "
            + component.path()
            + " "
            + mistake
            + ".",
        fix);
  }

  StartupProblem componentDefault(HandlerParameter parameter, TypeUse component, String violation) {
    return problem(
        parameter,
        "default-constraint",
        "The default of the component "
            + component.path()
            + " of parameter "
            + label(parameter)
            + " violates the component's own constraint: "
            + violation
            + ".",
        "Change the default or the constraint.");
  }

  /// What the handler is said to consume cannot become what it takes.
  StartupProblem unreadable(HandlerParameter parameter, MediaType consumed, BodyKind kind) {
    return problem(
        parameter,
        "consumes",
        "The handler consumes "
            + consumed
            + ", but the parameter "
            + label(parameter)
            + " cannot be read from that.",
        "Consume " + kind.readable() + ", or take the body as InputStream, byte[] or String.");
  }

  /// Two parameters want the body, and one of them reads it while it arrives.
  StartupProblem bodyTakenTwice(HandlerParameter parameter, HandlerParameter earlier) {
    return problem(
        parameter,
        "body-taken-twice",
        "The parameters "
            + label(earlier)
            + " and "
            + label(parameter)
            + " both take the body, which can be read once only while it arrives.",
        "Keep one of them.");
  }

  /// One parameter takes a form, and another the body as something else.
  StartupProblem bodyAndForm(HandlerParameter form, HandlerParameter body) {
    if (body.rawType() == Multipart.class) {
      return partsAndForm(form, body);
    }
    return problem(
        body,
        "body-and-form",
        "The parameter "
            + label(form)
            + " takes a form, and the parameter "
            + label(body)
            + " takes the body as something else, but a body is one or the other.",
        "Take everything from the form, or everything from the body.");
  }

  /// One parameter takes the parts of a form while they arrive, and another something of them.
  private static StartupProblem partsAndForm(HandlerParameter form, HandlerParameter parts) {
    return problem(
        form,
        "body-and-form",
        "The parameter "
            + label(parts)
            + " takes the parts of the form while they arrive, so nothing is left for the parameter "
            + label(form)
            + ".",
        "Read everything from the parts, or drop them and take fields and files as parameters.");
  }

  StartupProblem defaultForbidden(HandlerParameter parameter, String violation) {
    return problem(
        parameter,
        "default-constraint",
        "The default of parameter "
            + label(parameter)
            + " violates the parameter's own constraint: "
            + violation
            + ".",
        "Change the default or the constraint.");
  }

  StartupProblem notInPath(HandlerParameter parameter, String name, List<String> known) {
    var suggestion = Suggestions.closest(name, known);
    return problem(
        parameter,
        "path-parameter-unknown",
        "The parameter "
            + label(parameter)
            + " takes the path parameter \""
            + name
            + "\", but the path \""
            + template
            + "\" has "
            + (known.isEmpty() ? "no parameters" : "only " + String.join(", ", known))
            + ".",
        suggestion.isPresent()
            ? "Did you mean \"" + suggestion.get() + "\"?"
            : "Write {" + name + "} in the path, or drop @PathParam.");
  }

  StartupProblem sometimesAbsent(HandlerParameter parameter, String name) {
    return problem(
        parameter,
        "path-parameter-absent",
        "The parameter "
            + label(parameter)
            + " takes the path parameter \""
            + name
            + "\", which the path \""
            + template
            + "\" does not have, though another path of the handler has.",
        "Make it an Optional, annotate it with @Nullable, or give it a @Default.");
  }

  StartupProblem takenAsOtherType(HandlerParameter parameter, String name, Class<?> earlier) {
    return problem(
        parameter,
        "path-parameter-types",
        "The parameter "
            + label(parameter)
            + " takes the path parameter \""
            + name
            + "\" of \""
            + template
            + "\", which another parameter, of the handler or of one of its providers, takes as "
            + earlier.getSimpleName()
            + ".",
        "Give both the same type, or convert the value in the method.");
  }

  StartupProblem slotConflict(HandlerParameter parameter, String name, Slots.Slot<?> slot) {
    return problem(
        parameter,
        "path-parameter-type",
        "The parameter "
            + label(parameter)
            + " takes the path parameter \""
            + name
            + "\", whose slot in \""
            + template
            + "\" gives "
            + slot.type().getSimpleName()
            + ".",
        "Change the type to "
            + slot.type().getSimpleName()
            + ", or write {"
            + name
            + "} so that the parameter's type decides.");
  }

  StartupProblem unusable(HandlerParameter parameter, ModelProblem problem) {
    return problem(
        parameter,
        "parameter-declaration",
        "The parameter "
            + label(parameter)
            + " cannot be used"
            + (problem.path().equals(Declared.label(parameter)) ? "" : " (" + problem.path() + ")")
            + ": "
            + problem.message(),
        problem.fix());
  }

  /// A constructor needs what the marks of its class keep from clients.
  StartupProblem undrafted(HandlerParameter parameter, ModelProblem problem) {
    return unusable(
        parameter,
        new ModelProblem(
            problem.path(),
            problem.message(),
            problem.fix().replaceFirst("\\.$", "; or take a ")
                + draft(parameter)
                + ", and create the object with what the server adds."));
  }

  /// A constructor needs what a DTO leaves out.
  ///
  /// @param draftable whether a draft of the parameter's class would help
  StartupProblem constructor(HandlerParameter parameter, ModelProblem problem, boolean draftable) {
    var others = " the field in the DTO, give it a @Default, or make it an Optional or @Nullable.";
    return problem(
        parameter,
        "dto-constructor",
        "The parameter "
            + label(parameter)
            + " cannot be made of what clients may send: a DTO leaves out "
            + problem.path()
            + ", but the constructor needs its value.",
        draftable
            ? "Take a "
                + draft(parameter)
                + ", and create the object with what the server adds; or keep"
                + others
            : "Keep" + others);
  }

  private static String draft(HandlerParameter parameter) {
    return "Draft<" + GenericTypes.nameOf(parameter.type()) + ">";
  }

  /// A DTO leaves the change of an object.
  StartupProblem partial(HandlerParameter parameter) {
    var type = GenericTypes.nameOf(parameter.type());
    return problem(
        parameter,
        "dto-partial",
        "The parameter "
            + label(parameter)
            + " takes a whole object, but its DTO is partial, so that every field may be missing.",
        "Take a MergePatch<"
            + type
            + "> to change an object, or a Draft<"
            + type
            + "> to make one; or leave partial() out.");
  }
}
