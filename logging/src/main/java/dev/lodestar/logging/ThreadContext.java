package dev.lodestar.logging;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.spi.MDCAdapter;

/// The diagnostic context of SLF4J: texts that belong to a thread. Threads do not inherit it.
@SuppressWarnings("ThreadLocalUsage") // SLF4J makes one for the process
final class ThreadContext implements MDCAdapter {
  private final ThreadLocal<Map<String, String>> values = new ThreadLocal<>();
  private final ThreadLocal<Map<String, Deque<String>>> stacks = new ThreadLocal<>();

  @Override
  public void put(String key, @Nullable String value) {
    var own = values.get();
    if (own == null) {
      own = new LinkedHashMap<>();
      values.set(own);
    }
    own.put(key, String.valueOf(value));
  }

  @Override
  public @Nullable String get(String key) {
    var own = values.get();
    return own == null ? null : own.get(key);
  }

  @Override
  public void remove(String key) {
    var own = values.get();
    if (own != null) {
      own.remove(key);
    }
  }

  @Override
  public void clear() {
    values.remove();
    stacks.remove();
  }

  @Override
  public Map<String, String> getCopyOfContextMap() {
    var own = values.get();
    return own == null ? new HashMap<>() : new LinkedHashMap<>(own);
  }

  @Override
  public void setContextMap(@Nullable Map<String, String> contextMap) {
    if (contextMap == null) {
      values.remove(); // other back ends have none where nothing was put
    } else {
      values.set(new LinkedHashMap<>(contextMap));
    }
  }

  @Override
  public void pushByKey(String key, String value) {
    var own = stacks.get();
    if (own == null) {
      own = new HashMap<>();
      stacks.set(own);
    }
    own.computeIfAbsent(key, _ -> new ArrayDeque<>()).push(value);
  }

  @Override
  public @Nullable String popByKey(String key) {
    var stack = stackOf(key);
    return stack == null ? null : stack.poll();
  }

  @Override
  public @Nullable Deque<String> getCopyOfDequeByKey(String key) {
    var stack = stackOf(key);
    return stack == null ? null : new ArrayDeque<>(stack);
  }

  @Override
  public void clearDequeByKey(String key) {
    var stack = stackOf(key);
    if (stack != null) {
      stack.clear();
    }
  }

  private @Nullable Deque<String> stackOf(String key) {
    var own = stacks.get();
    return own == null ? null : own.get(key);
  }
}
