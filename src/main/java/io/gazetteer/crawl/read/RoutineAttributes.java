package io.gazetteer.crawl.read;

import io.gazetteer.asset.StagedAsset;
import io.gazetteer.common.JsonBytes;
import io.gazetteer.source.RoutineRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The attributes of functions and procedures. */
final class RoutineAttributes {

  /** Languages whose bodies lie outside the catalog. */
  private static final Set<String> COMPILED = Set.of("c", "internal");

  private RoutineAttributes() {}

  static StagedAsset.Attributes of(AttributesJson json, RoutineRow row) {
    json.start().put("description", row.comment()).put("sourceOwners", row.owner());
    if (row.procedure()) {
      procedure(json, row);
    } else {
      function(json, row);
    }
    RoutineRow.Traits traits = row.traits();
    json.startCustomAttributes()
        .put("volatility", traits.volatility())
        .put("is_strict", traits.strict() ? "YES" : "NO")
        .put("parallel", traits.parallel())
        .put("security", traits.securityDefiner() ? "DEFINER" : "INVOKER");
    traits.further().forEach(json::put);
    json.put("argument_defaults", defaults(row.arguments()));
    return ObjectAttributes.putBelongings(json, row.extension(), row.privileges())
        .endCustomAttributes();
  }

  private static void procedure(AttributesJson json, RoutineRow row) {
    json.put("sourceCreatedBy", row.owner())
        .put("definition", row.definition())
        .put("sqlLanguage", row.language())
        .startArray("sqlArguments");
    for (RoutineRow.Argument argument : row.arguments()) {
      json.startElement()
          .put("sqlArgumentName", argument.name())
          .put("sqlArgumentType", argument.type())
          .endObject();
    }
    json.endArray();
  }

  private static void function(AttributesJson json, RoutineRow row) {
    List<String> arguments = row.arguments().stream().map(RoutineRow.Argument::written).toList();
    json.put("functionDefinition", row.definition())
        .put("functionReturnType", row.returnType())
        .put("functionLanguage", row.language())
        .put("functionType", row.returnsSet() ? "Tabular" : "Scalar")
        .put("functionArguments", arguments)
        .put("functionIsExternal", row.language() != null && COMPILED.contains(row.language()))
        .put("functionIsSecure", row.traits().securityDefiner())
        .put("functionIsMemoizable", "IMMUTABLE".equals(row.traits().volatility()));
  }

  /**
   * Defaults as a JSON array of objects, since an expression may hold whatever separates texts;
   * null where no argument has one.
   */
  private static String defaults(List<RoutineRow.Argument> arguments) {
    List<Map<String, Object>> defaults = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      RoutineRow.Argument argument = arguments.get(i);
      if (argument.defaultValue() != null) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("position", (long) (i + 1));
        if (argument.name() != null) {
          one.put("name", argument.name());
        }
        one.put("default", argument.defaultValue());
        defaults.add(one);
      }
    }
    return defaults.isEmpty()
        ? null
        : new String(new JsonBytes().any(defaults).toByteArray(), StandardCharsets.UTF_8);
  }
}
