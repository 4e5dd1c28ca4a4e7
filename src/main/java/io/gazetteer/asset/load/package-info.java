/**
 * Tools for fast loads: COPY's binary format, a compact set of the assets in the catalogue, hashes
 * and guids. It knows assets only by their hashes. Begin reading at {@link
 * io.gazetteer.asset.load.KnownAssets}.
 */
package io.gazetteer.asset.load;
