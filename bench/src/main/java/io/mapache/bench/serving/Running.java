package io.mapache.bench.serving;

/** A server that answers, and where. */
record Running(ServerProcess process, Target target) {}
