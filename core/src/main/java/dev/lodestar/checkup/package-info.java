/// Health checks at work: run beside each other, timed out, kept for a while, logged when they
/// change, and told to whoever asks.
package dev.lodestar.checkup;
