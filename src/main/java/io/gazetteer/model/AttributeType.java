package io.gazetteer.model;

/** What values of an attribute are. */
public enum AttributeType {
  TEXT("string"),
  NUMBER("long"),
  BOOLEAN("boolean"),
  /** Milliseconds since 1970. */
  TIME("date"),
  /** Texts, or objects of several texts each. */
  LIST("array<string>");

  private final String sdkName;

  AttributeType(String sdkName) {
    this.sdkName = sdkName;
  }

  /** The name that the SDKs' type definitions use. */
  public String sdkName() {
    return sdkName;
  }

  /** The type behind a name in the SDKs' type definitions; structures and maps count as text. */
  static AttributeType ofSdkName(String name) {
    if (name.startsWith("array<")) {
      return LIST;
    }
    return switch (name) {
      case "byte", "short", "int", "long", "float", "double" -> NUMBER;
      case "boolean" -> BOOLEAN;
      case "date" -> TIME;
      default -> TEXT;
    };
  }
}
