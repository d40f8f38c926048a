package io.mapache.inference.prediction.web;

import org.jspecify.annotations.Nullable;

/**
 * One of the images of a request.
 *
 * @param id under which its answer goes out
 * @param name that the sender gave it; null if the image came alone
 * @param file that the sender took it from; null if it did not say
 * @param bytes not to be modified
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Part(String id, @Nullable String name, @Nullable String file, byte[] bytes) {

  /** The only one of its request, which has the request's id. */
  static Part only(String requestId, byte[] bytes) {
    return new Part(requestId, null, null, bytes);
  }

  /**
   * One of several, with an id that follows from the request's.
   *
   * @param place from 0
   */
  static Part one(
      String requestId, int place, @Nullable String name, @Nullable String file, byte[] bytes) {
    return new Part(requestId + "-" + (place + 1), name, file, bytes);
  }
}
