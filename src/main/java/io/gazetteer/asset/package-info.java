/**
 * Assets: staging, merge, reconciliation and the change log for writing; lookup and search for
 * reading, where values that people wrote override crawled ones. It knows no sources and no runs.
 * Begin reading at {@link io.gazetteer.asset.Staging} for writing and {@link
 * io.gazetteer.asset.FindAssets} for reading.
 */
package io.gazetteer.asset;
