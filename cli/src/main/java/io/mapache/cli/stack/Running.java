package io.mapache.cli.stack;

import java.time.Instant;

/**
 * A process that was started and, when last looked at, was alive.
 *
 * @param startedAt by this command's clock
 * @param build time stamp of the build that it was started from
 */
record Running(Part part, long pid, int port, Instant startedAt, Instant build) {}
