package io.gazetteer.workflow;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.gazetteer.common.Faults;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The filters of a workflow as a request sends them; each may be missing. */
@Schema(name = "Selection")
public class FilterBody {

  private static final String INCLUDE = "includeFilter";
  private static final String EXCLUDE = "excludeFilter";
  private static final String TABLES = "tableRegex";

  /** Database expression to schema expressions, an object or text that holds one. */
  @JsonDeserialize(using = ObjectAsText.class)
  @Schema(type = SchemaType.OBJECT)
  public String includeFilter = "";

  /** Likewise. */
  @JsonDeserialize(using = ObjectAsText.class)
  @Schema(type = SchemaType.OBJECT)
  public String excludeFilter = "";

  /** Names of tables and views to exclude. */
  public String tableRegex = "";

  @Schema(hidden = true)
  private final List<String> unknown = new ArrayList<>();

  @JsonAnySetter
  void unknown(String name, Object ignored) {
    unknown.add(name);
  }

  /**
   * Reads the filters.
   *
   * @throws io.gazetteer.common.AppException SERVICE_REQUEST_INVALID with every fault
   */
  CrawlFilter read(FilterReader reader) {
    Faults faults = new Faults();
    for (String name : unknown) {
      faults.add(name, "is not known; known are includeFilter, excludeFilter and tableRegex");
    }
    CrawlFilter filter =
        CrawlFilter.of(
            reader.filter(text(includeFilter), INCLUDE, faults),
            reader.filter(text(excludeFilter), EXCLUDE, faults),
            reader.tableRegex(text(tableRegex), TABLES, faults));
    faults.throwIfAny(ServiceError.SERVICE_REQUEST_INVALID);
    return filter;
  }

  private static String text(String sent) {
    return sent == null ? "" : sent;
  }

  /** Takes a text as it is, and anything else as the JSON that it is. */
  static final class ObjectAsText extends JsonDeserializer<String> {

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (parser.currentToken().isScalarValue()) {
        return parser.getText();
      }
      StringWriter text = new StringWriter();
      try (JsonGenerator generator = parser.getCodec().getFactory().createGenerator(text)) {
        generator.copyCurrentStructure(parser);
      }
      return text.toString();
    }
  }
}
