/// JSON by Jackson 3 in place of the own codecs, for some types or for all.
package dev.lodestar.jackson;
