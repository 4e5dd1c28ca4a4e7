package io.gazetteer.search;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes that one request has reserved in the {@link AnswerBudget}, until its response is
 * written.
 */
@RequestScoped
class AnswerBytes {

  private final List<Runnable> releases = new ArrayList<>();
  private long bytes;

  long bytes() {
    return bytes;
  }

  void add(long more, Runnable release) {
    bytes += more;
    releases.add(release);
  }

  @PreDestroy
  void release() {
    releases.forEach(Runnable::run);
    releases.clear();
    bytes = 0;
  }
}
