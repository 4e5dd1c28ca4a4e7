package io.gazetteer.boot;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Restarts an embedded server that ended unexpectedly. If that happens repeatedly, or the server
 * gets another port, the process ends, so that its supervisor restarts it.
 */
final class EmbeddedWatch {

  private static final int MOST_RESTARTS = 3;
  private static final Duration WITHIN = Duration.ofMinutes(10);
  private static final int TRIES = 10;
  private static final long BETWEEN_SECONDS = 1;

  private final String name;
  private final Start start;
  private final BooleanSupplier stopping;
  private final Runnable giveUp;
  private final Deque<Long> restarts = new ArrayDeque<>();
  private EmbeddedServer server;

  interface Start {
    EmbeddedServer start() throws StartRefusedException;
  }

  /**
   * Creates a watch that has not started.
   *
   * @param stopping whether the server is being stopped
   * @param giveUp ends the process
   */
  EmbeddedWatch(String name, Start start, BooleanSupplier stopping, Runnable giveUp) {
    this.name = name;
    this.start = start;
    this.stopping = stopping;
    this.giveUp = giveUp;
  }

  synchronized void begin(EmbeddedServer started) throws StartRefusedException {
    server = started;
    try {
      CompletableFuture<Void> unused =
          started.onExit().thenRunAsync(this::restart).exceptionally(this::failed);
    } catch (IOException failure) {
      throw new StartRefusedException("the embedded " + name + " cannot be watched", failure);
    }
  }

  private Void failed(Throwable failure) {
    Console.problem("the embedded " + name + " cannot be restarted: " + failure);
    giveUp.run();
    return null;
  }

  private void restart() {
    // Not while holding the lock: the end of the process stops the server.
    if (!restarted()) {
      Console.problem("the embedded " + name + " does not stay up; this process ends");
      giveUp.run();
    }
  }

  private synchronized boolean restarted() {
    if (stopping.getAsBoolean()) {
      return true;
    }
    Console.problem("the embedded " + name + " ended by itself; it is started again");
    long now = System.nanoTime();
    restarts.removeIf(at -> now - at > WITHIN.toNanos());
    restarts.add(now);
    return restarts.size() <= MOST_RESTARTS && started();
  }

  // The processes of a killed server take a moment to end.
  private boolean started() {
    int port = server.port();
    server.close();
    for (int i = 0; i < TRIES && !stopping.getAsBoolean(); i++) {
      try {
        EmbeddedServer next = start.start();
        begin(next);
        return next.port() == port;
      } catch (StartRefusedException refused) {
        Console.problem(refused.getMessage());
      }
      CompletableFuture.runAsync(
              () -> {}, CompletableFuture.delayedExecutor(BETWEEN_SECONDS, TimeUnit.SECONDS))
          .join();
    }
    return stopping.getAsBoolean();
  }

  /** Stops the server that runs now. */
  synchronized void close() {
    server.close();
  }
}
