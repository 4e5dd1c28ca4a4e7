package io.gazetteer.boot;

import org.jdbi.v3.core.cache.JdbiCache;
import org.jdbi.v3.core.cache.JdbiCacheBuilder;
import org.jdbi.v3.core.cache.JdbiCacheLoader;
import org.jdbi.v3.core.cache.internal.DefaultJdbiCacheBuilder;

/**
 * Caches parsed statements of Jdbi, except long ones: Jdbi limits the number of its entries, not
 * their size, so a thousand generated statements could fill the heap.
 */
final class ShortSqlCache implements JdbiCacheBuilder {

  /** Longer than every statement of ours that is not generated. */
  static final int MAX_LENGTH = 6_000;

  private static final int MAX_ENTRIES = 300;

  @Override
  public <K, V> JdbiCache<K, V> build() {
    return buildWithLoader(
        key -> {
          throw new IllegalStateException("A cache without a loader was asked for a new entry");
        });
  }

  @Override
  public <K, V> JdbiCache<K, V> buildWithLoader(JdbiCacheLoader<K, V> loader) {
    JdbiCache<K, V> cache =
        DefaultJdbiCacheBuilder.builder().maxSize(MAX_ENTRIES).buildWithLoader(loader);
    return new JdbiCache<>() {
      @Override
      public V get(K key) {
        return isShort(key) ? cache.get(key) : loader.create(key);
      }

      @Override
      public V getWithLoader(K key, JdbiCacheLoader<K, V> other) {
        return isShort(key) ? cache.getWithLoader(key, other) : other.create(key);
      }

      // The library's signature.
      @SuppressWarnings("TypeParameterUnusedInFormals")
      @Override
      public <T> T getStats() {
        return cache.getStats();
      }
    };
  }

  @Override
  public JdbiCacheBuilder maxSize(int ignored) {
    return this;
  }

  private static boolean isShort(Object statement) {
    return statement instanceof String text && text.length() <= MAX_LENGTH;
  }
}
