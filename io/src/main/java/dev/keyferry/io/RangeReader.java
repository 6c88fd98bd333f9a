package dev.keyferry.io;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one range over one connection: lists keys step by step, and makes pages of them.
 *
 * <p>Knows when its range has become invalid: cursor positions belong to one server process, slots
 * to one owner. What it read then still counts, but the range is counted as invalid, so that the
 * run can't claim to be complete.
 */
final class RangeReader<PageT> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RangeReader.class);

  private final KeyspaceRange range;
  private final ReadPlan plan;
  private final Throttle keysThrottle = Throttle.shared("keys of source");
  private final Throttle bytesThrottle = Throttle.shared("bytes of source");
  private final RedisNode node;
  private final KeyListing listing;
  private final PageOutput.Pages<PageT> pages;

  private List<byte[]> keys = List.of();
  private int taken;
  private double bytesPerKey;
  private long shareFrom;
  private boolean otherProcess;
  private ReadCounts counts = new ReadCounts();

  RangeReader(KeyspaceRange range, PageOutput<PageT> output, ReadPlan plan) {
    this.range = range;
    this.plan = plan;
    this.node = IdleNodes.take(range.node().endpoint());
    this.listing = KeyListing.of(range, plan.pageKeys());
    this.pages = output.open(range, node);
    this.bytesPerKey = range.node().averageBytes();
    this.shareFrom = range.from();
    node.onConnect(this::checkProcess);
  }

  long position() {
    return listing.position();
  }

  /** What is left up to a position; null when the listing has come that far. */
  @Nullable KeyspaceRange rest(long to) {
    return listing.position() < to ? listing.rest(to) : null;
  }

  boolean hasKeys() {
    return taken < keys.size();
  }

  /** Lists the next keys. */
  void step(long to) {
    keys = listing.next(node, to);
    taken = 0;
    counts.listed += keys.size();
    long reached = Math.min(to, listing.position());
    counts.share += share(shareFrom, reached);
    shareFrom = reached;
  }

  /** The next page of the keys that were listed: as many as should fit its bytes. */
  PageT nextPage() {
    int left = keys.size() - taken;
    int fitting = plan.keysPerPage(bytesPerKey);
    List<byte[]> window = keys.subList(taken, taken + Math.min(left, fitting));
    taken += window.size();
    PageT page = throttled(window);
    bytesPerKey = (3 * bytesPerKey + (double) bytes(page) / window.size()) / 4;
    return page;
  }

  /** Bytes that a page stands for. */
  long bytes(PageT page) {
    return pages.bytes(page);
  }

  /** What was counted since this was asked for the last time. */
  ReadCounts takeCounts() {
    ReadCounts taken = counts;
    counts = new ReadCounts();
    return taken;
  }

  /** Checks, when all of the range has been read, that it was valid all the time. */
  void finish() {
    counts.rangesRead++;
    if (otherProcess) {
      invalid("the server was started anew");
    } else if (!range.node().slots().isEmpty()) {
      String slots = ClusterNodes.ownSlots(node);
      if (!slots.equals(range.node().slots())) {
        invalid("its slots moved: " + range.node().slots() + " became " + slots);
      }
    }
  }

  @Override
  public void close() {
    pages.close();
    IdleNodes.giveBack(node);
  }

  private PageT throttled(List<byte[]> window) {
    try {
      keysThrottle.take(window.size(), plan.keysPerSecond());
      PageT page = pages.page(window, counts);
      bytesThrottle.take(bytes(page), plan.bytesPerSecond());
      return page;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RedisIOException("interrupted while reading " + range, e);
    }
  }

  private long share(long low, long high) {
    double keysRead = range.keysBetween(low, high);
    return (long) (KeyspaceCounters.WHOLE_KEYSPACE * keysRead / Math.max(1, plan.totalKeys()));
  }

  /**
   * Cursors mean nothing in another process: its hash tables are seeded anew. And however keys are
   * listed, a server that was started anew may have come back without some.
   */
  private void checkProcess(RedisConnection connection) {
    if (!ServerInfo.serverSection(connection).runId().equals(range.node().runId())) {
      otherProcess = true;
    }
  }

  private void invalid(String why) {
    counts.rangesInvalid++;
    LOG.warn("{} may lack keys: {}", range, why);
  }
}
