package dev.keyferry.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Temporary directories that only this user may read and that go with their owner. */
final class OwnDirectory {
  private static final Set<Path> UNTIL_EXIT = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> UNTIL_EXIT.forEach(OwnDirectory::delete), "keyferry-directories"));
  }

  private OwnDirectory() {}

  /** File permissions to create a file or directory with, for example {@code rw-------}. */
  static FileAttribute<Set<PosixFilePermission>> ownerOnly(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }

  static Path create(String prefix) {
    try {
      return Files.createTempDirectory(prefix, ownerOnly("rwx------"));
    } catch (IOException e) {
      throw new ServerException("Cannot create a temporary directory", e);
    }
  }

  /** As {@link #create}, and deleted when the JVM exits if not before. */
  static Path untilExit(String prefix) {
    Path directory = create(prefix);
    UNTIL_EXIT.add(directory);
    return directory;
  }

  /** Deletes the directory and all in it; what cannot be deleted stays. */
  static void delete(Path directory) {
    UNTIL_EXIT.remove(directory);
    try (Stream<Path> tree = Files.walk(directory)) {
      List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      System.getLogger(OwnDirectory.class.getName())
          .log(System.Logger.Level.DEBUG, "Cannot delete " + directory, e);
    }
  }
}
