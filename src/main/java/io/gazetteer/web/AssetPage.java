package io.gazetteer.web;

import io.gazetteer.asset.Asset;
import io.gazetteer.asset.FindAssets;
import io.gazetteer.asset.SearchAssets;
import io.gazetteer.model.AssetKind;
import io.gazetteer.model.Kinds;
import io.gazetteer.model.QualifiedNames;
import io.gazetteer.model.Vocabulary;
import io.gazetteer.search.Hit;
import io.gazetteer.search.dsl.Query;
import io.gazetteer.search.dsl.SearchRequest;
import io.gazetteer.search.dsl.Sort;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One asset: where it is, what it is, what it holds and what happened to it. */
@Path("/ui/assets/{guid}")
@Blocking
@Produces(MediaType.TEXT_HTML)
public class AssetPage {

  private static final int MOST_COLUMNS = 1700;
  private static final int MOST_CHILDREN = 1000;
  private static final int CHANGES = 50;

  @Inject FindAssets findAssets;
  @Inject SearchAssets searchAssets;
  @Inject Clock clock;
  @Inject Vocabulary vocabulary;

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance asset(AssetView view);
  }

  @GET
  public TemplateInstance asset(@PathParam("guid") String guid) {
    Asset asset = findAssets.byGuid(guid);
    Instant now = clock.instant();
    return Templates.asset(
        new AssetView(
            asset.name(),
            asset.qualifiedName(),
            TypeView.of(vocabulary, asset.typeName()),
            asset.archived(),
            asset.text("userDescription").or(() -> asset.text("description")).orElse(""),
            crumbs(asset),
            new AssetFacts(vocabulary).of(asset, now),
            columns(asset),
            groups(asset),
            AssetFacts.definition(asset),
            findAssets.changes(asset.guid(), CHANGES).stream()
                .map(change -> ChangeView.of(vocabulary, change, now))
                .toList()));
  }

  /** What contains it, the outermost first; what is not an asset yet has no link. */
  private List<AssetView.Crumb> crumbs(Asset asset) {
    List<Asset.Parent> above = above(asset);
    Map<Asset.Parent, Asset> found = searchAssets.byPaths(above);
    List<AssetView.Crumb> crumbs = new ArrayList<>();
    for (Asset.Parent path : above) {
      Asset one = found.get(path);
      String name = path.qualifiedName().substring(path.qualifiedName().lastIndexOf('/') + 1);
      crumbs.add(
          one == null
              ? new AssetView.Crumb("", name, TypeView.of(vocabulary, path.typeName()))
              : new AssetView.Crumb(
                  one.guid().toString(), one.name(), TypeView.of(vocabulary, path.typeName())));
    }
    return crumbs;
  }

  private static List<Asset.Parent> above(Asset asset) {
    if (asset.parent().isEmpty()) {
      return List.of();
    }
    String path = asset.qualifiedName();
    Set<Asset.Parent> above = new LinkedHashSet<>();
    above.add(new Asset.Parent(Kinds.CONNECTION.typeName(), asset.connectionQualifiedName()));
    above.add(new Asset.Parent(Kinds.DATABASE.typeName(), QualifiedNames.database(path)));
    if (asset.place().schema() != null) {
      above.add(new Asset.Parent(Kinds.SCHEMA.typeName(), QualifiedNames.schema(path)));
    }
    above.add(asset.parent().get());
    above.removeIf(one -> one.qualifiedName().equals(path));
    return List.copyOf(above);
  }

  private List<AssetView.ColumnLine> columns(Asset asset) {
    return findAssets.children(asset, List.of(Kinds.COLUMN.typeName()), MOST_COLUMNS).stream()
        .map(AssetFacts::column)
        .toList();
  }

  private List<AssetView.Group> groups(Asset asset) {
    List<String> types =
        vocabulary.children(asset.typeName()).stream()
            .filter(kind -> !kind.equals(Kinds.COLUMN))
            .map(AssetKind::typeName)
            .toList();
    List<AssetView.Group> groups = new ArrayList<>();
    List<Asset> together = findAssets.children(asset, types, MOST_CHILDREN);
    for (String type : types) {
      List<Asset> found =
          together.size() < MOST_CHILDREN
              ? together.stream().filter(child -> child.typeName().equals(type)).toList()
              : findAssets.children(asset, List.of(type), MOST_CHILDREN);
      group(type, found).ifPresent(groups::add);
    }
    partitions(asset).ifPresent(groups::add);
    return groups;
  }

  /** Partitions stand beside their table in the schema, and name it. */
  private Optional<AssetView.Group> partitions(Asset asset) {
    if (!asset.isTrue("isPartitioned")) {
      return Optional.empty();
    }
    Query query =
        Query.Bool.allOf(
            List.of(
                new Query.Term("__typeName.keyword", Kinds.TABLE_PARTITION.typeName(), false),
                new Query.Term("tableQualifiedName", asset.qualifiedName(), false),
                new Query.Term("__state", "ACTIVE", false)));
    SearchRequest request =
        SearchRequest.first(MOST_CHILDREN, query, List.of(new Sort("name.keyword", false, false)));
    List<Asset> found = searchAssets.search(request).hits().stream().map(Hit::row).toList();
    return group(Kinds.TABLE_PARTITION.typeName(), found);
  }

  private Optional<AssetView.Group> group(String type, List<Asset> found) {
    AssetFacts facts = new AssetFacts(vocabulary);
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new AssetView.Group(
                TypeView.of(vocabulary, type), found.stream().map(facts::child).toList()));
  }
}
