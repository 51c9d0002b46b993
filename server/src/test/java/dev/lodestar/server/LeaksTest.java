package dev.lodestar.server;

import dev.lodestar.leaks.NoLeaks;
import org.junit.jupiter.api.Order;

/// Runs after all other tests of the module.
@Order(Integer.MAX_VALUE)
class LeaksTest extends NoLeaks {}
