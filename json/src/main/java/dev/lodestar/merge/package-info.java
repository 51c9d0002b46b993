/// Parts of values that documents gave, and how they change the values that are there (RFC 7396).
package dev.lodestar.merge;
