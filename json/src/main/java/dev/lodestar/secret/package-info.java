/// Values that nobody shall see: they are taken from configuration and clients, and never shown.
package dev.lodestar.secret;
