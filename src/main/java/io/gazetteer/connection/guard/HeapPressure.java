package io.gazetteer.connection.guard;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;

/** Detects that memory is nearly full, by what the last garbage collection could not free. */
final class HeapPressure {

  private static final double HIGH = 0.85;

  /** Pools of long-lived objects. */
  private static final List<MemoryPoolMXBean> POOLS =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported())
          .toList();

  private HeapPressure() {}

  /**
   * Returns whether memory is nearly full even after a new collection, because what the last one
   * left may be garbage by now. Only one connection at a time requests a collection.
   */
  static synchronized boolean lasts() {
    if (!isHigh()) {
      return false;
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
