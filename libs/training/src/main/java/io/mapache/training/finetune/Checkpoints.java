package io.mapache.training.finetune;

import io.mapache.training.process.WorkFolder;
import io.mapache.xception.finetuning.FineTuning;
import java.io.IOException;

/**
 * A fine-tuning in the work folder: {@code epochs.json} and the checkpoints of the last epoch and
 * of the one that would be kept. The list of epochs is replaced after the checkpoint that it speaks
 * of is whole, and old checkpoints go after that; so wherever it is cut short, it is as after one
 * epoch or the next.
 */
final class Checkpoints {

  private static final String EPOCHS = FineTunePhase.FOLDER + "/epochs.json";

  private final WorkFolder work;

  Checkpoints(WorkFolder work) {
    this.work = work;
  }

  EpochsDone done() throws IOException {
    return work.readJson(EPOCHS, EpochsDone.class).orElse(EpochsDone.NONE);
  }

  void save(FineTuning tuning, EpochsDone before, EpochsDone now) throws IOException {
    tuning.save(work.file(checkpoint(now.count())));
    work.writeJson(EPOCHS, now);
    for (int old : new int[] {before.count(), before.kept()}) {
      if (old != now.kept()) {
        work.delete(checkpoint(old));
      }
    }
  }

  void restore(FineTuning tuning, int epoch) throws IOException {
    tuning.restore(work.file(checkpoint(epoch)));
  }

  private static String checkpoint(int epoch) {
    return FineTunePhase.FOLDER + "/epoch-" + epoch + ".checkpoint";
  }
}
