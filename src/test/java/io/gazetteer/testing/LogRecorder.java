package io.gazetteer.testing;

import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Hears everything that is logged while it is open, at any level that the configuration lets
 * through, stack traces included. What the client of the test itself sends is left out.
 */
public final class LogRecorder implements AutoCloseable {

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final Logger root = Logger.getLogger("");
  private final Level before = root.getLevel();
  private final List<Handler> others = Arrays.asList(root.getHandlers());
  private final List<Level> levels = others.stream().map(Handler::getLevel).toList();
  private final Handler all =
      new Handler() {
        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord entry) {
          if (!String.valueOf(entry.getLoggerName()).startsWith("org.apache.http")) {
            lines.add(formatter.format(entry));
          }
        }

        @Override
        public void flush() {
          // Nothing is held back.
        }

        @Override
        public void close() {
          // Nothing is open.
        }
      };

  public LogRecorder() {
    all.setLevel(Level.ALL);
    others.forEach(handler -> handler.setLevel(Level.OFF));
    root.addHandler(all);
    root.setLevel(Level.ALL);
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void close() {
    root.setLevel(before);
    root.removeHandler(all);
    for (int i = 0; i < others.size(); i++) {
      others.get(i).setLevel(levels.get(i));
    }
  }
}
