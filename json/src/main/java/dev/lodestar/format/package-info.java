/// The tokens of a document: reads them from bytes and writes them, one class for each direction
/// and format, with one vocabulary for all formats.
package dev.lodestar.format;
