/// Processes of the developer loop: what they have to know of it, and what they tell it. The loop
/// itself is `lodestar dev`, of the module `cli`.
package dev.lodestar.development;
