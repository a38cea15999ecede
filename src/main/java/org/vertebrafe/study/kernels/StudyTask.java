package org.vertebrafe.study.kernels;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.study.cohort.CohortImages;
import org.vertebrafe.study.cohort.VertebraTask;

/** What a worker is sent: an analysis, or a difference of two kernels to be taken apart. */
public final class StudyTask {

    private StudyTask() {}

    /**
     * Computes a task.
     *
     * @param task as {@link org.vertebrafe.study.cohort.RemoteVertebrae} gets it
     * @param images reads the files
     * @param threads of the machine that computes; the answer does not depend on how many
     */
    public static String run(String task, CohortImages images, TaskExecutor threads) {
        JsonObject json = JsonParser.parseString(task).getAsJsonObject();
        return KernelPair.isTask(json)
                ? KernelPair.run(json, images, threads)
                : VertebraTask.run(task, images, threads);
    }
}
