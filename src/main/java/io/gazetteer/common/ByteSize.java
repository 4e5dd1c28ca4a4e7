package io.gazetteer.common;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import org.eclipse.microprofile.config.spi.Converter;

/**
 * Converts byte sizes in Quarkus's notation, such as {@code 8M} or {@code 16G}, to numbers, so that
 * {@code @Min} and {@code @Max} apply to them.
 */
public final class ByteSize implements Converter<Long> {

  private static final long serialVersionUID = 1L;

  private static final MemorySizeConverter NOTATION = new MemorySizeConverter();

  @Override
  public Long convert(String text) {
    MemorySize size = NOTATION.convert(text);
    try {
      return size == null ? null : size.asLongValue();
    } catch (ArithmeticException tooLarge) {
      throw new IllegalArgumentException("must be less than 8E (2^63 bytes): " + text, tooLarge);
    }
  }
}
