package dev.keyferry.io;

/**
 * A record that the target refused, and why in its words.
 *
 * @param record the record, whole, so that it can be written later
 * @param reason the target's reply
 */
public record DeadLetter(KeyRecord record, String reason) {}
