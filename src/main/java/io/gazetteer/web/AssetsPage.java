package io.gazetteer.web;

import io.gazetteer.asset.Asset;
import io.gazetteer.asset.SearchAssets;
import io.gazetteer.connection.Connection;
import io.gazetteer.connection.FindConnection;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.model.Vocabulary;
import io.gazetteer.search.Hit;
import io.gazetteer.search.SearchResult;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Search of assets by name, type and connection. */
@Path("/ui/assets")
@Blocking
@Produces(MediaType.TEXT_HTML)
public class AssetsPage {

  @Inject Access access;
  @Inject SearchAssets searchAssets;
  @Inject FindConnection findConnection;
  @Inject Vocabulary vocabulary;

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance search(Search search);

    static native TemplateInstance results(Search search);
  }

  /**
   * A search and what it found.
   *
   * @param total in words
   * @param previous address of the page before; empty on the first
   * @param next address of the page after; empty on the last
   * @param empty true where the catalogue has nothing that could be found at all
   */
  public record Search(
      String text,
      String type,
      boolean archived,
      List<Choice> connections,
      List<Facet> facets,
      List<Found> found,
      String total,
      int page,
      int pages,
      String previous,
      String next,
      boolean empty) {}

  public record Choice(String qualifiedName, String name, boolean chosen) {}

  /** A type and how many there are of it. */
  public record Facet(TypeView type, long count, String address, boolean chosen) {}

  public record Found(
      String guid, String name, TypeView type, String path, String description, boolean archived) {}

  /** The page, or only what was found where htmx asks for that. */
  @GET
  public TemplateInstance search(
      @BeanParam AssetQuery query, @HeaderParam("HX-Request") boolean part) {
    access.check(Action.READ_ASSET);
    SearchResult<Asset> result = searchAssets.search(query.request());
    return part ? Templates.results(view(query, result)) : Templates.search(view(query, result));
  }

  private Search view(AssetQuery query, SearchResult<Asset> result) {
    int page = query.pageNumber();
    long reachable = Math.min(result.total(), AssetQuery.DEEPEST);
    int pages = (int) Math.max(1, (reachable + AssetQuery.PAGE_SIZE - 1) / AssetQuery.PAGE_SIZE);
    List<Facet> facets = facets(query, result);
    boolean asked =
        !query.name().isEmpty() || !Objects.requireNonNullElse(query.connection, "").isEmpty();
    return new Search(
        query.name(),
        Objects.requireNonNullElse(query.type, ""),
        query.withArchived(),
        connections(query),
        facets,
        result.hits().stream().map(Hit::row).map(this::found).toList(),
        Amounts.count(result.total(), "asset"),
        page,
        pages,
        page > 1 ? query.withPage(Math.min(page - 1, pages)) : "",
        page < pages ? query.withPage(page + 1) : "",
        !asked && facets.size() == 1);
  }

  private List<Choice> connections(AssetQuery query) {
    return findConnection.all().stream()
        .map(
            (Connection one) ->
                new Choice(
                    one.qualifiedName(), one.name(), one.qualifiedName().equals(query.connection)))
        .toList();
  }

  /** All types together first, then each that was found. */
  private List<Facet> facets(AssetQuery query, SearchResult<Asset> result) {
    Map<String, Long> counts = AssetQuery.countsByType(result);
    String chosen = Objects.requireNonNullElse(query.type, "");
    List<Facet> facets = new ArrayList<>();
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    facets.add(
        new Facet(
            new TypeView("", "all", "All", "All"), all, query.withType(""), chosen.isEmpty()));
    for (TypeView type : TypeView.ordered(vocabulary, counts)) {
      long count = counts.getOrDefault(type.name(), 0L);
      if (count > 0 || type.name().equals(chosen)) {
        facets.add(new Facet(type, count, query.withType(type.name()), type.name().equals(chosen)));
      }
    }
    return facets;
  }

  private Found found(Asset asset) {
    String description =
        asset.text("userDescription").or(() -> asset.text("description")).orElse("");
    String above = PathNames.above(vocabulary, asset.qualifiedName());
    String connection = asset.connectionName().orElse(asset.connectionQualifiedName());
    return new Found(
        asset.guid().toString(),
        asset.name(),
        TypeView.of(vocabulary, asset.typeName()),
        asset.parent().isEmpty()
            ? asset.qualifiedName()
            : above.isEmpty() ? connection : connection + " › " + above,
        VisibleText.excerpt(description),
        asset.archived());
  }
}
