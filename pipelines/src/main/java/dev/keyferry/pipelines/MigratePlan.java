package dev.keyferry.pipelines;

import dev.keyferry.io.KeyspaceTopology;
import dev.keyferry.io.RedisEndpoint;
import dev.keyferry.io.RedisIOException;
import dev.keyferry.io.RedisReplyException;
import dev.keyferry.io.TargetSurvey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A migration that was found possible: both servers answered, nothing has been written.
 *
 * @param options what the user wants
 * @param sourceEndpoint how to reach the source
 * @param targetEndpoint how to reach the target
 * @param source what there is to read
 * @param target what is there already
 */
public record MigratePlan(
    MigrateOptions options,
    RedisEndpoint sourceEndpoint,
    RedisEndpoint targetEndpoint,
    KeyspaceTopology source,
    TargetSurvey target) {

  /**
   * Looks at both servers.
   *
   * @throws UsageException when something is wrong with an option or a server, in one line
   */
  public static MigratePlan of(MigrateOptions options) {
    checkNumbers(options);
    RedisEndpoint from =
        endpoint("source", options.getSource())
            .withSecrets(
                MigrateOptions.SOURCE_PASSWORD,
                options.getSourcePasswordFile(),
                options.getSourceCaFile());
    RedisEndpoint to =
        endpoint("target", options.getTarget())
            .withSecrets(
                MigrateOptions.TARGET_PASSWORD,
                options.getTargetPasswordFile(),
                options.getTargetCaFile());
    if (from.host().equals(to.host()) && from.port() == to.port()) {
      throw new UsageException("source and target are the same server: " + from);
    }

    checkWritable(options);
    KeyspaceTopology source = source(from, options);
    TargetSurvey target = target(to, source);
    MigratePlan plan = new MigratePlan(options, from, to, source, target);
    plan.check();
    return plan;
  }

  /** The target's database that all records go to; null when they keep theirs. */
  @Nullable Integer targetDatabase() {
    return targetEndpoint.database();
  }

  private void check() {
    if (target.isSameAs(source)) {
      throw new UsageException(
          "source and target are the same server: %s and %s name one process"
              .formatted(sourceEndpoint, targetEndpoint));
    }

    if (target.info().isReplica()) {
      throw new UsageException(
          "the target %s is a replica: name its primary".formatted(targetEndpoint));
    }

    checkDatabases();
    if (options.isTargetMustBeEmpty() && !target.keysByDatabase().isEmpty()) {
      throw new UsageException(
          "the target %s is not empty (--targetMustBeEmpty): keys by database %s"
              .formatted(targetEndpoint, target.keysByDatabase()));
    }
  }

  private void checkDatabases() {
    SortedMap<Integer, Long> databases = source.keysByDatabase();
    if (targetDatabase() != null && databases.size() > 1) {
      throw new UsageException(
          "the target names database %d, but the source has keys in databases %s: choose one with --databases"
              .formatted(targetDatabase(), databases.keySet()));
    }

    if (!target.lastDatabaseExists()) {
      throw new UsageException(
          "the target %s has no database %d: the source has keys in databases %s, choose with --databases"
              .formatted(targetEndpoint, lastDatabase(targetEndpoint, source), databases.keySet()));
    }
  }

  private static void checkNumbers(MigrateOptions options) {
    atLeast("readers", options.getReaders(), 1);
    atLeast("maxKeysPerSecond", options.getMaxKeysPerSecond(), 0);
    atLeast("maxBytesPerSecond", options.getMaxBytesPerSecond(), 0);
    atLeast("maxFailures", options.getMaxFailures(), 0);
  }

  private static void atLeast(String option, long value, long least) {
    if (value < least) {
      throw new UsageException("--" + option + "=" + value + ": must be at least " + least);
    }
  }

  private static RedisEndpoint endpoint(String option, String text) {
    try {
      return RedisEndpoint.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--" + option + ": " + e.getMessage());
    }
  }

  private static KeyspaceTopology source(RedisEndpoint from, MigrateOptions options) {
    try {
      return KeyspaceTopology.discover(
          from, databases(from, options), options.getSourceRanges().kind());
    } catch (RedisIOException e) {
      throw new UsageException("source " + e.getMessage());
    } catch (RedisReplyException e) {
      throw new UsageException("source " + from + ": " + e.getMessage());
    }
  }

  private static TargetSurvey target(RedisEndpoint to, KeyspaceTopology source) {
    try {
      return TargetSurvey.of(to, lastDatabase(to, source));
    } catch (RedisIOException e) {
      throw new UsageException("target " + e.getMessage());
    } catch (RedisReplyException e) {
      throw new UsageException("target " + to + ": " + e.getMessage());
    }
  }

  private static int lastDatabase(RedisEndpoint to, KeyspaceTopology source) {
    if (to.database() != null) {
      return to.database();
    }

    return source.keysByDatabase().isEmpty() ? 0 : source.keysByDatabase().lastKey();
  }

  private static @Nullable List<Integer> databases(RedisEndpoint from, MigrateOptions options) {
    List<String> named = options.getDatabases();
    if (from.database() != null) {
      if (named != null) {
        throw new UsageException("--source names a database and --databases does, too: name one");
      }

      return List.of(from.database());
    }

    return named == null ? null : named.stream().map(MigratePlan::database).toList();
  }

  private static Integer database(String number) {
    try {
      int database = Integer.parseInt(number.trim());
      if (database >= 0) {
        return database;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }

    throw new UsageException("--databases: '" + number + "' is not the number of a database");
  }

  /** Found now and not after an hour of copying. */
  private static void checkWritable(MigrateOptions options) {
    String directory = options.getDeadLetters();
    if (directory != null && !directory.contains("://")) {
      try {
        Files.createDirectories(Path.of(directory));
      } catch (IOException e) {
        throw new UsageException("--deadLetters: cannot make the directory " + directory);
      }
    }

    String report = options.getReport();
    if (report != null) {
      Path parent = Path.of(report).toAbsolutePath().getParent();
      if (parent == null || !Files.isDirectory(parent) || !Files.isWritable(parent)) {
        throw new UsageException("--report: cannot write into the directory " + parent);
      }

      if (Files.isDirectory(Path.of(report))) {
        throw new UsageException("--report: " + report + " is a directory, a file is wanted");
      }
    }
  }
}
