package io.gazetteer.asset;

import com.fasterxml.jackson.databind.JsonNode;
import io.gazetteer.model.Vocabulary;
import io.gazetteer.search.SearchResult;
import io.gazetteer.search.Searcher;
import io.gazetteer.search.dsl.RequestParser;

/** Opens the search of assets to the benchmark: the product's own, without HTTP around it. */
public final class SearchDoor {

  private SearchDoor() {}

  /** One page, mapped and put into the wire form. */
  public static SearchResult<Asset> search(Searcher searcher, JsonNode dsl) {
    SearchResult<Asset> result =
        searcher.search(
            new AssetIndex(Vocabulary.standard()).index(),
            RequestParser.parse(dsl),
            AssetMapper::asset);
    result.hits().forEach(hit -> AssetWire.entity(hit.row()));
    return result;
  }
}
