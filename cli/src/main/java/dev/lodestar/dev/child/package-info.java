/// The processes that the developer loop starts for an application: one that serves, one that
/// stands by, and those that finish their requests.
package dev.lodestar.dev.child;
