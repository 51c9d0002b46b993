/// What an application says about its health: checks, their results, and where they are told.
package dev.lodestar.health;
