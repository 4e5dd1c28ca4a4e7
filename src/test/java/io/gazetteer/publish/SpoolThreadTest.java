package io.gazetteer.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class SpoolThreadTest {

  private final SpoolThread thread = new SpoolThread();

  @Test
  void what_is_handed_over_is_done_in_order_with_buffers_that_come_back() throws IOException {
    List<Integer> done = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      int number = i;
      thread.hand(thread.buffer(), () -> done.add(number));
    }
    thread.end(() -> done.add(1000));

    assertThat(done).hasSize(1001).isSorted();
  }

  @Test
  void lines_that_are_lost_to_an_error_of_the_virtual_machine_are_a_fault_and_nothing_hangs()
      throws IOException {
    for (int i = 0; i < 100; i++) {
      thread.hand(
          new byte[SpoolThread.BUFFER_BYTES],
          () -> {
            throw new OutOfMemoryError("made up");
          });
    }

    assertThatThrownBy(() -> thread.end(() -> {}))
        .isInstanceOf(IOException.class)
        .hasRootCauseInstanceOf(OutOfMemoryError.class);
    assertThatThrownBy(thread::buffer).isInstanceOf(IOException.class);
  }

  @Test
  void what_waits_when_it_is_abandoned_is_not_done() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goesOn = new CountDownLatch(1);
    List<String> done = new ArrayList<>();
    thread.hand(
        thread.buffer(),
        () -> {
          begun.countDown();
          try {
            goesOn.await();
          } catch (InterruptedException stop) {
            throw new IOException(stop);
          }
          done.add("in work");
        });
    thread.hand(thread.buffer(), () -> done.add("waited"));
    begun.await();
    Thread abandoning = new Thread(thread::abandon);
    abandoning.start();
    while (abandoning.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    goesOn.countDown();
    abandoning.join();

    assertThat(done).containsExactly("in work");
  }
}
