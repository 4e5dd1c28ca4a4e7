package io.gazetteer.asset.entity;

import io.gazetteer.asset.Asset;
import java.util.List;
import java.util.Map;

/**
 * What a request changed. An asset that the request left unchanged is in none of the lists.
 *
 * @param partlyUpdated updated through the address of a single asset
 * @param guids guids in the request to guids of the assets
 */
public record Mutation(
    List<Asset> created,
    List<Asset> updated,
    List<Asset> partlyUpdated,
    List<Asset> deleted,
    Map<String, String> guids) {}
