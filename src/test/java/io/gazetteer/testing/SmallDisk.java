package io.gazetteer.testing;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A disk of its own at a folder, so small that it is soon full. Where this user may mount none, as
 * few may, the test that wants it is left out.
 */
public final class SmallDisk implements AutoCloseable {

  private static final int PAGE = 4096;

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /**
   * Mounts one over a folder, whatever lies there.
   *
   * @param pages of four kilobytes, of which each file takes one or more
   */
  public static SmallDisk at(Path folder, int pages) {
    try {
      Files.createDirectories(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    boolean mounted = done("mount", "-t", "tmpfs", "-o", size(pages), "tmpfs", folder.toString());
    assumeThat(mounted).as("mounting a file system").isTrue();
    return new SmallDisk(folder);
  }

  /** Makes room. */
  public void grow(int pages) {
    if (!done("mount", "-o", "remount," + size(pages), folder.toString())) {
      throw new IllegalStateException("not grown: " + folder);
    }
  }

  private static String size(int pages) {
    return "size=" + (long) pages * PAGE;
  }

  private static boolean done(String... command) {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException none) {
      // This system has no such command.
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  @Override
  public void close() {
    if (!done("umount", "-l", folder.toString())) {
      throw new IllegalStateException("not unmounted: " + folder);
    }
  }
}
