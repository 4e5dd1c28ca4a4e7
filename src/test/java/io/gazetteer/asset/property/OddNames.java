package io.gazetteer.asset.property;

import java.util.List;

/** Names of objects, among them all that a path, an index or a pattern could trip over. */
final class OddNames {

  private static final String LONGEST = "x".repeat(62);

  static final List<String> DATABASES = List.of("shop", "shop0", "a/b", "Shop.\"x\"%", "_roles_");

  static final List<String> SCHEMAS =
      List.of(
          "public",
          "public0",
          "Public",
          "a",
          "a.b",
          "a/b",
          "a%2Fb",
          "_indexes_",
          "_procedures_",
          "Ünï cödé",
          "new\nline",
          "s".repeat(600));

  static final List<String> RELATIONS =
      List.of(
          "orders",
          "orders0",
          "Orders",
          "orders/items",
          "orders.items",
          "orders%2Fitems",
          "orders-items",
          "_indexes_",
          "_constraints_",
          "customer \"vip\"",
          "customer_order",
          "CUSTOMER ORDER",
          "😀 emoji",
          "tab\tand\nline",
          LONGEST + "a",
          LONGEST + "b",
          "ü".repeat(600),
          "ü".repeat(599) + "x",
          "%",
          "0",
          "~",
          "it's",
          "back\\slash");

  static final List<String> COLUMNS =
      List.of(
          "id",
          "ID",
          "name",
          "created_at",
          "amount",
          "order_id",
          "customer_id",
          "_indexes_",
          "_triggers_",
          "a/b",
          "a%2Fb",
          "a b",
          "é",
          "😀",
          "0",
          "~",
          "%5F",
          LONGEST + "c",
          "c".repeat(1100) + "1",
          "c".repeat(1100) + "2");

  /** Names of indexes, constraints, sequences and everything else. */
  static final List<String> OTHERS =
      List.of(
          "orders_pkey",
          "orders_idx",
          "orders",
          "id",
          "idx/1",
          "check%",
          "_indexes_",
          "_sequences_",
          "audit",
          "Audit",
          "new\nline",
          "😀",
          LONGEST + "i",
          "p".repeat(1050));

  private OddNames() {}
}
