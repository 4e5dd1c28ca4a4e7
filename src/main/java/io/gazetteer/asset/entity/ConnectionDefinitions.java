package io.gazetteer.asset.entity;

import io.gazetteer.asset.AttributeValue;
import io.gazetteer.common.FieldErrors;
import io.gazetteer.identity.Caller;
import java.util.Map;
import java.util.UUID;

/**
 * The port to the stored definitions of connections, for saving a connection as an asset. A crawl
 * reads the definition rather than the asset, so what is saved here also applies to the next run.
 */
public interface ConnectionDefinitions {

  /**
   * Checks a new connection, or a change of one. Nothing is stored yet.
   *
   * @param qualifiedName names the connection; one that is not known yet is new
   * @param sent attributes by the SDKs' names: those of a new connection, or those that change; no
   *     value takes an attribute away
   * @param path where the entity stands in the request, for the errors
   * @param errors takes everything that is wrong
   * @return the change; not to be used when errors were noted
   */
  Change prepare(
      String qualifiedName, Map<String, AttributeValue> sent, String path, FieldErrors errors);

  /**
   * A connection that was stored.
   *
   * @param guid its guid, which its asset shares
   * @param changed false where everything was stored already
   */
  record Stored(UUID guid, boolean changed) {}

  interface Change {

    /**
     * Stores the definition and its asset, in the transaction of the caller. Storing what is stored
     * already changes nothing.
     *
     * @return what became of it
     */
    Stored store(Caller caller);
  }
}
