package io.gazetteer.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class BodyLimitsTest {

  @Test
  void of_two_bodies_above_the_budget_that_arrive_at_once_one_is_read() throws Exception {
    BodyLimits limits = new BodyLimits(100);
    CyclicBarrier together = new CyclicBarrier(2);
    Callable<Boolean> body =
        () -> {
          together.await();
          return limits.reserve(200);
        };
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int round = 0; round < 20_000; round++) {
        List<Future<Boolean>> read = threads.invokeAll(List.of(body, body));
        assertThat(List.of(read.get(0).get(), read.get(1).get())).containsOnlyOnce(true);
        limits.release(200);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
