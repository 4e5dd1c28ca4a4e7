package io.gazetteer.search;

/** How the values of a field compare. */
public enum FieldType {
  /** Exact text; ordered by code point. */
  KEYWORD,
  /** Text that is searched by words, without regard to case. */
  TEXT,
  /** Whole or fractional numbers. */
  NUMBER,
  /** true or false. */
  BOOLEAN,
  /** A point in time; requests give ISO-8601, epoch milliseconds or date maths. */
  TIME,
  /** A guid; compared as one, and as text where a clause looks at parts of it. */
  GUID,
  /** A list of exact texts ({@code text[]} in SQL); a clause holds where any element does. */
  KEYWORDS
}
