/// Which classes values of a type may contain.
package dev.lodestar.reach;
