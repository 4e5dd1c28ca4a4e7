package io.gazetteer.connection;

import java.io.IOException;
import java.net.Socket;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.postgresql.PGProperty;
import org.postgresql.plugin.AuthenticationPlugin;
import org.postgresql.plugin.AuthenticationRequestType;
import org.postgresql.util.PSQLException;

/**
 * Hands the driver the objects of one connection. The driver creates its plugins by class name;
 * these find the objects in the properties that it passes to them, so that no secret is text in a
 * property or an address, and nothing is registered anywhere. Both sides use only types of Java and
 * of the driver, because the driver may load the plugins with another class loader.
 */
final class DriverBridge {

  private static final String PASSWORDS = "gazetteer.passwords";
  private static final String SOCKETS = "gazetteer.sockets";

  private DriverBridge() {}

  /**
   * Makes the driver use two objects for the connection with these properties.
   *
   * @param passwords called whenever the server asks for a password
   * @param sockets called for sockets, and to start TLS on them
   */
  static void connect(
      Properties properties, AuthenticationPlugin passwords, DriverSockets sockets) {
    properties.put(PASSWORDS, passwords);
    properties.put(SOCKETS, sockets);
    PGProperty.AUTHENTICATION_PLUGIN_CLASS_NAME.set(properties, Passwords.class.getName());
    PGProperty.SOCKET_FACTORY.set(properties, Sockets.class.getName());
    PGProperty.SSL_FACTORY.set(properties, Sockets.class.getName());
  }

  /** Created by the driver when the server asks for a password. */
  public static final class Passwords implements AuthenticationPlugin {

    private final AuthenticationPlugin real;

    public Passwords(Properties properties) {
      this.real = (AuthenticationPlugin) properties.get(PASSWORDS);
    }

    @Override
    public char[] getPassword(AuthenticationRequestType type) throws PSQLException {
      return real.getPassword(type);
    }
  }

  /** Created by the driver before it connects, and again when TLS starts. */
  public static final class Sockets extends DriverSockets {

    private final SSLSocketFactory real;

    public Sockets(Properties properties) {
      this.real = (SSLSocketFactory) properties.get(SOCKETS);
    }

    @Override
    public Socket createSocket() throws IOException {
      return real.createSocket();
    }

    @Override
    public Socket createSocket(Socket plain, String host, int port, boolean autoClose)
        throws IOException {
      return real.createSocket(plain, host, port, autoClose);
    }
  }
}
