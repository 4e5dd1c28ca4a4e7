package io.gazetteer.asset.entity;

import io.gazetteer.asset.AttributeValue;
import io.gazetteer.common.FieldErrors;
import io.gazetteer.identity.Caller;
import java.util.Map;
import java.util.UUID;

/**
 * Where the definitions of connections are kept, as far as saving them as assets needs it. A crawl
 * reads the definition and not the asset, so that what is saved here holds for the next run too.
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
