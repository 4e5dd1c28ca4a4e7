package io.gazetteer.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {

  @ParameterizedTest
  @CsvSource({"0, 0", "8388608, 8388608", "8M, 8388608", "64k, 65536", "16G, 17179869184"})
  void sizes_are_numbers_of_bytes_with_an_optional_binary_unit(String text, long bytes) {
    assertThat(new ByteSize().convert(text)).isEqualTo(bytes);
  }

  @Test
  void an_empty_size_is_not_set() {
    assertThat(new ByteSize().convert("")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "8 MB", "many", "1.5G", "8E", "1Z"})
  void other_texts_are_rejected(String text) {
    assertThatThrownBy(() -> new ByteSize().convert(text))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
