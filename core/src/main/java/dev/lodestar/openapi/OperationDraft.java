package dev.lodestar.openapi;

import dev.lodestar.http.HttpMethod;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/// An operation of the document before it is finished, as [dev.lodestar.Layer#operation] shows it:
/// prose and what else clients should be told can be changed. What is taken and answered cannot,
/// since that is what the code does. Used by one thread.
///
/// ```java
/// Router.at("/orders").operation(operation ->
///     operation.externalDocs("https://example.com/orders", "How orders work")
///         .parameter("sku", "As printed on the label.")
///         .responseExample(200, "usual", Map.of("sku", "A-1")))
/// ```
public interface OperationDraft {

  /// Returns the request method.
  ///
  /// @return the method
  HttpMethod method();

  /// Returns the path as the document has it.
  ///
  /// @return for instance `/widgets/{sku}`
  String path();

  /// Sets the id.
  ///
  /// @param id the id; one that another operation has already gets a longer form
  /// @return this
  OperationDraft id(String id);

  /// Sets the summary.
  ///
  /// @param summary one line, plain text
  /// @return this
  OperationDraft summary(String summary);

  /// Sets the description.
  ///
  /// @param description CommonMark
  /// @return this
  OperationDraft description(String description);

  /// Adds tags.
  ///
  /// @param tags the tags
  /// @return this
  OperationDraft tags(String... tags);

  /// Removes a tag.
  ///
  /// @param tag the tag
  /// @return this
  OperationDraft withoutTag(String tag);

  /// Says whether the operation should not be used any more.
  ///
  /// @param deprecated whether it should not
  /// @return this
  OperationDraft deprecated(boolean deprecated);

  /// Says where there is more to read.
  ///
  /// @param url the URL of the page
  /// @param description what it is; empty for nothing
  /// @return this
  OperationDraft externalDocs(String url, String description);

  /// Adds a server that takes this operation, in place of those of the document.
  ///
  /// @param url its URL
  /// @param description what it is for; empty for nothing
  /// @return this
  OperationDraft server(String url, String description);

  /// Says that requests without credentials are taken too, beside those that satisfy a security
  /// requirement.
  ///
  /// @return this
  OperationDraft optionalSecurity();

  /// Removes all security requirements.
  ///
  /// @return this
  OperationDraft withoutSecurity();

  /// Describes a parameter.
  ///
  /// @param name its name, in the path, the query, a header or a cookie
  /// @param description CommonMark
  /// @return this
  /// @throws IllegalArgumentException if the operation has no parameter of this name
  OperationDraft parameter(String name, String description);

  /// Adds an example of a parameter.
  ///
  /// @param name its name
  /// @param example the name of the example
  /// @param value the value: a text, number or truth value, or a list of them
  /// @return this
  /// @throws IllegalArgumentException if the operation has no parameter of this name
  OperationDraft parameterExample(String name, String example, @Nullable Object value);

  /// Describes the body of requests.
  ///
  /// @param description CommonMark
  /// @return this
  /// @throws IllegalArgumentException if the operation takes no body
  OperationDraft request(String description);

  /// Adds an example of the body of requests, to each of its media types that is JSON, or to all of
  /// them if none is.
  ///
  /// @param example the name of the example
  /// @param value the value as a tree of maps, lists, texts, numbers, truth values and nulls
  /// @return this
  /// @throws IllegalArgumentException if the operation takes no body
  OperationDraft requestExample(String example, @Nullable Object value);

  /// Describes a response.
  ///
  /// @param status its status
  /// @param description CommonMark
  /// @return this
  /// @throws IllegalArgumentException if the operation has no response of this status; declare it
  ///   with [dev.lodestar.Layer#answers]
  OperationDraft response(int status, String description);

  /// Describes a header of a response that a handler or middleware sets.
  ///
  /// @param status the status of the response
  /// @param name the name of the header
  /// @param description what it tells, CommonMark
  /// @return this
  /// @throws IllegalArgumentException if the operation has no response of this status
  OperationDraft responseHeader(int status, String name, String description);

  /// Describes a header of all responses that are described here, such as the id of the request.
  ///
  /// @param name the name of the header
  /// @param description what it tells, CommonMark
  /// @return this
  OperationDraft responseHeader(String name, String description);

  /// Adds an example of a response, to each of its media types that is JSON, or to all of them if
  /// none is.
  ///
  /// @param status its status
  /// @param example the name of the example
  /// @param value the value as a tree of maps, lists, texts, numbers, truth values and nulls
  /// @return this
  /// @throws IllegalArgumentException if the operation has no response of this status
  OperationDraft responseExample(int status, String example, @Nullable Object value);

  /// Adds a request that the application sends because of this operation, to an address that the
  /// client gave.
  ///
  /// @param name what it is called, for instance `orderShipped`
  /// @param expression where the address is, a runtime expression of OpenAPI such as
  ///   `{$request.body#/callbackUrl}`
  /// @param method the request method, mostly POST
  /// @param body the type of what is sent as JSON
  /// @param description when it is sent, CommonMark
  /// @return this
  OperationDraft callback(
      String name, String expression, HttpMethod method, Type body, String description);

  /// Adds something of one's own.
  ///
  /// @param name begins with `x-`
  /// @param value a tree, as [OpenApiDocument#of(java.util.Map)] takes it
  /// @return this
  /// @throws IllegalArgumentException if the name does not begin with `x-`
  OperationDraft extension(String name, @Nullable Object value);
}
