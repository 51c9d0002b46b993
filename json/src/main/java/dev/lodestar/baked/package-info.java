/// Classes that were generated when an application was packaged: which there are, which fit, and
/// how they are collected while it runs for that purpose.
package dev.lodestar.baked;
