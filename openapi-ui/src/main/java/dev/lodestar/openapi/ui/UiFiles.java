package dev.lodestar.openapi.ui;

import java.util.List;
import java.util.Optional;

/// What a UI consists of.
///
/// @param name its name and that of its folder
/// @param title what people call it
/// @param scripts the scripts that run in this order before `start.js`, which shows the document
/// @param styles the style sheets, in this order
/// @param others files that scripts ask for themselves
/// @param redirect the path of the page that authorizations come back to
/// @param redirectScript the script of that page
/// @param inlineStyles whether it writes styles into its page, which a policy can only allow for
///   everything
record UiFiles(
    String name,
    String title,
    List<String> scripts,
    List<String> styles,
    List<String> others,
    Optional<String> redirect,
    String redirectScript,
    boolean inlineStyles) {

  static UiFiles of(String name, String title, String... scripts) {
    return new UiFiles(
        name, title, List.of(scripts), List.of(), List.of(), Optional.empty(), "", true);
  }

  UiFiles styles(String... added) {
    return new UiFiles(
        name, title, scripts, List.of(added), others, redirect, redirectScript, inlineStyles);
  }

  UiFiles others(String... added) {
    return new UiFiles(
        name, title, scripts, styles, List.of(added), redirect, redirectScript, inlineStyles);
  }

  UiFiles redirect(String path, String script) {
    return new UiFiles(
        name, title, scripts, styles, others, Optional.of(path), script, inlineStyles);
  }

  UiFiles withoutInlineStyles() {
    return new UiFiles(name, title, scripts, styles, others, redirect, redirectScript, false);
  }
}
