package dev.lodestar;

/// Something that extends applications: it adds routes, converters, lifespans, listeners or further
/// plugins to one that is being built.
///
/// ```java
/// record Health(String path) implements Plugin {
///   @Override
///   public void install(App.Builder app) {
///     app.get(path, request -> Response.text("up"));
///   }
/// }
///
/// Lodestar.app().plugin(new Health("/health"));
/// ```
///
/// A plugin has the builder that the application has, and may do all that the application may. What
/// counts is what the builder says at the end, whoever said it.
///
/// The same plugin, that is, an object of the same class and [name][#name()], may be added once
/// only, unless the two are equal, as records with the same values are: then the second one is
/// passed over. So several plugins may add the one that they all need.
@FunctionalInterface
public interface Plugin {

  /// Installs the plugin. Called when the application is built, before anything is analysed, in the
  /// order in which plugins were added; plugins that it adds are installed after those that were
  /// added before.
  ///
  /// @param app the builder of the application. Everything but [App.Builder#build()] may be called
  /// @throws dev.lodestar.report.StartupException if it cannot be installed and knows why; its
  ///   problems are reported as they are, beside all others
  /// @throws RuntimeException if it cannot be installed, which is reported as a problem at start
  void install(App.Builder app);

  /// Returns the name, by which two plugins of the same class may be told apart, and which messages
  /// show.
  ///
  /// @return the name; the class as it is written in the source by default
  default String name() {
    return Described.className(getClass());
  }
}
