package io.gazetteer.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OpenFilesTest {

  @Test
  void connections_leave_files_for_the_service_itself() throws StartRefusedException {
    assertThat(OpenFiles.connections(1_024)).isEqualTo(768);
    assertThat(OpenFiles.connections(512)).isEqualTo(256);
    assertThat(OpenFiles.connections(1_048_576)).isEqualTo(2_000);
    // Solaris and some containers know no limit.
    assertThat(OpenFiles.connections(Long.MAX_VALUE)).isEqualTo(2_000);
  }

  @Test
  void a_process_that_may_open_too_few_files_does_not_start() {
    assertThatThrownBy(() -> OpenFiles.connections(256))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("256 files")
        .hasMessageContaining("LimitNOFILE");
  }
}
