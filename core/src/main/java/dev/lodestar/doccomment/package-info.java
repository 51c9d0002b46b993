/// Doc comments of classes, methods, parameters and fields as Markdown, from sources at hand or
/// from a resource that was made of them.
package dev.lodestar.doccomment;
