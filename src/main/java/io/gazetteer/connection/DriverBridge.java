package io.gazetteer.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Properties;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.postgresql.plugin.AuthenticationPlugin;
import org.postgresql.plugin.AuthenticationRequestType;
import org.postgresql.util.PSQLException;

/**
 * The driver makes its plugins by class name. These look up, in the properties that the driver
 * hands them, the objects that belong to the one connection being made. So no secret has to be text
 * in a property or an address, and nothing has to be registered anywhere. All types between them
 * and the driver are Java's and the driver's own, so that it does not matter which class loader the
 * driver finds them in.
 */
final class DriverBridge {

  private static final String PASSWORDS = "gazetteer.passwords";
  private static final String SOCKETS = "gazetteer.sockets";
  private static final String PLAIN = "gazetteer.plain";

  private DriverBridge() {}

  /**
   * Makes the driver ask these two, for the connection with these properties.
   *
   * @param passwords asked each time the server asks for a password
   * @param sockets asked when TLS begins
   * @param plain asked for the sockets that TLS begins on
   */
  static void connect(
      Properties properties,
      AuthenticationPlugin passwords,
      SSLSocketFactory sockets,
      SocketFactory plain) {
    properties.put(PASSWORDS, passwords);
    properties.put(SOCKETS, sockets);
    properties.put(PLAIN, plain);
    properties.setProperty("socketFactory", PlainSockets.class.getName());
    properties.setProperty("authenticationPluginClassName", Passwords.class.getName());
    properties.setProperty("sslfactory", Sockets.class.getName());
  }

  /** What the driver makes when the server asks for a password. */
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

  /** What the driver makes before it connects. */
  public static final class PlainSockets extends SocketFactory {

    private final SocketFactory real;

    public PlainSockets(Properties properties) {
      this.real = (SocketFactory) properties.get(PLAIN);
    }

    @Override
    public Socket createSocket() throws IOException {
      return real.createSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return real.createSocket(host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort)
        throws IOException {
      return real.createSocket(host, port, local, localPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return real.createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress local, int localPort)
        throws IOException {
      return real.createSocket(address, port, local, localPort);
    }
  }

  /** What the driver makes when TLS begins. */
  public static final class Sockets extends DelegatingTlsSockets {

    public Sockets(Properties properties) {
      super((SSLSocketFactory) properties.get(SOCKETS));
    }
  }
}
