package io.mapache.training.job;

import io.mapache.blobs.BlobStore;
import io.mapache.blobs.FolderBlobStore;
import io.mapache.contracts.training.JobSpec;
import io.mapache.contracts.training.Recipe;
import io.mapache.models.session.OnnxDevice;
import io.mapache.training.features.BaseFiles;
import io.mapache.training.features.BaseSessions;
import io.mapache.training.features.Extraction;
import io.mapache.training.features.FeatureFolders;
import io.mapache.training.images.Pictures;
import io.mapache.training.process.JobEnd;
import io.mapache.training.process.Phase;
import io.mapache.training.process.WorkFolder;
import io.mapache.xception.network.djl.LibTorch;
import io.mapache.xception.weights.WeightStore;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What all stages of one job work with.
 *
 * @param threads of ONNX Runtime and libtorch, one of which computes at a time
 */
record Workshop(
    JobSpec spec,
    int threads,
    WorkFolder work,
    BlobStore blobs,
    Pictures pictures,
    BaseFiles bases,
    BaseSessions sessions,
    Extraction extraction,
    Phase.Course course,
    Stages stages) {

  /**
   * @throws JobEnd as bad input if the recipe's device is not there: never a silent run on the CPU
   */
  static Workshop of(JobSpec spec, WorkFolder work, Phase.Course course, Kept kept)
      throws IOException {
    computeOn(spec.recipe().device());
    int threads =
        spec.recipe().threads() > 0
            ? spec.recipe().threads()
            : Runtime.getRuntime().availableProcessors();
    BlobStore blobs = new FolderBlobStore(Path.of(spec.blobs()));
    Pictures pictures = new Pictures(blobs);
    Path features = Path.of(spec.home()).resolve("features");
    return new Workshop(
        spec,
        threads,
        work,
        blobs,
        pictures,
        new BaseFiles(features.resolve("bases"), kept.digests()),
        kept.sessions(),
        new Extraction(pictures, new FeatureFolders(features), threads, kept.sessions()),
        course,
        new Stages(work));
  }

  private static void computeOn(String device) {
    LibTorch.missing(device)
        .or(() -> OnnxDevice.use(device))
        .ifPresent(
            lack -> {
              throw JobEnd.badInput(lack);
            });
  }

  WeightStore weights() {
    return new WeightStore(Path.of(spec.home()));
  }

  Recipe recipe() {
    return spec.recipe();
  }
}
