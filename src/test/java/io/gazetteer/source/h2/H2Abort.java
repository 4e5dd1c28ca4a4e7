package io.gazetteer.source.h2;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.List;
import org.h2.engine.SessionRemote;
import org.h2.jdbc.JdbcConnection;
import org.h2.value.Transfer;

/**
 * Closes the sockets of H2's connections. H2's own {@code abort} does nothing, and a stopped crawl
 * would wait for a server that is frozen.
 */
final class H2Abort {

  private H2Abort() {}

  /** The same connection with an {@code abort} that closes its sockets. */
  static Connection abortable(Connection connection) {
    List<Transfer> transfers = transfers(connection);
    boolean[] aborted = new boolean[1];
    return (Connection)
        Proxy.newProxyInstance(
            H2Abort.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              synchronized (aborted) {
                if (method.getName().equals("abort")) {
                  aborted[0] = true;
                  close(transfers);
                  return null;
                }
                if (aborted[0]) {
                  switch (method.getName()) {
                    case "isClosed":
                      return true;
                    case "close":
                      return null;
                    default:
                  }
                }
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getCause();
              }
            });
  }

  private static void close(List<Transfer> transfers) throws IOException {
    for (Transfer transfer : transfers) {
      transfer.getSocket().close();
    }
  }

  /** One for each server of a cluster. H2 has no other way to them. */
  @SuppressWarnings("unchecked")
  private static List<Transfer> transfers(Connection connection) {
    SessionRemote session = (SessionRemote) ((JdbcConnection) connection).getSession();
    try {
      Field list = SessionRemote.class.getDeclaredField("transferList");
      list.setAccessible(true);
      return List.copyOf((List<Transfer>) list.get(session));
    } catch (ReflectiveOperationException failure) {
      throw new IllegalStateException("Not the H2 that this was written for", failure);
    }
  }
}
