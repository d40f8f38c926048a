package io.mapache.ingest.upload;

/**
 * What the door knows about an image that it has decoded.
 *
 * @param format {@code jpeg}, {@code png}, {@code gif}, {@code bmp}, {@code webp} or {@code tiff}
 * @param width pixels, upright
 * @param height pixels, upright
 * @param bytes of the file as it came
 */
public record ImageFacts(String format, int width, int height, long bytes) {}
