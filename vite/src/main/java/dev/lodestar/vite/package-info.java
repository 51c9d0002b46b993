/// What Vite has built, served by the application: tags for its pages, files, and the page of an
/// application in the browser; and the same tags for Vite's development server.
package dev.lodestar.vite;
