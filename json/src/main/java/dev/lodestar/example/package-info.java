/// Example values for a JSON Schema: the same ones for the same seed, and always valid.
package dev.lodestar.example;
