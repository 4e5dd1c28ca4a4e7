package io.gazetteer.crawl.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.model.PostgresKinds;
import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.DatabaseRow;
import io.gazetteer.source.ObjectRow;
import io.gazetteer.source.Privileges;
import io.gazetteer.source.RelationKind;
import io.gazetteer.source.RelationRow;
import io.gazetteer.source.RoutineRow;
import io.gazetteer.source.SchemaRow;
import io.gazetteer.source.Unread;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published names of lines, which nobody may change without a new version of the format. */
class RowJsonTest {

  private static final ColumnRow.RelationRef ORDERS =
      new ColumnRow.RelationRef("public", "orders", RelationKind.PARTITIONED_TABLE, false);
  private static final Privileges RIGHTS =
      new Privileges(List.of("reader: SELECT"), Map.of("SELECT", List.of("reader")));

  private static Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("z", "text");
    attributes.put("a", 5L);
    attributes.put("flag", false);
    attributes.put("empty", List.of());
    attributes.put("list", List.of("x", 1L, Map.of("k", List.of(true))));
    return attributes;
  }

  static Stream<Arguments> rows() {
    return Stream.of(
        database(),
        schema(),
        relation(),
        column(),
        wholeColumn(),
        routine(),
        object(),
        reading(),
        emptyReading());
  }

  private static Arguments database() {
    return Arguments.of(
        RowEntity.DATABASE,
        new DatabaseRow(
            "shop",
            "own",
            "",
            "UTF8",
            "C",
            3,
            "17.11",
            Privileges.NONE,
            8192L,
            Map.of("tablespace", "fast")),
        "{'database':'d/b','name':'shop','owner':'own','comment':'','encoding':'UTF8',"
            + "'collation':'C','schemaCount':3,'serverVersion':'17.11','rights':{},"
            + "'bytes':8192,'further':{'tablespace':'fast'}}");
  }

  private static Arguments schema() {
    return Arguments.of(
        RowEntity.SCHEMA,
        new SchemaRow("public", "own", null, 2, 1, "ext", RIGHTS, Set.of(Unread.ACCESS)),
        "{'database':'d/b','name':'public','owner':'own','tableCount':2,'viewCount':1,"
            + "'extension':'ext','rights':{'grants':['reader: SELECT'],"
            + "'allowed':{'SELECT':['reader']}},'unread':['ACCESS']}");
  }

  private static Arguments relation() {
    return Arguments.of(
        RowEntity.RELATION,
        new RelationRow(
            "public",
            "o\n\"1\u2028",
            RelationKind.PARTITIONED_TABLE,
            "own",
            null,
            4,
            new RelationRow.Size(null, 0L),
            new RelationRow.Storage(
                true, "heap", null, null, List.of("a=b"), false, true, null, List.of(), Map.of()),
            new RelationRow.Partitioning("RANGE", null, 2),
            new RelationRow.PartitionOf("public", "p", true, "FOR VALUES IN (1)"),
            "SELECT 1",
            Set.of(Unread.PARTITION_KEY),
            null,
            Privileges.NONE),
        "{'database':'d/b','schema':'public','name':'o\\n\\'1\u2028',"
            + "'kind':'PARTITIONED_TABLE','owner':'own','columnCount':4,'size':{'bytes':0},"
            + "'storage':{'unlogged':true,'accessMethod':'heap','foreignOptions':['a=b'],"
            + "'rowSecurity':false,'populated':true},"
            + "'partitioning':{'strategy':'RANGE','count':2},"
            + "'partitionOf':{'schema':'public','name':'p','parentIsPartition':true,"
            + "'bound':'FOR VALUES IN (1)'},'definition':'SELECT 1',"
            + "'unread':['PARTITION_KEY'],'rights':{}}");
  }

  private static Arguments column() {
    return Arguments.of(
        RowEntity.COLUMN,
        new ColumnRow(
            ORDERS,
            "id",
            3,
            new ColumnRow.Type("bigint", "int8", null, 1, 2, null, "C"),
            true,
            "0",
            Set.of(),
            "ALWAYS",
            null,
            null,
            List.of(),
            new ColumnRow.Keys(true, false, true, 1),
            new ColumnRow.ColumnRef("s", "r", "c"),
            List.of(new ColumnRow.ColumnRef("s", "r2", "c")),
            RIGHTS,
            Map.of("storage", "MAIN")),
        "{'database':'d/b','relation':{'schema':'public','name':'orders',"
            + "'kind':'PARTITIONED_TABLE','partition':false},'name':'id','position':3,"
            + "'type':{'formatted':'bigint','name':'int8','precision':1,'scale':2,"
            + "'collation':'C'},'nullable':true,'defaultValue':'0','identity':'ALWAYS',"
            + "'keys':{'primary':true,'foreign':false,'indexed':true,'partitionOrder':1},"
            + "'refersTo':{'schema':'s','relation':'r','column':'c'},"
            + "'referredBy':[{'schema':'s','relation':'r2','column':'c'}],"
            + "'rights':{'grants':['reader: SELECT'],'allowed':{'SELECT':['reader']}},"
            + "'further':{'storage':'MAIN'}}");
  }

  /** With what the one above leaves out, and without the rest. */
  private static Arguments wholeColumn() {
    return Arguments.of(
        RowEntity.COLUMN,
        new ColumnRow(
            new ColumnRow.RelationRef("public", "v", RelationKind.VIEW, false),
            "i\u001b\"d\u2028",
            1,
            new ColumnRow.Type("d", "d", "text", null, null, 7, null),
            false,
            null,
            Set.of(Unread.DEFAULT_VALUE),
            null,
            "STORED",
            "says",
            List.of("a=b"),
            ColumnRow.Keys.NONE,
            null,
            List.of(),
            Privileges.NONE,
            Map.of()),
        "{'database':'d/b','relation':{'schema':'public','name':'v','kind':'VIEW',"
            + "'partition':false},'name':'i\\u001B\\'d\u2028','position':1,"
            + "'type':{'formatted':'d','name':'d','base':'text','maxLength':7},"
            + "'nullable':false,'unread':['DEFAULT_VALUE'],'generated':'STORED',"
            + "'comment':'says','foreignOptions':['a=b'],'keys':{'primary':false,"
            + "'foreign':false,'indexed':false,'partitionOrder':0},'rights':{}}");
  }

  private static Arguments routine() {
    return Arguments.of(
        RowEntity.ROUTINE,
        new RoutineRow(
            "public",
            "f",
            false,
            List.of("integer"),
            List.of(new RoutineRow.Argument(null, "IN", "integer DEFAULT 1")),
            "integer",
            false,
            "sql",
            "own",
            null,
            null,
            Set.of(Unread.DEFINITION),
            new RoutineRow.Traits("IMMUTABLE", true, false, "SAFE"),
            null,
            Privileges.NONE),
        "{'database':'d/b','schema':'public','name':'f','procedure':false,"
            + "'argumentTypes':['integer'],"
            + "'arguments':[{'mode':'IN','type':'integer DEFAULT 1'}],"
            + "'returnType':'integer','returnsSet':false,'language':'sql','owner':'own',"
            + "'unread':['DEFINITION'],'traits':{'volatility':'IMMUTABLE',"
            + "'securityDefiner':true,'strict':false,'parallel':'SAFE'},'rights':{}}");
  }

  private static Arguments object() {
    return Arguments.of(
        RowEntity.OBJECT,
        new ObjectRow(
            PostgresKinds.INDEX,
            "public",
            ORDERS,
            "i",
            "i",
            null,
            null,
            "CREATE INDEX",
            Set.of(),
            attributes(),
            Map.of("sizeBytes", 8192L),
            null),
        "{'database':'d/b','kind':'INDEX','schema':'public','relation':{'schema':'public',"
            + "'name':'orders','kind':'PARTITIONED_TABLE','partition':false},'name':'i',"
            + "'identity':'i','definition':'CREATE INDEX','attributes':{'z':'text','a':5,"
            + "'flag':false,'empty':[],'list':['x',1,{'k':[true]}]},"
            + "'figures':{'sizeBytes':8192}}");
  }

  private static Arguments reading() {
    return Arguments.of(
        RowEntity.READING,
        new ReadingLine(
            Set.of("scratch"),
            Map.of("public", Set.of("tmp")),
            Set.of(PostgresKinds.SUBSCRIPTION),
            List.of("w"),
            null,
            List.of("n")),
        "{'database':'d/b','schemasLeftOut':['scratch'],'relationsLeftOut':{'public':['tmp']},"
            + "'kindsNotRead':['SUBSCRIPTION'],'warnings':['w'],'notices':['n']}");
  }

  private static Arguments emptyReading() {
    return Arguments.of(
        RowEntity.READING,
        new ReadingLine(Set.of(), Map.of(), Set.of(), List.of(), null, List.of()),
        "{'database':'d/b'}");
  }

  private static byte[] line(RowEntity entity, Record row) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new RowLine("d/b").of(entity, row).writeTo(out);
    return out.toByteArray();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void a_row_is_a_line_with_these_names(RowEntity entity, Record row, String wanted)
      throws IOException {
    assertThat(new String(line(entity, row), StandardCharsets.UTF_8))
        .isEqualTo(
            wanted.replace("\\'", "\u0000").replace('\'', '"').replace("\u0000", "\\\"") + "\n");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void a_row_that_was_written_and_read_is_the_same_row(RowEntity entity, Record row, String wanted)
      throws Exception {
    byte[] line = line(entity, row);

    assertThat(RowJson.read(entity, line)).isEqualTo(row);
    assertThat(RowJson.database(line)).isEqualTo("d/b");
    assertThat(wanted).isNotEmpty();
  }

  @Test
  void the_order_of_attributes_is_kept() throws Exception {
    ObjectRow row =
        (ObjectRow)
            rows()
                .map(Arguments::get)
                .filter(values -> values[0] == RowEntity.OBJECT)
                .findFirst()
                .orElseThrow()[1];
    ObjectRow back = (ObjectRow) RowJson.read(RowEntity.OBJECT, line(RowEntity.OBJECT, row));

    assertThat(back.attributes().keySet()).containsExactlyElementsOf(row.attributes().keySet());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "[]",
        "{\"database\":\"d\"}",
        "{\"name\":\"x\",\"rights\":{},\"schemaCount\"",
        "{\"name\":\"x\",\"rights\":{},\"schemaCount\":\"many\"}"
      })
  void what_is_no_row_is_refused(String line) {
    assertThatThrownBy(
            () -> RowJson.read(RowEntity.DATABASE, line.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(RowFormatException.class);
  }

  @Test
  void entities_are_known_by_the_words_of_their_folders() {
    assertThat(Arrays.stream(RowEntity.values()).map(RowEntity::wire))
        .containsExactly(
            "database", "schema", "relation", "column", "routine", "object", "reading");
    assertThat(RowEntity.ofWire("column")).contains(RowEntity.COLUMN);
    assertThat(RowEntity.ofWire("later")).isEmpty();
  }
}
