package io.gazetteer.connection.guard;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;

/**
 * Whether what is in use of this process's memory leaves little room, by what the last garbage
 * collection could not free.
 */
final class HeapPressure {

  private static final double HIGH = 0.85;

  /** Pools of long-lived objects. */
  private static final List<MemoryPoolMXBean> POOLS =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported())
          .toList();

  private HeapPressure() {}

  /**
   * Whether little room is left also after a new collection. What the last one left may have been
   * garbage for long. One connection at a time asks for a collection.
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
