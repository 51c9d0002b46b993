package dev.lodestar.event;

/// Publishes events to the listeners of the application.
///
/// An event is any object, usually a record. A listener hears events of its type and of all
/// subtypes, so one that listens to a sealed interface hears all its records. When it hears them is
/// a matter of the listener: see [Phase].
///
/// ```java
/// @Post("/orders")
/// Order create(NewOrder order, Events events) {
///   var created = orders.add(order);
///   events.publish(new OrderPlaced(created.id()));
///   return created;
/// }
/// ```
///
/// A handler parameter of this type belongs to the request: what is published through it waits for
/// the response, as [Phase#AFTER_RESPONSE] says. The events of the application itself, which
/// lifespans and `App.events()` have, wait for no response.
///
/// ### Order
///
/// Events that are published during one request reach each listener in the order in which they were
/// published, one after the other; different listeners run at the same time. Events of different
/// requests, and events that belong to no request, may overtake each other.
///
/// ### Limits and failures
///
/// At most [#MAX_PENDING] deliveries wait or run at a time, unless the application is built with
/// another limit; one event for three listeners that are not synchronous is three deliveries.
/// Failures of listeners that are not synchronous are logged and [counted][#failures()]. A server
/// that stops delivers what is pending until its deadline; what is lost then is logged. Events do
/// not survive the process.
///
/// Thread-safe.
public interface Events {
  /// How many deliveries may be pending unless the application says otherwise.
  int MAX_PENDING = 10_000;

  /// Publishes an event.
  ///
  /// First the synchronous listeners are called, on this thread, in the order of their
  /// registration. If one of them throws, the exception is thrown here, and no further listener
  /// hears of the event. Then all others are told, on threads of their own.
  ///
  /// @param event the event
  /// @return how many listeners the event has; 0 if nobody listens, which is logged once for each
  ///   class, at level debug
  /// @throws EventOverflowException if too many deliveries are pending; no listener hears of the
  ///   event then
  /// @throws ListenerException if a synchronous listener throws a checked exception; unchecked ones
  ///   and errors are thrown as they are
  int publish(Object event);

  /// Counts the failures of listeners that are not synchronous.
  ///
  /// @return how many calls of such listeners have failed since the application was built
  long failures();
}
