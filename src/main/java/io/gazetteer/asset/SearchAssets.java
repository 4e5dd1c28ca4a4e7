package io.gazetteer.asset;

import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.model.Vocabulary;
import io.gazetteer.search.Deadline;
import io.gazetteer.search.SearchIndex;
import io.gazetteer.search.SearchResult;
import io.gazetteer.search.Searcher;
import io.gazetteer.search.dsl.SearchRequest;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Map;

/** Searches assets. */
@ApplicationScoped
public class SearchAssets {

  @Inject Access access;
  @Inject AssetStore store;
  @Inject Searcher searcher;
  @Inject Vocabulary vocabulary;

  private SearchIndex index;

  @PostConstruct
  void prepare() {
    index = new AssetIndex(vocabulary).index();
  }

  /**
   * One page of assets.
   *
   * @throws io.gazetteer.common.AppException when a value does not fit its field; nothing is then
   *     searched
   */
  public SearchResult<Asset> search(SearchRequest request) {
    return search(request, deadline());
  }

  /** The same, where the request goes on to read more within its time. */
  public SearchResult<Asset> search(SearchRequest request, Deadline deadline) {
    access.check(Action.READ_ASSET);
    return searcher.search(index, request, AssetMapper::asset, deadline);
  }

  /** Starts the time that a request may take. */
  public Deadline deadline() {
    return searcher.deadline();
  }

  /** Returns assets by type and path, for relations, without those that do not exist. */
  public Map<Asset.Parent, Asset> byPaths(Collection<Asset.Parent> wanted) {
    access.check(Action.READ_ASSET);
    return store.byPaths(wanted);
  }

  /** The same for the answer to a search, whose size is limited. */
  public Map<Asset.Parent, Asset> related(Collection<Asset.Parent> wanted) {
    access.check(Action.READ_ASSET);
    return store.byPathsForAnswer(wanted);
  }
}
