package io.gazetteer.connection.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.source.OversizedValue;
import io.gazetteer.source.ServerLimitException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OversizedRowTest {

  private static final int VALUE_BYTES = 8 << 20;
  private static final String LARGE = "x".repeat(7 << 20);

  private static String words(String value) {
    return OversizedValue.isIn(value)
        ? OversizedValue.inWords(value)
        : "%,d".formatted(value.length());
  }

  @Test
  void a_copied_row_with_several_large_values_keeps_two_and_names_its_object() throws IOException {
    byte[] line =
        String.join("\t", "16384", "orders", LARGE, LARGE, LARGE, LARGE, "n\n")
            .getBytes(StandardCharsets.US_ASCII);
    OversizedRow row = new OversizedRow(true, VALUE_BYTES);
    for (int from = 0; from < line.length; from += 10_000) {
      row.take(line, from, Math.min(10_000, line.length - from));
    }
    byte[] message = row.message((byte) 'd');

    String text = new String(message, 5, message.length - 5, StandardCharsets.US_ASCII);
    assertThat(text.split("\t", -1))
        .extracting(OversizedRowTest::words)
        .containsExactly(
            "5",
            "6",
            "7,340,032",
            "7,340,032",
            "(not read: 7340032 bytes)",
            "(not read: 7340032 bytes)",
            "2");
    assertThat(ByteBuffer.wrap(message).getInt(1)).isEqualTo(message.length - 1);
  }

  @Test
  void a_row_of_a_result_with_several_large_values_keeps_two_and_its_small_ones()
      throws IOException {
    List<String> values = List.of("16384", LARGE, LARGE, LARGE, "orders");
    OversizedRow row = new OversizedRow(false, VALUE_BYTES);
    row.take(ByteBuffer.allocate(2).putShort((short) values.size()).array(), 0, 2);
    for (String value : values) {
      byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
      row.take(ByteBuffer.allocate(4).putInt(bytes.length).array(), 0, 4);
      row.take(bytes, 0, bytes.length);
    }
    ByteBuffer message = ByteBuffer.wrap(row.message((byte) 'D')).position(5);

    assertThat(message.getShort()).isEqualTo((short) values.size());
    List<String> handedOn = new ArrayList<>();
    while (message.hasRemaining()) {
      byte[] value = new byte[message.getInt()];
      message.get(value);
      handedOn.add(words(new String(value, StandardCharsets.US_ASCII)));
    }
    assertThat(handedOn)
        .containsExactly("5", "7,340,032", "7,340,032", "(not read: 7340032 bytes)", "6");
  }

  @Test
  void a_row_of_endless_small_values_is_cut_off() {
    byte[] line = "1234567\t".repeat(1 << 12).getBytes(StandardCharsets.US_ASCII);
    OversizedRow row = new OversizedRow(true, VALUE_BYTES);
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 1 << 12; i++) {
                row.take(line, 0, line.length);
              }
            })
        .isInstanceOf(ServerLimitException.class)
        .hasMessageContaining("it sent a row of more than 18,874,368 bytes in small values");
  }
}
