package io.gazetteer.crawl.lines;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import io.gazetteer.model.AssetKind;
import io.gazetteer.model.Vocabulary;
import java.io.IOException;

/** Kinds of objects by their codes in published lines. */
final class KindJson extends SimpleModule {

  private static final long serialVersionUID = 1;

  KindJson() {
    addSerializer(new Writer());
    addDeserializer(AssetKind.class, new Reader());
  }

  private static final class Writer extends StdScalarSerializer<AssetKind> {

    private static final long serialVersionUID = 1;

    private Writer() {
      super(AssetKind.class);
    }

    @Override
    public void serialize(AssetKind kind, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(kind.code());
    }
  }

  private static final class Reader extends StdScalarDeserializer<AssetKind> {

    private static final long serialVersionUID = 1;

    private Reader() {
      super(AssetKind.class);
    }

    @Override
    public AssetKind deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      String code = json.getValueAsString("");
      return Vocabulary.standard()
          .objectKind(code)
          .orElseThrow(() -> context.weirdStringException(code, AssetKind.class, "no such kind"));
    }
  }
}
