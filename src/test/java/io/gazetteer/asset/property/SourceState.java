package io.gazetteer.asset.property;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.asset.StagedAsset;
import io.gazetteer.asset.property.ModelAsset.AssetKey;
import io.gazetteer.model.AssetKind;
import io.gazetteer.model.Kinds;
import io.gazetteer.model.PostgresKinds;
import io.gazetteer.model.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A database as one crawl read it. */
final class SourceState {

  /** Kinds follow each other as statements read them, relations before what is in them. */
  private static final List<AssetKind> ORDER = order();

  private static final List<String> SELDOM_READ =
      Stream.of(
              PostgresKinds.INDEX,
              PostgresKinds.TRIGGER,
              PostgresKinds.ROLE,
              PostgresKinds.SEQUENCE,
              Kinds.FUNCTION)
          .map(AssetKind::typeName)
          .toList();

  private static List<AssetKind> order() {
    List<AssetKind> order = new ArrayList<>(List.of(Kinds.DATABASE, Kinds.SCHEMA));
    order.addAll(Kinds.RELATIONS);
    order.add(Kinds.COLUMN);
    Vocabulary.standard().kinds().stream().filter(k -> !order.contains(k)).forEach(order::add);
    return order;
  }

  /**
   * What a crawl does not read.
   *
   * @param relations names by schema
   * @param archived whether assets that are excluded are archived
   */
  record Filter(
      Set<String> schemas,
      Map<String, Set<String>> relations,
      Set<String> typesNotRead,
      boolean archived) {

    static final Filter NONE = new Filter(Set.of(), Map.of(), Set.of(), false);

    static Filter random(RandomObjects random, SourceObject root) {
      Set<String> schemas = new TreeSet<>();
      Map<String, Set<String>> relations = new TreeMap<>();
      for (SourceObject schema : root.children(Kinds.SCHEMA)) {
        if (random.chance(20)) {
          schemas.add(schema.name);
        }
        for (SourceObject object : schema.children) {
          if (object.isRelation() && random.chance(20)) {
            relations.computeIfAbsent(schema.name, key -> new TreeSet<>()).add(object.name);
          }
        }
      }
      Set<String> types = random.chance(30) ? Set.of(random.pick(SELDOM_READ)) : Set.of();
      return new Filter(schemas, relations, types, random.chance(40));
    }

    boolean reads(SourceObject object) {
      SourceObject schema = object.schema();
      SourceObject relation = object.relation();
      boolean isExcluded =
          schema != null
              && (schemas.contains(schema.name)
                  || (relation != null
                      && relations.getOrDefault(schema.name, Set.of()).contains(relation.name)));
      return !isExcluded && !typesNotRead.contains(object.kind.typeName());
    }

    @Override
    public String toString() {
      List<String> parts = new ArrayList<>();
      schemas.forEach(schema -> parts.add("schema " + Json.brief(schema)));
      relations.values().stream()
          .flatMap(Collection::stream)
          .forEach(relation -> parts.add("relation " + Json.brief(relation)));
      parts.addAll(typesNotRead);
      return parts.isEmpty()
          ? ""
          : parts.stream().collect(Collectors.joining(", ", " without ", ""))
              + (archived ? ", which are archived" : "");
    }
  }

  /**
   * What differs from an earlier crawl.
   *
   * @param kept relations and sequences that are unchanged, with everything below them
   * @param statistics new numbers of these and of the database; null where one is unknown now
   */
  record Changes(
      List<StagedAsset> written,
      Set<AssetKey> kept,
      Map<AssetKey, ObjectNode> statistics,
      boolean isNothing) {}

  private record Read(SourceObject object, StagedAsset asset) {
    AssetKey key() {
      return new AssetKey(asset.typeName(), asset.qualifiedName());
    }
  }

  private final Filter filter;
  private final List<Read> reads = new ArrayList<>();
  private final Map<AssetKey, String> contents = new LinkedHashMap<>();
  private final Map<AssetKey, String> statistics = new LinkedHashMap<>();

