package io.gazetteer.connection.guard;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.List;

/**
 * Whether what is in use of this process's memory leaves little room, by what the last garbage
 * collection could not free.
 */
final class HeapPressure {

  private static final double HIGH = 0.85;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Pools of long-lived objects. */
  private static final List<MemoryPoolMXBean> POOLS =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported())
          .toList();

  private HeapPressure() {}

  /**
   * Whether little room is left and that does not pass by itself. What the last collection left may
   * have been garbage for long, so a new one is asked for; then others get a moment to let go of
   * what they hold. One connection at a time waits here, so that the next one finds free what an
   * ended one held.
   */
  static synchronized boolean lasts() {
    if (!isHigh()) {
      return false;
    }
    System.gc();
    if (!isHigh()) {
      return false;
    }
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException stopped) {
      // Whoever stops this read finds out by the flag.
      Thread.currentThread().interrupt();
      return isHigh();
    }
    System.gc();
    return isHigh();
  }

  static boolean isHigh() {
    for (MemoryPoolMXBean pool : POOLS) {
      if (isHigh(pool.getCollectionUsage()) && isHigh(pool.getUsage())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isHigh(MemoryUsage usage) {
    return usage != null && usage.getMax() > 0 && usage.getUsed() > HIGH * usage.getMax();
  }
}
