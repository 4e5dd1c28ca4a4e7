package io.gazetteer.testing;

import io.gazetteer.source.RowSink;
import io.gazetteer.source.Source;
import io.gazetteer.source.Sources;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** The sources as they are, with a test told, on the worker's thread, how far a read is. */
@Alternative
@ApplicationScoped
public class StumblingSources extends Sources {

  /** A place in a read. */
  public enum Place {
    /** Nothing was read. */
    BEGUN,
    /** Some rows were handed out. */
    HALF,
    /** Every row was handed out. */
    READ
  }

  private static final int SOME_ROWS = 5;

  /** What to do at a place, once. */
  private record Obstacle(Place place, Runnable action) {}

  private final AtomicReference<Obstacle> obstacle = new AtomicReference<>();

  /** The next read that comes to the place does the action there; later ones do not. */
  public void onceAt(Place place, Runnable action) {
    obstacle.set(new Obstacle(place, action));
  }

  private void at(Place place) {
    Obstacle next = obstacle.get();
    if (next != null && next.place() == place && obstacle.compareAndSet(next, null)) {
      next.action().run();
    }
  }

  @Override
  public Optional<Source> find(String connectorName) {
    return super.find(connectorName).map(this::stumbling);
  }

  private Source stumbling(Source source) {
    return (Source)
        Proxy.newProxyInstance(
            StumblingSources.class.getClassLoader(),
            new Class<?>[] {Source.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("read")) {
                return invoke(method, source, arguments);
              }
              at(Place.BEGUN);
              int last = arguments.length - 1;
              arguments[last] = counting((RowSink) arguments[last]);
              Object reading = invoke(method, source, arguments);
              at(Place.READ);
              return reading;
            });
  }

  private RowSink counting(RowSink sink) {
    AtomicLong rows = new AtomicLong();
    return (RowSink)
        Proxy.newProxyInstance(
            StumblingSources.class.getClassLoader(),
            new Class<?>[] {RowSink.class},
            (proxy, method, arguments) -> {
              if (arguments != null && rows.incrementAndGet() == SOME_ROWS) {
                at(Place.HALF);
              }
              return invoke(method, sink, arguments);
            });
  }

  private static Object invoke(Method method, Object target, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException failure) {
      throw failure.getCause();
    }
  }
}
