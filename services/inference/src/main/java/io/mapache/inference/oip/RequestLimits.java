package io.mapache.inference.oip;

/**
 * What one request may hold.
 *
 * @param bytes as it is sent
 * @param images in it
 * @param unpacked bytes of its images once they are read
 */
public record RequestLimits(int bytes, int images, int unpacked) {}
