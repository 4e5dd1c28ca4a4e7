package io.gazetteer.source;

import io.gazetteer.common.ErrorCode;

/** Errors of a server to crawl. */
public enum SourceError implements ErrorCode {
  /** No source of this service goes by that connector name. */
  SOURCE_KIND_UNKNOWN(false),
  /** The server does not answer: no route, no answer in time, starting up or shutting down. */
  SOURCE_UNREACHABLE(true),
  /** No name server knows the host. */
  SOURCE_UNKNOWN_HOST(false),
  /** The host is there and nothing listens on the port. */
  SOURCE_PORT_CLOSED(true),
  /** Something listens on the port and does not speak PostgreSQL's protocol. */
  SOURCE_NOT_POSTGRESQL(false),
  /** The server is a standby where a primary is asked for, or the other way round. */
  SOURCE_WRONG_SERVER(true),
  /** The network address is one that this service is configured never to connect to. */
  SOURCE_ADDRESS_DENIED(false),
  /** Wrong user name or password, or the server's rules do not let this user in from here. */
  SOURCE_SIGN_IN_REFUSED(false),
  /** TLS is asked for, and the server offers none. */
  SOURCE_TLS_NOT_OFFERED(false),
  /** The server's certificate has expired, is from a CA not trusted, or is for another host. */
  SOURCE_CERTIFICATE_REJECTED(false),
  /** TLS broke off, often because the server does not take the client certificate. */
  SOURCE_TLS_FAILED(false),
  /** The server wants the password in clear over an unencrypted connection. */
  SOURCE_PASSWORD_UNPROTECTED(false),
  SOURCE_DATABASE_NOT_FOUND(false),
  /** The database lets nobody in: connections are turned off, or it is half dropped. */
  SOURCE_DATABASE_CLOSED(false),
  /** The server rejects a parameter that the session begins with. */
  SOURCE_PARAMETER_REJECTED(false),
  /** The user lacks CONNECT on the database, or code that runs at sign-in raised an error. */
  SOURCE_CONNECT_DENIED(false),
  /** The user lacks a privilege on something inside the database. */
  SOURCE_PRIVILEGE_MISSING(false),
  /** Its catalog lacks what every read takes: it is too old, or a relative of another make. */
  SOURCE_NOT_SUPPORTED(false),
  /** The read exceeds a limit of the server that does not pass by itself. */
  SOURCE_LIMIT_EXCEEDED(false),
  /** The server is short of disk space, memory or locks. */
  SOURCE_OUT_OF_RESOURCES(true),
  /** The server cannot read its own catalog or files. */
  SOURCE_DAMAGED(false),
  /** An internal error of the server, which may be one of a concurrent DROP. */
  SOURCE_INTERNAL_ERROR(true),
  /** The server sent more than this service takes over one connection. */
  SOURCE_SENT_TOO_MUCH(false),
  /** This service is short of memory, not the server; it does not say what uses it. */
  SERVICE_SHORT_OF_MEMORY(true),
  /** A statement or a lock took longer than allowed. */
  SOURCE_TIMEOUT(true),
  /** The source ended the statement before our own limit for it had passed. */
  SOURCE_CANCELLED(true),
  /** A standby ended the read, because it must follow its primary. */
  SOURCE_RECOVERY_CONFLICT(true),
  /** No connection is left, at the source or under our own limit for it. */
  SOURCE_TOO_MANY_CONNECTIONS(true),
  /** The connection broke in the middle of the work. */
  SOURCE_CONNECTION_LOST(true),
  /** Rows that are not what was asked for; the object is named. */
  SOURCE_DATA_MALFORMED(false),
  /** Anything else; the SQLSTATE is named. */
  SOURCE_FAILED(false);

  private final boolean retryable;

  SourceError(boolean retryable) {
    this.retryable = retryable;
  }

  @Override
  public int status() {
    return 400;
  }

  @Override
  public boolean retryable() {
    return retryable;
  }
}