  /**
   * Reads a database.
   *
   * @param unread picks attributes that cannot be read; null if all can
   */
  SourceState(SourceObject root, String connection, Filter filter, RandomObjects unread) {
    this.filter = filter;
    root.all()
        .filter(filter::reads)
        .sorted(Comparator.comparingInt(object -> ORDER.indexOf(object.kind)))
        .forEach(
            object ->
                reads.add(new Read(object, object.staged(connection, unread(object, unread)))));
    for (Read read : reads) {
      contents.put(read.key(), content(read.asset()));
      statistics.put(read.key(), String.valueOf(read.object().statistics));
    }
  }

  private static String unread(SourceObject object, RandomObjects random) {
    if (random == null || !random.chance(15)) {
      return null;
    }
    List<String> paths = new ArrayList<>(List.of("definition", "description", "dataType"));
    object
        .attributes
        .path("customAttributes")
        .fieldNames()
        .forEachRemaining(name -> paths.add("customAttributes/" + name));
    paths.add("customAttributes/collation");
    return random.pick(paths);
  }

  private static String content(StagedAsset asset) {
    return asset.ordinal() + " " + Json.sorted(Json.parse(asset.attributes().json()));
  }

  Filter filter() {
    return filter;
  }

  List<StagedAsset> staged() {
    return reads.stream().map(Read::asset).toList();
  }

  private static boolean canBeKept(SourceObject object) {
    return object.isRelation() || object.is(PostgresKinds.SEQUENCE);
  }

  /** Contents of an object and of all that is in it, by key. */
  private Map<AssetKey, String> contentsOf(AssetKey top) {
    Map<AssetKey, String> all = new LinkedHashMap<>();
    for (Read read : reads) {
      StagedAsset asset = read.asset();
      boolean isPart =
          asset.parentTypeName().equals(top.typeName())
              && asset.parentQualifiedName().equals(top.path());
      if (read.key().equals(top) || isPart) {
        all.put(read.key(), contents.get(read.key()));
      }
    }
    return all;
  }

  Changes since(SourceState before, RandomObjects random) {
    if (contents.equals(before.contents)) {
      return new Changes(List.of(), Set.of(), newStatistics(before, reads), true);
    }
    Set<AssetKey> kept = new HashSet<>();
    for (Read read : reads) {
      AssetKey key = read.key();
      if (canBeKept(read.object())
          && before.contents.containsKey(key)
          && contentsOf(key).equals(before.contentsOf(key))
          && random.chance(95)) {
        kept.add(key);
      }
    }
    List<Read> unchanged = new ArrayList<>();
    List<StagedAsset> written = new ArrayList<>();
    for (Read read : reads) {
      AssetKey parent =
          new AssetKey(read.asset().parentTypeName(), read.asset().parentQualifiedName());
      if (kept.contains(read.key()) || kept.contains(parent)) {
        unchanged.add(read);
      } else {
        written.add(read.asset());
      }
    }
    return new Changes(written, kept, newStatistics(before, unchanged), false);
  }

  private Map<AssetKey, ObjectNode> newStatistics(SourceState before, List<Read> unchanged) {
    Map<AssetKey, ObjectNode> changed = new LinkedHashMap<>();
    for (Read read : unchanged) {
      ObjectNode now = read.object().statistics;
      if (now != null
          && !read.object().is(Kinds.SCHEMA)
          && !statistics.get(read.key()).equals(before.statistics.get(read.key()))) {
        ObjectNode numbers = Json.object();
        String moving = read.object().isRelation() ? "rowCount" : "scanCount";
        numbers.set(moving, now.get(moving));
        numbers.set("sizeBytes", now.get("sizeBytes"));
        changed.put(read.key(), numbers);
      }
    }
    return changed;
  }

  static byte[] utf8(ObjectNode json) {
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }
}
