package dev.lodestar.http3;

import dev.lodestar.leaks.NoLeaks;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.parallel.Isolated;

/// Runs after all other tests of the module.
@Isolated
@Order(Integer.MAX_VALUE)
class LeaksTest extends NoLeaks {}
