/**
 * Wire forms of others, each parsed and written in one place: {@code api.sdk} for what the Atlan
 * SDKs speak, {@code api.app} for what the connector application speaks. Both build the typed
 * requests that the use cases take. It knows no storage. Begin with {@link
 * io.gazetteer.api.JsonText}.
 */
package io.gazetteer.api;
