/**
 * What was found: qualified names, staging, merge, reconciliation, the change log, and reading it
 * all back with what people wrote laid over it. It knows no sources and no runs. Begin reading at
 * {@link io.gazetteer.asset.Staging} for writing and {@link io.gazetteer.asset.FindAssets} for
 * reading.
 */
package io.gazetteer.asset;
