/// What each layer of an application says, where it says so, and the rules by which the layers of
/// one route merge into its effective settings.
package dev.lodestar.setting;
