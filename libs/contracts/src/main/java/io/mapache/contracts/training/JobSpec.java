package io.mapache.contracts.training;

import io.mapache.contracts.Digest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code job.json}: all that a training job is told, whether it runs as a child process or as a
 * Kubernetes Job.
 *
 * @param base {@code imagenet}, or the digest of a base's tensors that {@code home}'s weight store
 *     has
 * @param parent null, or the bundle whose fine-tuned base this training starts from
 * @param renamed labels that the champion may know by an older name: old name to today's; empty for
 *     none
 * @param limits null for none
 * @param champion null, or the bundle that the candidates are compared with
 * @param blobs where the blob store is: a folder
 * @param work folder of this training alone: checkpoints, {@code result.json}; the same folder
 *     again resumes
 * @param home folder shared by all jobs of the machine: weights, features, natives
 * @param endWithStdin true: end of the standard input means that the parent is gone, and the job
 *     ends, too
 */
public record JobSpec(
    String training,
    String dataset,
    String model,
    Digest manifest,
    Recipe recipe,
    String base,
    @Nullable Digest parent,
    @Nullable Digest champion,
    Map<String, String> renamed,
    @Nullable Limits limits,
    String blobs,
    String work,
    String home,
    boolean endWithStdin) {

  public JobSpec {
    renamed = renamed == null ? Map.of() : Map.copyOf(renamed);
  }

  /**
   * What a job may use; one that takes more ends as out of resources, its checkpoints kept.
   *
   * @param minutes of wall clock in all its runs; 0 for no limit
   * @param memoryMegabytes resident, natives included; 0 for no limit
   */
  public record Limits(long minutes, long memoryMegabytes) {}

  public static final String IMAGENET = "imagenet";

  /** Name of the file that the job reads, in its work folder. */
  public static final String FILE = "job.json";
}
