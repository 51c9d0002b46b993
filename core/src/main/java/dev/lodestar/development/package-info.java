/// Processes that a command of a developer has started: what they have to know of it, and what they
/// tell it. The commands themselves, `lodestar dev` and `lodestar run`, are of the module `cli`.
package dev.lodestar.development;
