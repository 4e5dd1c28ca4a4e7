package io.gazetteer.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/**
 * Ports of this machine that are free now and are listened at later, perhaps several times. They
 * lie below those that systems give to clients by themselves (32768 on Linux, 49152 elsewhere),
 * which any connection could have in between.
 */
public final class Ports {

  private static final int FIRST = 20_000;
  private static final int BEHIND_LAST = 32_000;

  private Ports() {}

  /** One that is free; another one each time, as good as always. */
  public static int free() {
    while (true) {
      int port = RandomGenerator.getDefault().nextInt(FIRST, BEHIND_LAST);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        // Somebody listens there; the next one will do.
      }
    }
  }
}
