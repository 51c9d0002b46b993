/// Running applications as processes: PID files, and what starts, finds, proves and stops the
/// processes behind them.
@org.jspecify.annotations.NullMarked
package dev.lodestar.process;
