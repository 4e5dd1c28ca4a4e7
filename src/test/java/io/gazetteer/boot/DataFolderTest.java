package io.gazetteer.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

  @TempDir Path home;

  @Test
  void a_second_service_is_refused_with_folder_and_process() throws Exception {
    Path root = home.resolve("data");
    try (DataFolder first = DataFolder.open(root)) {
      assertThat(first.has("lock")).isTrue();
      assertThatThrownBy(() -> DataFolder.open(root))
          .isInstanceOf(StartRefusedException.class)
          .hasMessageContaining(root.toString())
          .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
    }
    DataFolder.open(root).close();
  }

  @Test
  void secrets_stay_the_same_and_only_the_owner_reads_them() throws Exception {
    Path root = home.resolve("data");
    try (DataFolder folder = DataFolder.open(root)) {
      String secret = folder.secret("secrets.key");
      assertThat(Base64.getDecoder().decode(secret)).hasSize(32);
      assertThat(folder.secret("secrets.key")).isEqualTo(secret);
      assertThat(mode(root)).isEqualTo("rwx------");
      assertThat(mode(root.resolve("secrets.key"))).isEqualTo("rw-------");
    }
  }

  @Test
  void a_folder_that_exists_with_wide_permissions_is_closed_before_it_is_used() throws Exception {
    Path root = Files.createDirectories(home.resolve("data"));
    Path cache = Files.createDirectories(root.resolve("cache"));
    Path key = Files.writeString(root.resolve("session.key"), "c2Vzc2lvbg==");
    for (Path open : new Path[] {root, cache, key}) {
      Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
    DataFolder.open(root).close();
    assertThat(mode(root)).isEqualTo("rwx------");
    assertThat(mode(cache)).isEqualTo("rwx------");
    assertThat(mode(key)).isEqualTo("rwx------");
  }

  @Test
  void a_folder_of_somebody_else_is_refused_and_keeps_its_permissions() throws Exception {
    Path root = Files.createDirectories(home.resolve("home"));
    Path letter = Files.writeString(root.resolve("letter.txt"), "Dear");
    for (Path open : new Path[] {root, letter}) {
      Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
    assertThatThrownBy(() -> DataFolder.open(root))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("holds letter.txt, but none of the files lock, secrets.key")
        .hasMessageContaining("GAZETTEER_DATA_DIR");
    assertThat(mode(root)).isEqualTo("rwxrwxrwx");
    assertThat(mode(letter)).isEqualTo("rwxrwxrwx");
    assertThat(root).isDirectoryNotContaining("glob:**lock");
  }

  @Test
  void the_folder_of_an_earlier_build_is_rejected_and_stays_untouched() throws Exception {
    Path store = Files.createDirectories(home.resolve("earlier/store"));
    Path root = store.getParent();
    Path lock = Files.writeString(root.resolve("lock"), "123");
    Files.setPosixFilePermissions(lock, PosixFilePermissions.fromString("rw-r--r--"));

    assertThatThrownBy(() -> DataFolder.open(root))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining(root + " was made by an earlier build of Gazetteer")
        .hasMessageContaining("nothing in it was changed")
        .hasMessageContaining("GAZETTEER_DATA_DIR");
    assertThat(lock).hasContent("123");
    assertThat(mode(lock)).isEqualTo("rw-r--r--");
    assertThat(root).isDirectoryNotContaining("glob:**baseline");
  }

  @Test
  void a_folder_of_this_build_and_a_new_volume_are_accepted() throws Exception {
    Path own = home.resolve("own");
    DataFolder.open(own).close();
    Files.createDirectories(own.resolve("store"));
    DataFolder.open(own).close();
    Path stored = Files.createDirectories(home.resolve("outside-store/published"));
    DataFolder.open(stored.getParent()).close();
    Path volume = Files.createDirectories(home.resolve("volume/lost+found"));
    DataFolder.open(volume.getParent()).close();
  }

  @Test
  void a_file_of_another_user_in_the_folder_refuses_the_start() throws Exception {
    assumeThat(System.getProperty("user.name")).isEqualTo("root");
    Path root = Files.createDirectories(home.resolve("data"));
    Path planted = Files.writeString(root.resolve("planted"), "anything");
    Files.setOwner(
        planted,
        home.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    assertThatThrownBy(() -> DataFolder.open(root))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("data folder")
        .hasMessageContaining("planted belongs to user nobody")
        .hasMessageContaining("chown");
  }

  @Test
  void settings_that_others_may_change_refuse_the_start() throws Exception {
    Path file = home.resolve("application.properties");
    Files.writeString(file, "gazetteer.demo=false\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    assertThatThrownBy(() -> BootConfig.read(file))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("can be changed by other users. Run: chmod 600 " + file);
  }

  private static String mode(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void a_datasource_in_the_settings_file_means_nothing_embedded() throws Exception {
    Path file = home.resolve("application.properties");
    assertThat(BootConfig.read(file).hasOutsideStore()).isFalse();
    assertThat(BootConfig.read(file).wantsDemo()).isTrue();
    Files.writeString(file, "quarkus.datasource.jdbc.url=jdbc:postgresql://elsewhere/store\n");
    assertThat(BootConfig.read(file).hasOutsideStore()).isTrue();
    assertThat(BootConfig.read(file).wantsDemo()).isFalse();
  }
}
