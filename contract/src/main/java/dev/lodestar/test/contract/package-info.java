/// OpenAPI documents as contracts: whether exchanges keep to one, and whether one keeps to the
/// rules of OpenAPI itself.
package dev.lodestar.test.contract;
