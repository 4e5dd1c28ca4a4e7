package io.gazetteer.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnFilesTest {

  @TempDir Path home;

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static Path file(Path path, String mode) throws IOException {
    Files.createDirectories(path.getParent());
    Files.writeString(path, "secret");
    return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  @Test
  void everything_below_a_folder_that_others_could_enter_is_closed_to_them() throws IOException {
    Path root = home.resolve("data");
    Path key = file(root.resolve("secrets.key"), "rw-rw-rw-");
    Path program = file(root.resolve("cache/bin/postgres"), "rwxrwxrwx");
    Path outside = file(home.resolve("outside"), "rw-r--r--");
    Files.createSymbolicLink(root.resolve("link"), outside);
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxrwxrwx"));

    OwnFiles.close(root);

    assertThat(mode(root)).isEqualTo("rwx------");
    assertThat(mode(key)).isEqualTo("rw-------");
    assertThat(mode(program.getParent())).isEqualTo("rwx------");
    assertThat(mode(program)).isEqualTo("rwx------");
    assertThat(mode(outside)).as("links are not followed").isEqualTo("rw-r--r--");
  }

  @Test
  void new_folders_are_closed_from_the_beginning() throws IOException {
    OwnFiles.createFolder(home.resolve("a/b"));
    assertThat(mode(home.resolve("a"))).isEqualTo("rwx------");
    assertThat(mode(home.resolve("a/b"))).isEqualTo("rwx------");
  }

  @Test
  void a_file_of_another_user_is_named_and_the_folder_not_used() throws IOException {
    UserPrincipal nobody = anotherUser();
    Path root = home.resolve("data");
    Path foreign = file(root.resolve("cache/postgres"), "rwxr-xr-x");
    Files.setOwner(foreign, nobody);
    assertThatThrownBy(() -> OwnFiles.close(root))
        .isInstanceOf(OwnFiles.OpenToOthersException.class)
        .hasMessageContaining(foreign.toRealPath() + " belongs to user nobody, not to root");
  }

  @Test
  void nothing_is_changed_where_something_belongs_to_another_user() throws IOException {
    UserPrincipal nobody = anotherUser();
    Path root = home.resolve("data");
    Path own = file(root.resolve("a/own"), "rw-r--r--");
    Files.setOwner(file(root.resolve("z/foreign"), "rw-r--r--"), nobody);
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThatThrownBy(() -> OwnFiles.close(root))
        .isInstanceOf(OwnFiles.OpenToOthersException.class);
    assertThat(mode(root)).isEqualTo("rwxrwxrwx");
    assertThat(mode(own)).isEqualTo("rw-r--r--");
  }

  @Test
  void a_mounted_volume_of_another_user_is_refused_with_the_remedy() throws IOException {
    Path root = Files.createDirectories(home.resolve("volume"));
    Files.setOwner(root, anotherUser());
    assertThatThrownBy(() -> OwnFiles.close(root))
        .hasMessageContaining("set GAZETTEER_DATA_DIR to a folder inside it");
  }

  @Test
  void what_root_keeps_in_a_folder_of_a_user_is_passed_over() throws IOException {
    UserPrincipal user = anotherUser();
    Path root = Files.createDirectories(home.resolve("volume"));
    Files.setOwner(root, user);
    Path link = Files.createSymbolicLink(root.resolve("link"), home);
    Path lost = Files.createDirectory(root.resolve("lost+found"));
    Files.setPosixFilePermissions(lost, PosixFilePermissions.fromString("rwxrwx---"));
    Path keys = file(root.resolve("keys"), "r--r--r--");

    for (Path ofRoot : new Path[] {link, lost, keys}) {
      assertThat(OwnFiles.isOurs(ofRoot, user, root)).as(ofRoot.toString()).isFalse();
    }
    file(keys, "rw-rw-rw-");
    assertThatThrownBy(() -> OwnFiles.isOurs(keys, user, root))
        .isInstanceOf(OwnFiles.OpenToOthersException.class)
        .hasMessageContaining("GAZETTEER_DATA_DIR");
  }

  @Test
  void of_a_tree_with_files_of_others_only_our_own_are_closed_on_demand() throws IOException {
    Path root = home.resolve("spool");
    Path own = file(root.resolve("own"), "rw-r--r--");
    Path foreign = file(root.resolve("foreign"), "rw-r--r--");
    Files.setOwner(foreign, anotherUser());
    OwnFiles.closeOwn(root);
    assertThat(mode(own)).isEqualTo("rw-------");
    assertThat(mode(foreign)).isEqualTo("rw-r--r--");
  }

  @Test
  void a_secret_of_ours_must_be_closed_and_a_mounted_one_must_not_be_changeable()
      throws IOException {
    Path own = file(home.resolve("own"), "rw-------");
    assertThat(OwnFiles.secretFault(own)).isEmpty();
    file(own, "rw-r-----");
    assertThat(OwnFiles.secretFault(own))
        .hasValue("can be read by other users. Run: chmod 600 " + own);

    Path mounted = file(home.resolve("mounted"), "rw-r--r--");
    Files.setOwner(mounted, anotherUser());
    assertThat(OwnFiles.secretFault(mounted)).isEmpty();
    file(mounted, "rw-rw-r--");
    assertThat(OwnFiles.secretFault(mounted).orElseThrow())
        .startsWith("can be changed by other users");
  }

  /** Files can be given away by root alone, as which the tests run. */
  private UserPrincipal anotherUser() throws IOException {
    assumeThat(Files.getOwner(home, LinkOption.NOFOLLOW_LINKS).getName()).isEqualTo("root");
    return home.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
  }
}
